package io.mesher.app;

/** {@code mesher train}: the run from which the launcher makes the start-up cache. */
final class Training {
    private Training() {}

    static int run() {
        return ExitCode.FAILURE;
    }
}
