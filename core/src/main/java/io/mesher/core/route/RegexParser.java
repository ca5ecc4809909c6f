package io.mesher.core.route;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a regular expression in Go's syntax (RE2's), which the original's rules are written in. */
final class RegexParser {
    /** RE2's. */
    private static final int MAX_REPEATS = 1000;

    private static final int MAX_DEPTH = 50;

    private final String text;
    private int at;
    private int depth;
    private boolean ignoreCase;

    private RegexParser(String text, boolean ignoreCase) {
        this.text = text;
        this.ignoreCase = ignoreCase;
    }

    /** @throws IllegalArgumentException if it isn't one, with a message for people */
    static RegexNode parse(String text, boolean ignoreCase) {
        RegexParser parser = new RegexParser(text, ignoreCase);
        RegexNode node = parser.choice();
        if (parser.at < text.length()) {
            throw parser.wrong("a ) without a (");
        }
        return node;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + " at character " + (Math.min(at, text.length()) + 1));
    }

    private boolean has(String next) {
        return text.startsWith(next, at);
    }

    private boolean take(String next) {
        if (!has(next)) {
            return false;
        }
        at += next.length();
        return true;
    }

    private char next(String inside) {
        if (at >= text.length()) {
            throw wrong("no end of " + inside);
        }
        return text.charAt(at++);
    }

    private RegexNode choice() {
        List<RegexNode> parts = new ArrayList<>();
        parts.add(sequence());
        while (take("|")) {
            parts.add(sequence());
        }
        return parts.size() == 1 ? parts.getFirst() : new RegexNode.Choice(parts);
    }

    private RegexNode sequence() {
        List<RegexNode> parts = new ArrayList<>();
        while (at < text.length() && !has("|") && !has(")")) {
            RegexNode atom = atom();
            if (atom != null) {
                parts.add(repeated(atom));
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new RegexNode.Sequence(parts);
    }

    private RegexNode repeated(RegexNode atom) {
        int[] bounds = bounds();
        if (bounds == null) {
            return atom;
        }
        // Whether it takes much or little makes no difference to whether there is a match.
        boolean unused = take("?");
        assert unused || !has("?");
        if (bounds() != null) {
            throw wrong("a repetition of a repetition");
        }
        return new RegexNode.Repeat(atom, bounds[0], bounds[1]);
    }

    private int @Nullable [] bounds() {
        if (take("*")) {
            return new int[] {0, -1};
        }
        if (take("+")) {
            return new int[] {1, -1};
        }
        if (take("?")) {
            return new int[] {0, 1};
        }
        return has("{") ? counted() : null;
    }

    /** {@code {2}}, {@code {2,}} or {@code {2,5}}; any other brace is a character. */
    private int @Nullable [] counted() {
        int close = text.indexOf('}', at);
        String inside = close < 0 ? "" : text.substring(at + 1, close);
        int comma = inside.indexOf(',');
        int min = count(comma < 0 ? inside : inside.substring(0, comma));
        boolean open = comma >= 0 && comma == inside.length() - 1;
        int max = comma < 0 ? min : open ? -1 : count(inside.substring(comma + 1));
        if (min < 0 || (max < 0 && !open)) {
            return null;
        }
        if (min > MAX_REPEATS || max > MAX_REPEATS) {
            throw wrong("more than " + MAX_REPEATS + " repetitions");
        }
        if (max >= 0 && max < min) {
            throw wrong("a range of repetitions that ends before it begins");
        }
        at = close + 1;
        return new int[] {min, max};
    }

    /** -1: no number. */
    private static int count(String digits) {
        int count = digits.isEmpty() ? -1 : 0;
        for (int i = 0; i < digits.length() && count >= 0; i++) {
            int digit = digits.charAt(i) - '0';
            count = digit < 0 || digit > 9 ? -1 : Math.min(MAX_REPEATS + 1, count * 10 + digit);
        }
        return count;
    }

    private @Nullable RegexNode atom() {
        char c = text.charAt(at);
        if (c == '{' && counted() != null) {
            throw wrong("nothing before it that could be repeated");
        }
        switch (c) {
            case '(' -> {
                return group();
            }
            case '*', '+', '?' -> throw wrong("nothing before it that could be repeated");
            case '[' -> {
                return chars(new RegexClass(text, at + 1).parse(this::moveTo));
            }
            case '\\' -> {
                at++;
                return escaped();
            }
            default -> at++;
        }
        return switch (c) {
            case '^' -> new RegexNode.Place(RegexNode.Place.Kind.BEGIN);
            case '$' -> new RegexNode.Place(RegexNode.Place.Kind.END);
            case '.' -> new RegexNode.Chars(CharSet.NOT_LINE_FEED);
            default -> chars(CharSet.of(c));
        };
    }

    private void moveTo(int position) {
        at = position;
    }

    private RegexNode chars(CharSet set) {
        return new RegexNode.Chars(ignoreCase ? set.ignoringCase() : set);
    }

    private @Nullable RegexNode group() {
        if (++depth > MAX_DEPTH) {
            throw wrong("more than " + MAX_DEPTH + " nested groups");
        }
        at++;
        boolean outside = ignoreCase;
        if (take("?") && isFlagsOnly()) {
            depth--;
            return null;
        }
        RegexNode inside = choice();
        if (!take(")")) {
            throw wrong("a ( without a )");
        }
        ignoreCase = outside;
        depth--;
        return inside;
    }

    /** Behind {@code (?}: {@code :}, {@code P<name>}, {@code <name>}, {@code i:}; {@code i)} holds for what follows the group. */
    private boolean isFlagsOnly() {
        if (take("P<") || (has("<") && !has("<=") && !has("<!") && take("<"))) {
            while (next("a group's name") != '>') {
                // The name is of no use here.
            }
            return false;
        }
        boolean on = true;
        while (true) {
            switch (next("a group's flags")) {
                case ':' -> {
                    return false;
                }
                case ')' -> {
                    return true;
                }
                case '-' -> on = false;
                case 'i' -> ignoreCase = on;
                case 's', 'm', 'U' -> {}
                default -> {
                    at--;
                    throw wrong("look-around and other extensions aren't supported");
                }
            }
        }
    }

    private RegexNode escaped() {
        if (take("b")) {
            return new RegexNode.Place(RegexNode.Place.Kind.WORD_EDGE);
        }
        if (take("B")) {
            return new RegexNode.Place(RegexNode.Place.Kind.NO_WORD_EDGE);
        }
        if (take("A")) {
            return new RegexNode.Place(RegexNode.Place.Kind.BEGIN);
        }
        if (take("z")) {
            return new RegexNode.Place(RegexNode.Place.Kind.END);
        }
        return chars(new RegexClass(text, at).escaped(this::moveTo));
    }
}
