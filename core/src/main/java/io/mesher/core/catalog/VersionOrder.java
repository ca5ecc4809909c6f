package io.mesher.core.catalog;

/**
 * Which of two versions is newer. The registry takes one to four numbers with dots; a missing number counts as 0, so that
 * {@code 1.2} and {@code 1.2.0} are the same. A part that is no number, which other registries may hold, is older than any.
 */
public final class VersionOrder {
    private static final long NO_NUMBER = -1;
    /** More digits than any part has that still fits. */
    private static final int MAX_DIGITS = 18;

    private VersionOrder() {}

    /** Negative when {@code a} is older, 0 when they are the same, positive when it is newer. */
    public static int compare(String a, String b) {
        int atA = 0;
        int atB = 0;
        while (atA < a.length() || atB < b.length()) {
            int endA = partEnd(a, atA);
            int endB = partEnd(b, atB);
            int order = Long.compare(number(a, atA, endA), number(b, atB, endB));
            if (order != 0) {
                return order;
            }
            atA = endA + 1;
            atB = endB + 1;
        }
        return 0;
    }

    private static int partEnd(String version, int from) {
        int dot = version.indexOf('.', from);
        return dot < 0 ? Math.max(from, version.length()) : dot;
    }

    private static long number(String version, int from, int to) {
        if (from >= version.length()) {
            return 0;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = version.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i - from >= MAX_DIGITS) {
                return NO_NUMBER;
            }
            number = number * 10 + digit;
        }
        return from == to ? NO_NUMBER : number;
    }
}
