package io.mesher.net.websocket;

import org.jspecify.annotations.Nullable;

/** What a frame is (RFC 6455 §5.2). */
enum Opcode {
    CONTINUATION(0),
    TEXT(1),
    BINARY(2),
    CLOSE(8),
    PING(9),
    PONG(10);

    private static final Opcode[] ALL = values();

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Null for those that are reserved. */
    static @Nullable Opcode of(int code) {
        for (Opcode opcode : ALL) {
            if (opcode.code == code) {
                return opcode;
            }
        }
        return null;
    }

    boolean isControl() {
        return code >= 8;
    }
}
