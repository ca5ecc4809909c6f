package io.mesher.proxy.trace;

import io.mesher.base.text.PercentEncoding;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Spring Cloud Huawei's {@code x-invocation-context}: a JSON object of strings, percent-encoded by most senders. */
public final class InvocationContext {
    /** The service that calls. */
    public static final byte[] SERVICE = Ascii.bytes("x-microservice-name");

    static final byte[] TRACE = Ascii.bytes("x-trace-id");

    /** Senders add their own entries; what is longer is as if it weren't there. */
    private static final int MAX_BYTES = 8192;

    private InvocationContext() {}

    /** The object's text; null if there is none. Allocates only for requests that have the field. */
    public static byte @Nullable [] read(Fields fields) {
        int field = fields.find(FieldName.X_INVOCATION_CONTEXT);
        if (field < 0) {
            return null;
        }
        int from = fields.valueStart(field);
        int length = fields.valueEnd(field) - from;
        if (length > MAX_BYTES) {
            return null;
        }
        // A plus is a space in this encoding, but none of the values that are read has one.
        String text = PercentEncoding.decode(new String(fields.bytes(), from, length, StandardCharsets.ISO_8859_1));
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
