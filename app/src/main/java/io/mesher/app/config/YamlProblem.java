package io.mesher.app.config;

/** A text that isn't YAML, or more of it than Mesher takes. */
final class YamlProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line from 1; 0 where there is none */
    YamlProblem(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }

    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
