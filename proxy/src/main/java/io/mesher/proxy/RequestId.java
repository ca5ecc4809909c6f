package io.mesher.proxy;

import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.proxy.trace.TraceState;
import java.nio.charset.StandardCharsets;

/** By what people find a request again: the caller's {@code X-Request-Id}, byte by byte, else the trace's id. */
final class RequestId {
    /** As lines of the log show: of a longer one only the beginning would be found. */
    private static final int MAX_BYTES = 128;

    private RequestId() {}

    static String of(RequestContext exchange) {
        if (exchange.isReadable()) {
            Fields fields = exchange.request().fields();
            int field = fields.find(FieldName.X_REQUEST_ID);
            if (field >= 0) {
                int length = fields.valueEnd(field) - fields.valueStart(field);
                if (length > 0 && length <= MAX_BYTES) {
                    return fields.value(field);
                }
            }
        }
        TraceState trace = exchange.trace();
        return trace.isActive()
                ? new String(trace.digits(), 0, TraceState.TRACE_DIGITS, StandardCharsets.ISO_8859_1)
                : "";
    }
}
