package io.mesher.proxy.filter;

import io.mesher.core.failure.DownstreamFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.RequestHead.TargetForm;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/** The service is the host of the URL, so there must be a URL: {@code GET http://service/path}, as clients send to a proxy. */
public final class ProxyRequestsOnly extends Filter {
    public ProxyRequestsOnly() {}

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        return exchange.request().form() == TargetForm.ABSOLUTE ? null : new DownstreamFailure.NotForProxy();
    }
}
