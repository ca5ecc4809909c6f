package io.mesher.net.http;

/** What a message's head says about the length of its body. How its end is found on the wire is each protocol's own affair. */
public enum BodyLength {
    /** There is no body. */
    NONE,
    /** {@link MessageHead#contentLength} bytes, which may be none. */
    KNOWN,
    /** The body ends when its sender says so. */
    UNKNOWN
}
