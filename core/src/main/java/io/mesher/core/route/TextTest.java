package io.mesher.core.route;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a text must be like. Immutable.
 *
 * @param operand as it was written
 * @param ignoreCase whether letters are the same in both cases
 */
public record TextTest(
        Operator operator,
        String operand,
        boolean ignoreCase,
        @Nullable Pattern pattern) {
    /** By the names that are written in rules; the last two are additions to the original's. */
    public enum Operator {
        EXACT("exact"),
        CONTAINS("contains"),
        REGEX("regex"),
        NOT_EQUAL("noEqu"),
        LESS("less"),
        NOT_LESS("noLess"),
        GREATER("greater"),
        NOT_GREATER("noGreater"),
        PREFIX("prefix"),
        SUFFIX("suffix");

        private final String written;

        Operator(String written) {
            this.written = written;
        }

        public String written() {
            return written;
        }
    }

    /** @throws java.util.regex.PatternSyntaxException where the operand of REGEX is no regular expression */
    public static TextTest of(Operator operator, String operand, boolean ignoreCase) {
        Pattern pattern = operator == Operator.REGEX
                ? Pattern.compile(operand, ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
                : null;
        return new TextTest(operator, operand, ignoreCase, pattern);
    }

    /** @param value empty for what the request doesn't have, as in the original */
    public boolean matches(String value) {
        return switch (operator) {
            case EXACT -> equal(value);
            case NOT_EQUAL -> !equal(value);
            case CONTAINS -> folded(value).contains(folded(operand));
            case PREFIX -> value.regionMatches(ignoreCase, 0, operand, 0, operand.length());
            case SUFFIX ->
                value.regionMatches(ignoreCase, value.length() - operand.length(), operand, 0, operand.length());
            case REGEX -> pattern != null && BoundedText.find(pattern, value);
            case LESS, NOT_LESS, GREATER, NOT_GREATER -> compare(value);
        };
    }

    private boolean equal(String value) {
        return ignoreCase ? value.equalsIgnoreCase(operand) : value.equals(operand);
    }

    private String folded(String text) {
        return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** Of whole numbers; what isn't one matches nothing. */
    private boolean compare(String value) {
        long mine;
        long theirs;
        try {
            mine = Long.parseLong(operand);
            theirs = Long.parseLong(value);
        } catch (NumberFormatException _) {
            return false;
        }
        return switch (operator) {
            case LESS -> theirs < mine;
            case NOT_LESS -> theirs >= mine;
            case GREATER -> theirs > mine;
            default -> theirs <= mine;
        };
    }

    @Override
    public String toString() {
        return operator.written() + " \"" + operand + "\"" + (ignoreCase ? " in any case" : "");
    }
}
