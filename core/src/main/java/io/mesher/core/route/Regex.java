package io.mesher.core.route;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression in Go's syntax (RE2's), which CSE Mesher's rules are written in. It takes time in proportion to the text,
 * whatever the text: texts come from callers, and the JDK's engine tries all ways to match, of which there may be 2^n. Says only
 * whether there is a match anywhere. Immutable.
 */
public final class Regex {
    private static final int MAX_CHARS = 1000;
    /** Each may have to be looked at for each character of a text. */
    private static final int MAX_STEPS = 5000;

    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException if it isn't a regular expression, or is too large, with a message for people */
    public static Regex of(String pattern, boolean ignoreCase) {
        if (pattern.length() > MAX_CHARS) {
            throw new IllegalArgumentException("longer than " + MAX_CHARS + " characters");
        }
        RegexSize.check(pattern);
        try {
            Pattern compiled = Pattern.compile(pattern, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
            if (compiled.programSize() > MAX_STEPS) {
                throw RegexSize.tooLarge();
            }
            return new Regex(compiled);
        } catch (PatternSyntaxException e) {
            String part = e.getPattern() == null ? "" : e.getPattern();
            String missing = unsupported(part);
            String words = missing.isEmpty() ? e.getDescription() : missing + " isn't supported";
            throw new IllegalArgumentException(words + (part.isEmpty() ? "" : ": " + part), e);
        }
    }

    /** What other engines have and this one hasn't, since no engine finds it in time in proportion to the text. */
    private static String unsupported(String part) {
        if (part.startsWith("(?=") || part.startsWith("(?!")) {
            return "look-ahead";
        }
        if (part.startsWith("(?<=") || part.startsWith("(?<!")) {
            return "look-behind";
        }
        boolean numbered =
                part.length() == 2 && part.charAt(0) == '\\' && part.charAt(1) >= '1' && part.charAt(1) <= '9';
        return numbered || part.startsWith("\\k") ? "a reference to a group" : "";
    }

    /** How many steps may have to be looked at for each character of a text. */
    int size() {
        return pattern.programSize();
    }

    /** Whether it matches some part of the text. */
    public boolean find(String text) {
        return pattern.matcher(text).find();
    }
}
