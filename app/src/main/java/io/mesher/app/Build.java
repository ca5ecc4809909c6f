package io.mesher.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What this build is.
 *
 * @param commit abbreviated, followed by {@code +changes} if the sources differed from it; empty if it was built outside git
 * @param built the time of that commit, not of the build, so that equal sources give equal builds; empty likewise
 */
public record Build(String commit, String built) {
    public static final String VERSION = "0.1.0";

    private static final Build OUTSIDE_GIT = new Build("", "");

    /** Reads what the build wrote into its file; opens the jar's resource, so ask once. */
    public static Build read() {
        try (InputStream file = Build.class.getResourceAsStream("build.txt")) {
            return file == null ? OUTSIDE_GIT : of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException _) {
            return OUTSIDE_GIT;
        }
    }

    /** @param text two lines; an unknown value is a dash */
    static Build of(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? OUTSIDE_GIT : new Build(known(text.substring(0, end)), known(text.substring(end + 1)));
    }

    private static String known(String line) {
        String value = line.strip();
        return value.equals("-") ? "" : value;
    }

    /** The version with the commit, as {@code --version} and the log show it. */
    public String text() {
        return VERSION + (commit.isEmpty() ? " (built outside git)" : " (" + commit + ", " + built + ")");
    }
}
