package io.mesher.app.config.source;

/** What a {@link Problem} means for the start. */
public enum Severity {
    /** Mesher doesn't start: exit status 78. */
    ERROR("error"),
    /** Mesher starts, but a part of the configuration isn't taken, such as the rules of one service. Logged as an error. */
    REFUSAL("error"),
    /** Mesher starts, and says so. */
    WARNING("warning");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
