package io.mesher.app.config;

import java.time.Duration;

/** Durations as Go writes them: {@code 10s}, {@code 1m30s}, {@code 1.5h}. */
final class Durations {
    private static final String[] UNITS = {"ns", "us", "µs", "ms", "s", "m", "h"};
    private static final long[] NANOS = {1, 1_000, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000L, 3_600_000_000_000L
    };
    /** Longer than any limit here, and far from an overflow of nanoseconds. */
    private static final double MAX_NANOS = 9e17;

    private Durations() {}

    static Duration parse(String text) throws BadValue {
        String example = "a duration with a unit, such as 10s, 500ms or 1m30s";
        if (text.isEmpty()) {
            throw BadValue.expected(example);
        }
        double nanos = 0;
        int at = 0;
        while (at < text.length()) {
            int unit = at;
            while (unit < text.length() && isNumeral(text.charAt(unit))) {
                unit++;
            }
            int end = unit;
            while (end < text.length() && !isNumeral(text.charAt(end))) {
                end++;
            }
            nanos += number(text.substring(at, unit), example) * nanosOf(text.substring(unit, end), text, example);
            at = end;
        }
        if (nanos > MAX_NANOS) {
            throw BadValue.expected(example);
        }
        return Duration.ofNanos(Math.round(nanos));
    }

    private static boolean isNumeral(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }

    private static double number(String text, String example) throws BadValue {
        if (text.isEmpty() || text.length() > 18 || text.equals(".") || text.indexOf('.') != text.lastIndexOf('.')) {
            throw BadValue.expected(example);
        }
        return Double.parseDouble(text);
    }

    private static long nanosOf(String unit, String text, String example) throws BadValue {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(unit)) {
                return NANOS[i];
            }
        }
        if (unit.isEmpty() && text.equals("0")) {
            return 1;
        }
        throw BadValue.expected(example);
    }

    /** The shortest spelling, for messages. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0 || millis == 0) {
            return millis == 0 ? "0s" : millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
