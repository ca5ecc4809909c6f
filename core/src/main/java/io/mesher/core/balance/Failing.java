package io.mesher.core.balance;

/** In which way an instance failed. */
public enum Failing {
    CONNECT,
    /** The connection broke before the response. */
    RESET,
    TIMEOUT,
    /** 502, 503 or 504. */
    STATUS,
    /** What came isn't HTTP. */
    MALFORMED
}
