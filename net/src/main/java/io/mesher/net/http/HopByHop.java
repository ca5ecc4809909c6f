package io.mesher.net.http;

/**
 * Marks the fields that concern one connection only (RFC 9110 §7.6.1) as dropped, {@code Connection} and what it names too:
 * passing them on would let a peer steer a connection that isn't its own.
 */
public final class HopByHop {
    private HopByHop() {}

    public static void drop(Fields fields) {
        for (int i = 0; i < fields.count(); i++) {
            switch (fields.name(i)) {
                case CONNECTION -> {
                    fields.drop(i);
                    dropNominated(fields, i);
                }
                case KEEP_ALIVE,
                        PROXY_CONNECTION,
                        PROXY_AUTHORIZATION,
                        PROXY_AUTHENTICATE,
                        PROXY_AUTHENTICATION_INFO,
                        TE,
                        UPGRADE,
                        HTTP2_SETTINGS,
                        // Of the Mesher at the connection's other end alone.
                        X_MESHER_UNSENT -> fields.drop(i);
                default -> {}
            }
        }
    }

    private static void dropNominated(Fields fields, int connection) {
        FieldList tokens = new FieldList(fields, connection);
        while (tokens.next()) {
            for (int i = 0; i < fields.count(); i++) {
                if (!isProtected(fields.name(i))
                        && Ascii.equalsIgnoreCase(
                                fields.bytes(),
                                fields.nameStart(i),
                                fields.nameEnd(i),
                                fields.bytes(),
                                tokens.start(),
                                tokens.end())) {
                    fields.drop(i);
                }
            }
        }
    }

    /** Named in Connection, these would take away the message's meaning or its framing: that is an attack, not a request. */
    private static boolean isProtected(FieldName name) {
        return switch (name) {
            case AUTHORIZATION,
                    HOST,
                    CONTENT_LENGTH,
                    TRANSFER_ENCODING,
                    VIA,
                    X_FORWARDED_FOR,
                    X_FORWARDED_HOST,
                    X_FORWARDED_PORT,
                    X_FORWARDED_PROTO,
                    DATE,
                    EXPECT,
                    MAX_FORWARDS -> true;
            default -> false;
        };
    }
}
