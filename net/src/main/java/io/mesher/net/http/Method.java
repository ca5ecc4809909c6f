package io.mesher.net.http;

import java.util.Arrays;

/** The request methods that an intermediary treats differently; {@link #OTHER} passes as it came. */
public enum Method {
    GET(true),
    HEAD(true),
    POST(false),
    PUT(true),
    DELETE(true),
    OPTIONS(true),
    PATCH(false),
    TRACE(true),
    CONNECT(false),
    OTHER(false);

    private static final Method[] KNOWN = values();

    private final boolean idempotent;

    @SuppressWarnings("ImmutableEnumChecker") // Never written.
    private final byte[] text = Ascii.bytes(name());

    Method(boolean idempotent) {
        this.idempotent = idempotent;
    }

    /** RFC 9110 §9.2.2: sending it twice does what sending it once does. */
    public boolean isIdempotent() {
        return idempotent;
    }

    /** Methods are case-sensitive: {@code get} is another method than {@code GET}. */
    static Method of(byte[] bytes, int from, int to) {
        for (Method method : KNOWN) {
            if (method != OTHER && Arrays.equals(bytes, from, to, method.text, 0, method.text.length)) {
                return method;
            }
        }
        return OTHER;
    }
}
