package io.mesher.proxy.filter;

import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * A port in the URL doesn't choose the instance's port, which the registry knows: it tells the Mesher over there which of the
 * application's ports is meant. A hint that the caller wrote itself goes along where the URL has none.
 */
public final class PortHint extends Filter {
    private static final byte[] NAME = Ascii.bytes("X-Forwarded-Port: ");

    public PortHint() {}

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        int port = exchange.request().port();
        if (port != 0) {
            exchange.request().fields().drop(FieldName.X_FORWARDED_PORT);
            exchange.requestLines().begin(NAME).append(port).end();
        }
        return null;
    }
}
