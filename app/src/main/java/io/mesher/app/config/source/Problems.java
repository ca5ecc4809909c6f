package io.mesher.app.config.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects what is wrong, in the order of finding, so that everything is reported at once. */
public final class Problems {
    /** Each suggestion compares a name with all that are known, and nobody corrects more mistakes than this at a time. */
    static final int MAX_SUGGESTIONS = 100;

    private final List<Problem> found = new ArrayList<>();
    private final Set<Problem> errors = new HashSet<>();
    private int suggestions;

    public void error(String place, String key, String message) {
        Problem problem = new Problem(Severity.ERROR, place, Shown.key(key), message);
        // Two readers may want the same key.
        if (errors.add(problem)) {
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

    /** Whether one more suggestion may be looked for; each call takes one. */
    public boolean takeSuggestion() {
        return suggestions < MAX_SUGGESTIONS && ++suggestions > 0;
    }

    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** Errors first, then refusals: they are what has to be put right. Those of one file are in the order of its lines. */
    public List<Problem> all() {
        List<Problem> all = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            Map<String, Map<Integer, List<Problem>>> files = new LinkedHashMap<>();
            for (Problem problem : found) {
                if (problem.severity() == severity) {
                    add(problem, files);
                }
            }
            for (Map<Integer, List<Problem>> lines : files.values()) {
                for (List<Problem> problems : lines.values()) {
                    all.addAll(problems);
                }
            }
        }
        return List.copyOf(all);
    }

    // Without computeIfAbsent: a start with warnings would link a lambda for it.
    private static void add(Problem problem, Map<String, Map<Integer, List<Problem>>> files) {
        String file = problem.file();
        Map<Integer, List<Problem>> lines = files.get(file);
        if (lines == null) {
            lines = new TreeMap<>();
            files.put(file, lines);
        }
        int line = problem.line();
        List<Problem> problems = lines.get(line);
        if (problems == null) {
            problems = new ArrayList<>(1);
            lines.put(line, problems);
        }
        problems.add(problem);
    }
}
