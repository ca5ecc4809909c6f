package io.mesher.net.loop;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** The {@code Date} field of the present second (RFC 9110 §5.6.7), made once per second. */
final class HttpDate {
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final long SECOND = 1_000_000_000;
    private static final long SECONDS_PER_DAY = 86_400;

    private byte[] field = new byte[0];
    private long madeAt;

    byte[] field(long now) {
        if (field.length == 0 || now - madeAt >= SECOND) {
            long millis = System.currentTimeMillis();
            // Aligned to the wall clock's second, so that the field changes when the second does.
            madeAt = now - millis % 1000 * 1_000_000;
            field = ("Date: " + format(millis / 1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        }
        return field;
    }

    /** By hand: DateTimeFormatter, which the larger date classes load, costs a megabyte and ten milliseconds. */
    static String format(long epochSecond) {
        LocalDate date = LocalDate.ofEpochDay(epochSecond / SECONDS_PER_DAY);
        int second = (int) (epochSecond % SECONDS_PER_DAY);
        int day = (date.getDayOfWeek().getValue() - 1) * 3;
        int month = (date.getMonthValue() - 1) * 3;
        return DAYS.substring(day, day + 3) + ", " + two(date.getDayOfMonth()) + " "
                + MONTHS.substring(month, month + 3)
                + " " + date.getYear() + " " + two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60)
                + " GMT";
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
