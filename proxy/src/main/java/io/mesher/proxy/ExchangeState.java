package io.mesher.proxy;

/** Where a request is in its life. */
enum ExchangeState {
    /** Between requests. */
    IDLE,
    /** Meets its filters. */
    FILTERING,
    /** Waits within its filters until the catalog knows where the service is. */
    LOOKING_UP,
    /** Waits for a connection to an instance, or between two attempts. */
    CONNECTING,
    /** Is sent, or was sent; no response head yet. */
    WAITING,
    /** The response goes to the caller. */
    RESPONDING,
    /** Both sides switched to another protocol. */
    TUNNEL
}
