package io.mesher.net.loop;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The {@code Date} field of the present second (RFC 9110 §5.6.7), made once per second. */
final class HttpDate {
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final long SECOND = 1_000_000_000;

    private byte[] field = new byte[0];
    private long madeAt;

    byte[] field(long now) {
        if (field.length == 0 || now - madeAt >= SECOND) {
            long millis = System.currentTimeMillis();
            Instant instant = Instant.ofEpochMilli(millis);
            // Aligned to the wall clock's second, so that the field changes when the second does.
            madeAt = now - millis % 1000 * 1_000_000;
            field = ("Date: " + format(instant) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        }
        return field;
    }

    /** By hand: DateTimeFormatter costs a megabyte and ten milliseconds at its first use. */
    static String format(Instant instant) {
        ZonedDateTime t = instant.atZone(ZoneOffset.UTC);
        int day = (t.getDayOfWeek().getValue() - 1) * 3;
        int month = (t.getMonthValue() - 1) * 3;
        return DAYS.substring(day, day + 3) + ", " + two(t.getDayOfMonth()) + " " + MONTHS.substring(month, month + 3)
                + " " + t.getYear() + " " + two(t.getHour()) + ":" + two(t.getMinute()) + ":" + two(t.getSecond())
                + " GMT";
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
