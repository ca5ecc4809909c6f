package io.mesher.proxy.filter;

import io.mesher.core.failure.DownstreamFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.Method;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/** How many more hops an OPTIONS or TRACE request may take (RFC 9110 §7.6.2); in other requests it means nothing. */
public final class MaxForwards extends Filter {
    private static final byte[] NAME = Ascii.bytes("Max-Forwards: ");
    private static final int MAX_DIGITS = 9;

    public MaxForwards() {}

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        Fields fields = exchange.request().fields();
        Method method = exchange.request().method();
        if (!fields.has(FieldName.MAX_FORWARDS) || (method != Method.OPTIONS && method != Method.TRACE)) {
            return null;
        }
        // -1: none, or too large to matter.
        long hops = fields.number(fields.find(FieldName.MAX_FORWARDS), MAX_DIGITS);
        if (hops == 0) {
            return method == Method.TRACE ? new DownstreamFailure.TraceRefused() : new DownstreamFailure.LastHop();
        }
        if (hops > 0) {
            fields.drop(FieldName.MAX_FORWARDS);
            exchange.requestLines().begin(NAME).append((int) hops - 1).end();
        }
        return null;
    }
}
