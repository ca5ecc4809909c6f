package io.mesher.core.route;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Characters, as ranges. Immutable. */
final class CharSet {
    static final CharSet DIGITS = ofRanges("09");
    static final CharSet WORD = ofRanges("azAZ09__");
    static final CharSet SPACE = ofRanges("\t\n\f\r  ");
    static final CharSet NOT_LINE_FEED = ofRanges("\n\n").negated();

    private final String ranges;
    private final boolean negated;
    private final boolean ignoreCase;

    private CharSet(String ranges, boolean negated, boolean ignoreCase) {
        this.ranges = ranges;
        this.negated = negated;
        this.ignoreCase = ignoreCase;
    }

    /** @param ranges first and last of each */
    static CharSet ofRanges(String ranges) {
        return new CharSet(ranges, false, false);
    }

    static CharSet of(char c) {
        return ofRanges("" + c + c);
    }

    CharSet negated() {
        return new CharSet(ranges, !negated, ignoreCase);
    }

    CharSet ignoringCase() {
        return new CharSet(ranges, negated, true);
    }

    /** First and last of each range, in order, also where it is told by what it lacks. */
    String ranges() {
        if (!negated) {
            return ranges;
        }
        char[][] sorted = new char[ranges.length() / 2][];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = new char[] {ranges.charAt(2 * i), ranges.charAt(2 * i + 1)};
        }
        Arrays.sort(sorted, (a, b) -> Character.compare(a[0], b[0]));
        StringBuilder others = new StringBuilder();
        int from = 0;
        for (char[] range : sorted) {
            if (range[0] > from) {
                others.append((char) from).append((char) (range[0] - 1));
            }
            from = Math.max(from, range[1] + 1);
        }
        return from > Character.MAX_VALUE
                ? others.toString()
                : others.append((char) from).append(Character.MAX_VALUE).toString();
    }

    boolean has(char c) {
        boolean found =
                holds(c) || (ignoreCase && (holds(Character.toLowerCase(c)) || holds(Character.toUpperCase(c))));
        return found != negated;
    }

    private boolean holds(char c) {
        for (int i = 0; i < ranges.length(); i += 2) {
            if (c >= ranges.charAt(i) && c <= ranges.charAt(i + 1)) {
                return true;
            }
        }
        return false;
    }

    /** What {@code [:name:]} means in a class, or null. */
    static @Nullable CharSet posix(String name) {
        return switch (name) {
            case "alnum" -> ofRanges("azAZ09");
            case "alpha" -> ofRanges("azAZ");
            case "ascii" -> ofRanges("\0\u007f");
            case "blank" -> ofRanges("\t\t  ");
            case "cntrl" -> ofRanges("\0\u001f\u007f\u007f");
            case "digit" -> DIGITS;
            case "graph" -> ofRanges("!~");
            case "lower" -> ofRanges("az");
            case "print" -> ofRanges(" ~");
            case "punct" -> ofRanges("!/:@[`{~");
            case "space" -> ofRanges("\t\r  ");
            case "upper" -> ofRanges("AZ");
            case "word" -> WORD;
            case "xdigit" -> ofRanges("09AFaf");
            default -> null;
        };
    }
}
