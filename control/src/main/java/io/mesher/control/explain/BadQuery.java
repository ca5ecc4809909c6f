package io.mesher.control.explain;

/** A parameter that makes no sense; the message says which, and what was expected. */
final class BadQuery extends Exception {
    private static final long serialVersionUID = 1;

    private final String words;

    BadQuery(String words) {
        super(words, null, false, false);
        this.words = words;
    }

    ExplainAnswer answer() {
        return ExplainAnswer.bad(words);
    }
}
