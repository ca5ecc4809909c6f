package io.mesher.net.http1;

import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldList;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;

/** {@code Keep-Alive: timeout=n} of a response: how long its server keeps the connection. */
final class KeepAlive {
    private static final byte[] TIMEOUT = Ascii.bytes("timeout=");
    private static final int MAX_SECONDS = 300;

    private KeepAlive() {}

    /** -1 when the server doesn't say. */
    static int timeoutSeconds(Fields fields) {
        int field = fields.find(FieldName.KEEP_ALIVE);
        if (field < 0) {
            return -1;
        }
        FieldList parameters = new FieldList(fields, field);
        while (parameters.next()) {
            int digits = parameters.start() + TIMEOUT.length;
            if (parameters.end() > digits
                    && Ascii.equalsIgnoreCase(fields.bytes(), parameters.start(), digits, TIMEOUT)) {
                return number(fields.bytes(), digits, parameters.end());
            }
        }
        return -1;
    }

    /** A quarter less than the server's, at most a second: who closes last loses the race for the connection. */
    static long idleNanos(int timeoutSeconds) {
        long nanos = timeoutSeconds * 1_000_000_000L;
        return nanos - Math.min(nanos / 4, 1_000_000_000L);
    }

    private static int number(byte[] bytes, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!Ascii.isDigit(bytes[i])) {
                return -1;
            }
            number = Math.min(number * 10 + bytes[i] - '0', MAX_SECONDS);
        }
        return number;
    }
}
