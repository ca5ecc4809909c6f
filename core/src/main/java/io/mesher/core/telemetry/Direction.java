package io.mesher.core.telemetry;

/** Which way a request goes through Mesher. */
public enum Direction {
    /** From the local application to another service. */
    OUTGOING("outgoing"),
    /** From elsewhere to the local application. */
    INCOMING("incoming");

    private final String text;

    Direction(String text) {
        this.text = text;
    }

    /** As labels and logs write it. */
    public String text() {
        return text;
    }
}
