package io.mesher.core.route;

import java.util.function.IntConsumer;

/** Reads what stands for one character of several: {@code [a-z]}, {@code \d}. */
final class RegexClass {
    private final String text;
    private int at;

    RegexClass(String text, int at) {
        this.text = text;
        this.at = at;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + " at character " + (Math.min(at, text.length()) + 1));
    }

    private char next() {
        if (at >= text.length()) {
            throw wrong("a [ without a ]");
        }
        return text.charAt(at++);
    }

    private boolean take(String next) {
        if (!text.startsWith(next, at)) {
            return false;
        }
        at += next.length();
        return true;
    }

    /**
     * From behind the bracket.
     *
     * @param end is told where the class ends
     */
    CharSet parse(IntConsumer end) {
        boolean negated = take("^");
        StringBuilder ranges = new StringBuilder();
        boolean first = true;
        while (first || !text.startsWith("]", at)) {
            first = false;
            if (!takeNamed(ranges)) {
                item(ranges);
            }
        }
        at++;
        end.accept(at);
        CharSet set = CharSet.ofRanges(ranges.toString());
        return negated ? set.negated() : set;
    }

    private boolean takeNamed(StringBuilder ranges) {
        int close = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
        if (close < 0) {
            return false;
        }
        String name = text.substring(at + 2, close);
        CharSet set = CharSet.posix(name.startsWith("^") ? name.substring(1) : name);
        if (set == null) {
            throw wrong("no such class of characters");
        }
        ranges.append(name.startsWith("^") ? set.negated().ranges() : set.ranges());
        at = close + 2;
        return true;
    }

    private void item(StringBuilder ranges) {
        CharSet low = single();
        boolean one = isOne(low);
        if (!one || !text.startsWith("-", at) || text.startsWith("-]", at)) {
            ranges.append(low.ranges());
            return;
        }
        at++;
        CharSet high = single();
        char from = low.ranges().charAt(0);
        if (!isOne(high) || high.ranges().charAt(0) < from) {
            throw wrong("a range that ends before it begins");
        }
        ranges.append(from).append(high.ranges().charAt(0));
    }

    private static boolean isOne(CharSet set) {
        String ranges = set.ranges();
        return ranges.length() == 2 && ranges.charAt(0) == ranges.charAt(1);
    }

    private CharSet single() {
        char c = next();
        return c == '\\' ? escaped(_ -> {}) : CharSet.of(c);
    }

    /** From behind the backslash. */
    CharSet escaped(IntConsumer end) {
        if (at >= text.length()) {
            throw wrong("nothing after the \\");
        }
        char c = text.charAt(at++);
        CharSet set = switch (c) {
            case 'd' -> CharSet.DIGITS;
            case 'D' -> CharSet.DIGITS.negated();
            case 'w' -> CharSet.WORD;
            case 'W' -> CharSet.WORD.negated();
            case 's' -> CharSet.SPACE;
            case 'S' -> CharSet.SPACE.negated();
            case 't' -> CharSet.of('\t');
            case 'n' -> CharSet.of('\n');
            case 'r' -> CharSet.of('\r');
            case 'f' -> CharSet.of('\f');
            case 'x' -> CharSet.of(hex());
            default -> literal(c);
        };
        end.accept(at);
        return set;
    }

    private char hex() {
        int high = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        if (high < 0 || low < 0) {
            throw wrong("no two hex digits after \\x");
        }
        at += 2;
        return (char) (high << 4 | low);
    }

    private CharSet literal(char c) {
        if (Character.isLetterOrDigit(c)) {
            at--;
            throw wrong("\\" + c + " isn't taken");
        }
        return CharSet.of(c);
    }
}
