package io.mesher.proxy.filter;

import io.mesher.core.failure.DownstreamFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.Method;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/** No CONNECT: the application is an origin server. */
public final class RefuseConnect extends Filter {
    public RefuseConnect() {}

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        return exchange.request().method() == Method.CONNECT ? new DownstreamFailure.ConnectRefused() : null;
    }
}
