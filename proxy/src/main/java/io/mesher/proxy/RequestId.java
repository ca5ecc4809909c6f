package io.mesher.proxy;

import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.proxy.trace.TraceState;
import java.nio.charset.StandardCharsets;

/** By what people find a request again: the caller's {@code X-Request-Id}, else the trace's id, which was passed on as one. */
final class RequestId {
    private static final int MOST_BYTES = 128;

    private RequestId() {}

    static String of(Exchange exchange) {
        if (exchange.isReadable()) {
            Fields fields = exchange.request().fields();
            int field = fields.find(FieldName.X_REQUEST_ID);
            if (field >= 0) {
                String given = fields.value(field);
                return given.length() > MOST_BYTES ? given.substring(0, MOST_BYTES) : given;
            }
        }
        TraceState trace = exchange.trace();
        return trace.isActive()
                ? new String(trace.digits(), 0, TraceState.TRACE_DIGITS, StandardCharsets.ISO_8859_1)
                : "";
    }
}
