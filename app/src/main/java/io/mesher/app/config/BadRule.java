package io.mesher.app.config;

/** A rule that can't be taken: it goes, and with it the others of its service. */
final class BadRule extends Exception {
    private static final long serialVersionUID = 1L;

    private final String place;

    BadRule(Value at, String what, String expected) {
        super(what + " (expected: " + expected + ")", null, false, false);
        this.place = at.place();
    }

    BadRule(String place, String what) {
        super(what, null, false, false);
        this.place = place;
    }

    String place() {
        return place;
    }

    /** What is wrong and what was expected. */
    String what() {
        return String.valueOf(getMessage());
    }
}
