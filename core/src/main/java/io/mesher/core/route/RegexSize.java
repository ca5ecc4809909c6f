package io.mesher.core.route;

/**
 * Refuses regular expressions that would become too large. RE2/J writes counted repetitions out before it checks anything: a thousand
 * characters can make a thousand million steps, which end the process for want of memory. This estimate is never below the number of
 * steps; what isn't well formed is left to RE2/J.
 */
final class RegexSize {
    /** Some 60 bytes each while the expression is made. */
    private static final long MAX_STEPS = 10_000;

    private static final int MAX_DEPTH = 50;
    /** RE2's. */
    private static final int MAX_REPEATS = 1000;
    /** A group notes where it begins and ends, and an empty one has a step that does nothing. So has the whole expression. */
    private static final int GROUP_STEPS = 3;

    private final String text;
    private final long[] outer = new long[MAX_DEPTH];
    private int at;
    private int depth;
    /** Of the present group so far, including {@link #last}. */
    private long steps = GROUP_STEPS + 2;
    /** Of what a repetition that comes next repeats. */
    private long last;

    private RegexSize(String text) {
        this.text = text;
    }

    /**
     * At least as many steps as the expression has.
     *
     * @throws IllegalArgumentException if groups are nested too deep, or the number of steps is beyond an int's
     */
    static long of(String pattern) {
        RegexSize size = new RegexSize(pattern);
        while (size.at < pattern.length()) {
            size.next();
            if (size.steps > Integer.MAX_VALUE) {
                throw tooLarge();
            }
        }
        return size.steps;
    }

    /** @throws IllegalArgumentException if it is too large, with a message for people */
    static void check(String pattern) {
        if (of(pattern) > MAX_STEPS) {
            throw tooLarge();
        }
    }

    static IllegalArgumentException tooLarge() {
        return new IllegalArgumentException("too large: repetitions of repetitions multiply");
    }

    private boolean take(String next) {
        if (!text.startsWith(next, at)) {
            return false;
        }
        at += next.length();
        return true;
    }

    private void add(long more) {
        last = more;
        steps += more;
    }

    private void next() {
        char c = text.charAt(at);
        switch (c) {
            case '\\' -> escaped();
            case '[' -> characterClass();
            case '(' -> open();
            case ')' -> close();
            case '{' -> counted();
            case '|' -> {
                at++;
                add(2);
            }
            case '*', '+', '?' -> {
                at++;
                steps++;
                last++;
            }
            default -> {
                at++;
                add(1);
            }
        }
    }

    private void escaped() {
        if (take("\\Q")) {
            int end = text.indexOf("\\E", at);
            add(Math.max(1, (end < 0 ? text.length() : end) - at));
            at = end < 0 ? text.length() : end + 2;
        } else {
            at += 2;
            add(1);
        }
    }

    /** As RE2 reads it: a ] in the first place is a character, and so is a [ that begins no name. */
    private void characterClass() {
        at++;
        take("^");
        boolean first = true;
        while (at < text.length() && (first || text.charAt(at) != ']')) {
            first = false;
            int named = text.startsWith("[:", at) ? text.indexOf(":]", at) : -1;
            at = named >= 0 ? named + 2 : at + (text.charAt(at) == '\\' ? 2 : 1);
        }
        at++;
        add(1);
    }

    private void open() {
        at++;
        if (text.startsWith("?", at) && isFlagsOnly()) {
            return;
        }
        if (depth == MAX_DEPTH) {
            throw new IllegalArgumentException("more than " + MAX_DEPTH + " nested groups");
        }
        outer[depth++] = steps;
        steps = GROUP_STEPS;
        last = 0;
    }

    /** Skips the group's name or its flags, which {@code (?i)} has alone. */
    private boolean isFlagsOnly() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == ')') {
                return true;
            }
            if (c == ':' || c == '>') {
                return false;
            }
        }
        return false;
    }

    private void close() {
        if (depth == 0) {
            throw new IllegalArgumentException("a ) without a ( at character " + (at + 1));
        }
        at++;
        long group = steps;
        steps = outer[--depth];
        add(group);
    }

    /** {@code {2}}, {@code {2,}} or {@code {2,5}}; any other brace is a character. */
    private void counted() {
        int close = text.indexOf('}', at);
        String inside = close < 0 ? "" : text.substring(at + 1, close);
        int comma = inside.indexOf(',');
        int min = count(comma < 0 ? inside : inside.substring(0, comma));
        int max = comma < 0 ? min : comma == inside.length() - 1 ? min + 1 : count(inside.substring(comma + 1));
        if (min < 0 || max < 0) {
            at++;
            add(1);
            return;
        }
        at = close + 1;
        long repeated = Math.max(1, Math.max(min, max)) * last + Math.max(0, max - min);
        steps += repeated - last;
        last = repeated;
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
}
