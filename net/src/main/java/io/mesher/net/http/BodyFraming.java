package io.mesher.net.http;

/** How the end of a message's body is known (RFC 9112 §6). */
public enum BodyFraming {
    NONE,
    LENGTH,
    CHUNKED,
    /** Responses only: the body lasts as long as the connection. */
    UNTIL_CLOSE
}
