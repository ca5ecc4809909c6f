package io.mesher.app.config.source;

/** A text that isn't YAML, or more of it than Mesher takes. */
public final class YamlProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line from 1; 0 where there is none */
    public YamlProblem(int line, String message) {
        super(message);
        this.line = line;
    }

    public int line() {
        return line;
    }

    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
