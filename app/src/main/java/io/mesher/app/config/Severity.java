package io.mesher.app.config;

/** What a {@link Problem} means for the start. */
public enum Severity {
    /** Mesher doesn't start: exit status 78. */
    ERROR("error"),
    /** Mesher starts without what this is about, which is wrong; a running one keeps what it has. */
    REFUSED("refused"),
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
