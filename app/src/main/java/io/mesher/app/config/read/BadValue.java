package io.mesher.app.config.read;

/** A value that a key doesn't take. The message follows the value: {@code " (expected: …)"} or {@code ": reason (expected: …)"}. */
public final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    private BadValue(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    public static BadValue expected(String expected) {
        return new BadValue(" (expected: " + expected + ")");
    }

    public static BadValue because(String reason, String expected) {
        return new BadValue(": " + reason + " (expected: " + expected + ")");
    }

    public String why() {
        return why;
    }
}
