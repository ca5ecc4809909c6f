package io.mesher.app;

/** What this build is. */
public final class Build {
    public static final String VERSION = "0.1.0";

    private Build() {}
}
