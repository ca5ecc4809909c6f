package io.mesher.app;

/** How the process ends; the numbers of {@code sysexits.h} where they fit. Documented in docs/operations.md. */
public final class ExitCode {
    /** Ended as asked, after SIGTERM too. */
    public static final int OK = 0;

    /** Something failed that no other code names. */
    public static final int FAILURE = 1;

    /** Arguments that make no sense. */
    public static final int USAGE = 2;

    /** The system refuses something that Mesher can't do without. */
    public static final int UNAVAILABLE = 69;

    /** The configuration is wrong, or asks for what can't be had: a port in use. */
    public static final int CONFIGURATION = 78;

    private ExitCode() {}
}
