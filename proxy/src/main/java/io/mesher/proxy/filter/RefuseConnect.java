package io.mesher.proxy.filter;

import io.mesher.core.failure.DownstreamFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.Method;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/** No CONNECT: a tunnel to anywhere would make an open proxy of Mesher, and nothing could be done for its requests. */
public final class RefuseConnect extends Filter {
    public RefuseConnect() {}

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        return exchange.request().method() == Method.CONNECT ? new DownstreamFailure.ConnectRefused() : null;
    }
}
