package io.mesher.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many connections the limit of open files allows. Read from /proc: the JDK's OperatingSystemMXBean loads all of its management
 * classes. Elsewhere than on Linux nothing is known, and nothing is lowered.
 *
 * @param limit of this process ({@code ulimit -n}); {@link Integer#MAX_VALUE} if it is unknown or unlimited
 * @param used when this was read
 */
record FileDescriptors(int limit, int used) {
    /** For the registry, name look-ups, exporters, log files and the jar's classes. */
    private static final int OWN = 32;

    private static final int MAX_ADMIN = 256;
    private static final int MIN_ADMIN = 8;

    private static final String LINE = "Max open files";

    static FileDescriptors read() {
        String[] open = new File("/proc/self/fd").list();
        try {
            return new FileDescriptors(
                    limit(Files.readString(Path.of("/proc/self/limits"))), open == null ? 0 : open.length);
        } catch (IOException _) {
            return new FileDescriptors(Integer.MAX_VALUE, 0);
        }
    }

    /** The soft limit, the first number of its line in /proc/self/limits (proc_pid_limits(5)). */
    static int limit(String limits) {
        int at = limits.indexOf(LINE) + LINE.length();
        if (at < LINE.length()) {
            return Integer.MAX_VALUE;
        }
        while (at < limits.length() && limits.charAt(at) == ' ') {
            at++;
        }
        int end = at;
        while (end < limits.length() && Character.isDigit(limits.charAt(end))) {
            end++;
        }
        try {
            return Integer.parseInt(limits.substring(at, end));
        } catch (NumberFormatException _) {
            return Integer.MAX_VALUE;
        }
    }

    /** Connections to the admin port, which has its own share: probes must be answered when callers have used up theirs. */
    int adminConnections() {
        return Math.max(MIN_ADMIN, Math.min(MAX_ADMIN, limit / 16));
    }

    /** Of callers, at most {@code wanted}, at least 1. Each may need a second descriptor, for a connection to an instance. */
    int connections(int wanted) {
        long free = (long) limit - used - OWN - adminConnections();
        return (int) Math.max(1, Math.min(wanted, free / 2));
    }

    /**
     * Of {@code connections} those that the callers of one side may have, if both sides are served: idle connections of the
     * application must not keep all calls from outside away, nor the other way round.
     */
    static int ofOneSide(int connections) {
        return Math.max(1, connections - Math.max(1, connections / 8));
    }

    /** How many descriptors {@code wanted} connections need. */
    long needed(int wanted) {
        return 2L * wanted + used + OWN + MAX_ADMIN;
    }
}
