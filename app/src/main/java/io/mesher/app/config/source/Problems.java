package io.mesher.app.config.source;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, in the order of finding, so that everything is reported at once. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();
    private boolean errors;

    public void error(String place, String key, String message) {
        errors = true;
        Problem problem = new Problem(Severity.ERROR, place, Shown.key(key), message);
        // Two readers may want the same key.
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    /** As bad as an error, but only a part isn't taken: Mesher works without it, or with what it had before. */
    public void refusal(String place, String key, String message) {
        found.add(new Problem(Severity.REFUSAL, place, Shown.key(key), message));
    }

    public void warning(String place, String key, String message) {
        found.add(new Problem(Severity.WARNING, place, Shown.key(key), message));
    }

    public boolean hasErrors() {
        return errors;
    }

    /** Errors first, then refusals: they are what has to be put right. */
    public List<Problem> all() {
        List<Problem> sorted = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            for (Problem problem : found) {
                if (problem.severity() == severity) {
                    sorted.add(problem);
                }
            }
        }
        return List.copyOf(sorted);
    }
}
