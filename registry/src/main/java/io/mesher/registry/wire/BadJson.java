package io.mesher.registry.wire;

/** A text that isn't the JSON that was expected. The message says where and what, for people. */
public final class BadJson extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message what is wrong, for people */
    public BadJson(String message) {
        // Expected now and then, and nobody looks where it was made.
        super(message, null, false, false);
    }
}
