package io.mesher.app;

/** Mesher can't start. The message is one line for the operator: what, where, what to do. */
final class StartFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    StartFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
