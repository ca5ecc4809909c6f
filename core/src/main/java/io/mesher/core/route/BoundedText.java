package io.mesher.core.route;

import java.util.regex.Pattern;

/**
 * A text that a pattern may look at only so often. Nested repetitions can make a pattern look at each character a million times;
 * an event loop would stand still for a header that a caller chose.
 */
final class BoundedText implements CharSequence {
    /** Far above what sound patterns need for a header, some ms of time at most. */
    private static final int MOST_LOOKS = 200_000;

    /** The way out of the matcher. */
    @SuppressWarnings("serial")
    private static final class TooMuch extends RuntimeException {
        private TooMuch() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private int looks;

    private BoundedText(String text) {
        this.text = text;
    }

    /** Whether the pattern is found anywhere; not where that takes too much. */
    static boolean find(Pattern pattern, String text) {
        try {
            return pattern.matcher(new BoundedText(text)).find();
        } catch (TooMuch | StackOverflowError _) {
            return false;
        }
    }

    @Override
    public char charAt(int index) {
        if (++looks > MOST_LOOKS) {
            throw new TooMuch();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
