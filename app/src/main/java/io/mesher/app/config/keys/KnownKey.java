package io.mesher.app.config.keys;

/**
 * A key that users may write; a row of {@code docs/configuration.md}.
 *
 * @param pattern the key, where {@code <name>} stands for one or more segments
 * @param type in words
 * @param fallback the value without it, in words; empty: none
 * @param meaning one line
 */
public record KnownKey(String pattern, Status status, KeyFamily family, String type, String fallback, String meaning) {
    public enum Status {
        /** Does what it says. */
        EFFECTIVE,
        /** Of CSE Mesher; a warning says that it does nothing yet. */
        LATER,
        /** Did nothing in CSE Mesher either, or has nothing to do here; silent. */
        IGNORED
    }

    static KnownKey effective(String pattern, String type, String fallback, String meaning) {
        return new KnownKey(pattern, Status.EFFECTIVE, KeyFamily.NONE, type, fallback, meaning);
    }

    static KnownKey later(KeyFamily family, String pattern) {
        return new KnownKey(pattern, Status.LATER, family, "", "", "");
    }

    static KnownKey ignored(String pattern) {
        return new KnownKey(pattern, Status.IGNORED, KeyFamily.NONE, "", "", "");
    }

    public boolean hasWildcard() {
        return pattern.indexOf('<') >= 0;
    }

    /** Whether the key is this one; a wildcard takes one character at least. */
    boolean matches(String key) {
        return matches(key, 0, 0);
    }

    private boolean matches(String key, int from, int patternFrom) {
        int open = pattern.indexOf('<', patternFrom);
        if (open < 0) {
            return key.length() - from == pattern.length() - patternFrom
                    && key.startsWith(pattern.substring(patternFrom), from);
        }
        String literal = pattern.substring(patternFrom, open);
        if (!key.startsWith(literal, from)) {
            return false;
        }
        int close = pattern.indexOf('>', open) + 1;
        if (pattern.indexOf('<', close) < 0) {
            int end = key.length() - (pattern.length() - close);
            return end > from + literal.length() && key.startsWith(pattern.substring(close), end);
        }
        for (int end = from + literal.length() + 1; end < key.length(); end++) {
            if (matches(key, end, close)) {
                return true;
            }
        }
        return false;
    }
}
