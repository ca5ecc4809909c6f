package io.mesher.net.websocket;

/** The codes of a close frame (RFC 6455 §7.4). */
final class CloseCode {
    static final int UNSUPPORTED = 1003;
    /** Never on the wire: the close frame has no code. */
    static final int NONE = 1005;
    /** Never on the wire: there was no close frame. */
    static final int ABNORMAL = 1006;

    static final int NOT_UTF8 = 1007;
    /** The last one that IANA has registered for the wire. */
    private static final int LAST_REGISTERED = 1014;

    private CloseCode() {}

    /** RFC 6455 §7.4.2: registered ones, those of libraries and applications; not those that only report. */
    static boolean isSendable(int code) {
        return (code >= 1000 && code <= 1003)
                || (code >= NOT_UTF8 && code <= LAST_REGISTERED)
                || (code >= 3000 && code <= 4999);
    }
}
