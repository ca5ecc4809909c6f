package io.mesher.app.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** A throwable with its causes and suppressed ones, in rows; frames shared with the one around it are only counted. */
final class StackTrace {
    private static final StackTraceElement[] NONE = {};

    private final List<String> rows = new ArrayList<>();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private StackTrace() {}

    /** A row is not escaped: messages may hold anything, line breaks too. */
    static List<String> rows(Throwable thrown) {
        StackTrace trace = new StackTrace();
        trace.add("", thrown, NONE);
        return trace.rows;
    }

    private void add(String lead, Throwable thrown, StackTraceElement[] around) {
        String title = lead.concat(title(thrown));
        if (!seen.add(thrown)) {
            rows.add(title.concat(" (shown above)"));
            return;
        }
        rows.add(title);
        StackTraceElement[] frames = thrown.getStackTrace();
        int shared = sharedFrames(frames, around);
        for (int i = 0; i < frames.length - shared; i++) {
            rows.add("    at ".concat(frames[i].toString()));
        }
        if (shared > 0) {
            rows.add("    ... ".concat(Integer.toString(shared)).concat(" more"));
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            add("suppressed: ", suppressed, frames);
        }
        Throwable cause = thrown.getCause();
        if (cause != null) {
            add("caused by: ", cause, frames);
        }
    }

    private static String title(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (RuntimeException _) {
            // A getMessage() that fails must not take the log line with it.
            return thrown.getClass().getName();
        }
    }

    private static int sharedFrames(StackTraceElement[] frames, StackTraceElement[] around) {
        int shared = 0;
        int max = Math.min(frames.length, around.length);
        while (shared < max && frames[frames.length - 1 - shared].equals(around[around.length - 1 - shared])) {
            shared++;
        }
        return shared;
    }
}
