package io.mesher.proxy.filter;

import io.mesher.core.catalog.LookupResult;
import io.mesher.core.failure.DownstreamFailure;
import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.Method;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.Filter;
import io.mesher.proxy.LoopContext;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * CONNECT to a service. WebSocket clients ask a proxy for it (RFC 6455 §4.1), and some HTTP libraries, for {@code http://} too. It
 * becomes no blind tunnel: the requests that follow on the connection are treated as any other to that service. A tunnel to
 * anywhere else would make an open proxy of Mesher, and nothing could be done for its requests.
 */
public final class AcceptConnect extends Filter {
    public AcceptConnect() {}

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        RequestHead request = exchange.request();
        if (request.method() != Method.CONNECT) {
            return null;
        }
        if (request.hasBody()) {
            return new DownstreamFailure.Malformed("a CONNECT has a body (RFC 9110 §9.3.6)");
        }
        LoopContext context = exchange.context();
        String name = context.name(request.fields().bytes(), request.hostStart(), request.hostEnd());
        if (context.snapshot().meant(name) == null) {
            LookupResult result = exchange.lookUp("", name);
            if (result == null) {
                return null;
            }
            if (context.snapshot().meant(name) == null) {
                return refused(result, name);
            }
        }
        return new DownstreamFailure.ConnectAccepted();
    }

    private static ProxyFailure refused(LookupResult result, String name) {
        return result instanceof LookupResult.Ambiguous(var names)
                ? new InternalFailure.AmbiguousService(name, names)
                : LookupFailure.of(result, name, new DownstreamFailure.ConnectRefused());
    }
}
