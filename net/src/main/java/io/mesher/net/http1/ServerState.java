package io.mesher.net.http1;

/** What a {@link Http1ServerConnection} is doing. */
enum ServerState {
    /** Between requests. */
    IDLE,
    /** Part of a head is there. */
    HEAD,
    /** A request is being served. */
    EXCHANGE,
    TUNNEL,
    /** Answered for the last time; bytes that still come are thrown away. */
    LINGER,
    /** Answered for the last time; the caller hasn't taken all of it yet. */
    FLUSH,
    CLOSED
}
