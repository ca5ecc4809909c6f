package io.mesher.core.telemetry.explain;

/** Nanoseconds in words: {@code 12.4 ms}, {@code 30 s}. */
final class Millis {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int NANOS_PER_MICRO = 1000;
    private static final int MICROS_PER_MILLI = 1000;
    /** From here on a fraction says nothing. */
    private static final int WHOLE = 100;

    private Millis() {}

    static String of(long nanos) {
        long micros = Math.max(0, nanos) / NANOS_PER_MICRO;
        long whole = micros / MICROS_PER_MILLI;
        if (whole > 0 && nanos % NANOS_PER_SECOND == 0) {
            return nanos / NANOS_PER_SECOND + " s";
        }
        if (whole >= WHOLE) {
            return whole + " ms";
        }
        long rest = micros % MICROS_PER_MILLI;
        String digits = Long.toString(MICROS_PER_MILLI + rest).substring(1);
        int length = whole > 0 ? 1 : digits.length();
        while (length > 0 && digits.charAt(length - 1) == '0') {
            length--;
        }
        return whole + (length == 0 ? "" : "." + digits.substring(0, length)) + " ms";
    }

    /** Of a limit, where 0 means that there is none. */
    static String limit(long nanos) {
        return nanos == 0 ? "none" : of(nanos);
    }
}
