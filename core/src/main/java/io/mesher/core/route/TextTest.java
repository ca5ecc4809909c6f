package io.mesher.core.route;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a text of a request must be like. Immutable; takes time in proportion to the text. */
public final class TextTest {
    /** How it is compared. */
    public enum Operator {
        EXACT("exact"),
        NO_EQU("noEqu"),
        CONTAINS("contains"),
        PREFIX("prefix"),
        SUFFIX("suffix"),
        REGEX("regex"),
        LESS("less"),
        NO_LESS("noLess"),
        GREATER("greater"),
        NO_GREATER("noGreater");

        private final String written;

        Operator(String written) {
            this.written = written;
        }

        /** As rules name it. */
        public String written() {
            return written;
        }
    }

    private final Operator operator;
    private final String operand;
    private final boolean ignoreCase;
    private final @Nullable Regex regex;
    private final long number;

    private TextTest(Operator operator, String operand, boolean ignoreCase, @Nullable Regex regex, long number) {
        this.operator = operator;
        this.operand = operand;
        this.ignoreCase = ignoreCase;
        this.regex = regex;
        this.number = number;
    }

    /**
     * A test.
     *
     * @throws IllegalArgumentException if it can't be made of the operand, with what was expected as message
     */
    public static TextTest of(Operator operator, String operand, boolean ignoreCase) {
        return switch (operator) {
            case REGEX -> {
                try {
                    yield new TextTest(operator, operand, ignoreCase, Regex.of(operand, ignoreCase), 0);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            e.getMessage() + " (expected: a regular expression in Go's syntax)", e);
                }
            }
            case LESS, NO_LESS, GREATER, NO_GREATER -> {
                if (!isInteger(operand)) {
                    throw new IllegalArgumentException("not a whole number (expected: a number such as 200 or -1)");
                }
                yield new TextTest(operator, operand, ignoreCase, null, Long.parseLong(operand));
            }
            case EXACT, NO_EQU, CONTAINS, PREFIX, SUFFIX -> new TextTest(operator, operand, ignoreCase, null, 0);
        };
    }

    public Operator operator() {
        return operator;
    }

    /** As it was written. */
    public String operand() {
        return operand;
    }

    public boolean ignoresCase() {
        return ignoreCase;
    }

    public boolean holds(String text) {
        return switch (operator) {
            case EXACT -> isEqual(text);
            case NO_EQU -> !isEqual(text);
            case CONTAINS -> contains(text);
            case PREFIX -> text.regionMatches(ignoreCase, 0, operand, 0, operand.length());
            case SUFFIX ->
                text.regionMatches(ignoreCase, text.length() - operand.length(), operand, 0, operand.length());
            case REGEX -> Objects.requireNonNull(regex).find(text);
            case LESS -> isInteger(text) && Long.parseLong(text) < number;
            case NO_LESS -> isInteger(text) && Long.parseLong(text) >= number;
            case GREATER -> isInteger(text) && Long.parseLong(text) > number;
            case NO_GREATER -> isInteger(text) && Long.parseLong(text) <= number;
        };
    }

    private boolean isEqual(String text) {
        return ignoreCase ? operand.equalsIgnoreCase(text) : operand.equals(text);
    }

    private boolean contains(String text) {
        if (!ignoreCase) {
            return text.contains(operand);
        }
        for (int i = 0; i <= text.length() - operand.length(); i++) {
            if (text.regionMatches(true, i, operand, 0, operand.length())) {
                return true;
            }
        }
        return false;
    }

    /** As Go's Atoi takes it, 64 bits. Asked before, since a parser's exception would cost more than all the rest. */
    private static boolean isInteger(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        int from = signed ? 1 : 0;
        while (from < text.length() - 1 && text.charAt(from) == '0') {
            from++;
        }
        int digits = text.length() - from;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        if (digits < 19) {
            return digits > 0;
        }
        String max = text.startsWith("-") ? "9223372036854775808" : "9223372036854775807";
        return digits == 19 && text.substring(from).compareTo(max) <= 0;
    }

    /** How much memory it takes, in steps of a regular expression, 1 to 5000. */
    public int size() {
        return regex == null ? 1 : regex.size();
    }

    @Override
    public String toString() {
        return operator.written + " \"" + operand + "\"" + (ignoreCase ? " in any case" : "");
    }
}
