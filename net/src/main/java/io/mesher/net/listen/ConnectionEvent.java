package io.mesher.net.listen;

/** What a listener counts of its connections. One that was accepted ends in exactly one of the ways below ACCEPTED. */
public enum ConnectionEvent {
    /** It was closed at once, since as many were open as may. */
    REFUSED,
    ACCEPTED,
    /** Ended by either side when nothing was under way, or after a response that was the last. */
    CLOSED,
    /** Ended since its TLS handshake failed, or did not end in time. */
    NOT_SECURED,
    /** Ended by us: no request came in time. */
    IDLE,
    /** Ended by us: a request's head didn't come in time. */
    HEAD_TIMED_OUT,
    /** Ended by us: a request's body didn't come in time. */
    BODY_TIMED_OUT,
    /** Ended by us: the caller took too little of its response, or of a tunnel's bytes, within the time. */
    NOT_TAKEN,
    /** Ended by us: no byte came through the tunnel in time. */
    TUNNEL_IDLE,
    /** Ended by the caller within an exchange, or by the network. */
    BROKEN,
    /** Ended by us within a response, so that it doesn't look whole. */
    ABORTED
}
