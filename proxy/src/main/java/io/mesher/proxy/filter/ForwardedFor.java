package io.mesher.proxy.filter;

import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/** Appends the caller's address to {@code X-Forwarded-For}, as one line: many applications read only the first. */
public final class ForwardedFor extends Filter {
    private static final byte[] NAME = Ascii.bytes("X-Forwarded-For: ");
    private static final byte[] SEPARATOR = Ascii.bytes(", ");

    public ForwardedFor() {}

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        Fields fields = exchange.request().fields();
        AddedFields lines = exchange.requestLines().begin(NAME);
        for (int i = fields.find(FieldName.X_FORWARDED_FOR);
                i >= 0;
                i = fields.next(FieldName.X_FORWARDED_FOR, i + 1)) {
            fields.drop(i);
            if (fields.valueEnd(i) > fields.valueStart(i)) {
                lines.append(fields.bytes(), fields.valueStart(i), fields.valueEnd(i))
                        .append(SEPARATOR);
            }
        }
        lines.append(exchange.peerAddress()).end();
        return null;
    }
}
