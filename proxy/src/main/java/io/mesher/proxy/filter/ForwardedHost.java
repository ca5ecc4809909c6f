package io.mesher.proxy.filter;

import io.mesher.core.config.TrustedPeers;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldBlock;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells the application under which host and scheme it was called. What a caller says of that itself is believed from trusted
 * peers only: applications build links and redirects of it.
 */
public final class ForwardedHost extends Filter {
    private static final byte[] HOST = Ascii.bytes("X-Forwarded-Host: ");
    private static final FieldBlock PROTO_HTTP = FieldBlock.of("X-Forwarded-Proto: http\r\n");

    private final TrustedPeers trusted;

    public ForwardedHost(TrustedPeers trusted) {
        this.trusted = trusted;
    }

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        RequestHead request = exchange.request();
        Fields fields = request.fields();
        AddedFields lines = exchange.requestLines();
        if (fields.has(FieldName.X_FORWARDED_HOST) || fields.has(FieldName.X_FORWARDED_PROTO)) {
            keepOrDrop(exchange);
        }
        if (!isKept(fields, FieldName.X_FORWARDED_HOST) && request.hostEnd() > request.hostStart()) {
            lines.begin(HOST)
                    .append(fields.bytes(), request.authorityStart(), request.authorityEnd())
                    .end();
        }
        if (!isKept(fields, FieldName.X_FORWARDED_PROTO)) {
            lines.add(PROTO_HTTP);
        }
        return null;
    }

    private void keepOrDrop(RequestContext exchange) {
        if (!trusted.contains(exchange.peer())) {
            exchange.request().fields().drop(FieldName.X_FORWARDED_HOST);
            exchange.request().fields().drop(FieldName.X_FORWARDED_PROTO);
        }
    }

    private static boolean isKept(Fields fields, FieldName name) {
        int field = fields.find(name);
        return field >= 0 && !fields.isDropped(field);
    }
}
