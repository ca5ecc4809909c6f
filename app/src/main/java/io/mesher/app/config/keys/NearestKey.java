package io.mesher.app.config.keys;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds what somebody may have meant. */
public final class NearestKey {
    /** Longer ones cost too much to compare, and nobody mistypes them. */
    private static final int MAX = 200;

    private static final int MAX_NAME = 50;

    /** How many names a hint is looked for among. */
    private static final int MAX_NAMES = 1000;

    private NearestKey() {}

    /** The nearest known key, wildcards filled in; null where none is near. */
    public static @Nullable String to(String key, KnownKeys known) {
        if (key.length() > MAX) {
            return null;
        }
        int limit = Math.max(2, Math.min(4, key.length() / 6));
        String best = null;
        int bestDistance = limit + 1;
        for (KnownKey row : known.rows()) {
            String candidate = row.hasWildcard() ? filled(row.pattern(), key) : row.pattern();
            if (candidate == null || Math.abs(candidate.length() - key.length()) >= bestDistance) {
                continue;
            }
            int distance = distance(key, candidate);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** The pattern with the key's own segments in place of its wildcard; null where there are too few. */
    private static @Nullable String filled(String pattern, String key) {
        int open = pattern.indexOf('<');
        int close = pattern.indexOf('>', open);
        if (pattern.indexOf('<', close) >= 0) {
            return null;
        }
        int from = segment(key, dots(pattern.substring(0, open)));
        String reversed = new StringBuilder(key).reverse().toString();
        int end = key.length() - segment(reversed, dots(pattern.substring(close + 1)));
        return from < 0 || from >= end
                ? null
                : pattern.substring(0, open) + key.substring(from, end) + pattern.substring(close + 1);
    }

    private static int dots(String text) {
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            dots += text.charAt(i) == '.' ? 1 : 0;
        }
        return dots;
    }

    /** Where the text goes on after so many dots; far beyond its end where it has fewer. */
    private static int segment(String text, int dots) {
        int at = 0;
        for (int i = 0; i < dots; i++) {
            int dot = text.indexOf('.', at);
            if (dot < 0) {
                return text.length();
            }
            at = dot + 1;
        }
        return at;
    }

    /** What to add to an expectation: {@code "; did you mean …?"}, or nothing where no name is near. */
    public static String hint(String name, Collection<String> names) {
        String best = "";
        int bestDistance = name.length() > MAX_NAME ? 0 : 4;
        int looked = 0;
        for (String candidate : names) {
            if (++looked > MAX_NAMES) {
                break;
            }
            if (Math.abs(candidate.length() - name.length()) >= bestDistance) {
                continue;
            }
            int distance = distance(name, candidate);
            if (distance < bestDistance && distance < candidate.length()) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? "" : "; did you mean " + best + "?";
    }

    /** Levenshtein's, where a letter in the wrong case counts as nothing but equality would be found before. */
    public static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                char x = Character.toLowerCase(a.charAt(i - 1));
                char y = Character.toLowerCase(b.charAt(j - 1));
                int change = above[j - 1] + (x == y ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
