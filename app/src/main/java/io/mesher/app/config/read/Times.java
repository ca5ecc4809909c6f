package io.mesher.app.config.read;

import java.time.Duration;

/** Texts to durations. */
public final class Times {
    private Times() {}

    /** As CSE Mesher writes times. */
    public record Millis() implements Parser<Duration> {
        @Override
        public Duration parse(String text) throws BadValue {
            try {
                int value = Integer.parseInt(text);
                if (value >= 1) {
                    return Duration.ofMillis(value);
                }
            } catch (NumberFormatException e) {
                if (!text.isEmpty() && Character.isLetter(text.charAt(text.length() - 1))) {
                    throw BadValue.expected("milliseconds without a unit, " + expected());
                }
            }
            throw BadValue.expected(expected());
        }

        @Override
        public String expected() {
            return "1 to " + Integer.MAX_VALUE;
        }
    }

    /** As Go writes durations: {@code 10s}, {@code 1m30s}, {@code 1.5h}. */
    public record Time(Duration min, Duration max) implements Parser<Duration> {
        private static final String[] UNITS = {"ns", "us", "µs", "ms", "s", "m", "h"};
        private static final long[] NANOS = {
            1, 1_000, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000L, 3_600_000_000_000L
        };
        private static final String EXAMPLE = "a duration with a unit, such as 10s, 500ms or 1m30s";
        /** Longer than any limit here, and far from an overflow of nanoseconds. */
        private static final double MAX_NANOS = 9e17;

        @Override
        public Duration parse(String text) throws BadValue {
            Duration value;
            try {
                value = duration(text);
            } catch (BadValue _) {
                throw BadValue.expected(EXAMPLE + hint(text));
            }
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw BadValue.expected(expected());
            }
            return value;
        }

        @Override
        public String expected() {
            return "a duration from " + DurationText.of(min) + " to " + DurationText.of(max);
        }

        /** What a number without a unit may mean: nobody writes 500 and means seconds, or 5 and means milliseconds. */
        private String hint(String text) {
            if (text.isEmpty() || text.length() > 6 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return "";
            }
            int number = Integer.parseInt(text);
            String unit = number >= 100 ? "ms" : "s";
            Duration meant = number >= 100 ? Duration.ofMillis(number) : Duration.ofSeconds(number);
            return meant.compareTo(min) < 0 || meant.compareTo(max) > 0 ? "" : "; did you mean " + text + unit + "?";
        }

        private static Duration duration(String text) throws BadValue {
            if (text.isEmpty()) {
                throw BadValue.expected(EXAMPLE);
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
                nanos += number(text.substring(at, unit)) * nanosOf(text.substring(unit, end), text);
                at = end;
            }
            if (nanos > MAX_NANOS) {
                throw BadValue.expected(EXAMPLE);
            }
            return Duration.ofNanos(Math.round(nanos));
        }

        private static boolean isNumeral(char c) {
            return (c >= '0' && c <= '9') || c == '.';
        }

        private static double number(String text) throws BadValue {
            if (text.isEmpty()
                    || text.length() > 18
                    || text.equals(".")
                    || text.indexOf('.') != text.lastIndexOf('.')) {
                throw BadValue.expected(EXAMPLE);
            }
            return Double.parseDouble(text);
        }

        private static long nanosOf(String unit, String text) throws BadValue {
            for (int i = 0; i < UNITS.length; i++) {
                if (UNITS[i].equals(unit)) {
                    return NANOS[i];
                }
            }
            if (unit.isEmpty() && text.equals("0")) {
                return 1;
            }
            throw BadValue.expected(EXAMPLE);
        }
    }
}
