package io.mesher.app.log;

import java.time.LocalDate;

/**
 * ISO 8601 with milliseconds and offset, always in UTC: the first look at the local time zone loads all zones of the
 * world, 10 ms of our start-up. {@code DateTimeFormatter} is left out for the same reason.
 */
final class Timestamp {
    private static final int SECONDS_PER_DAY = 86_400;

    private Timestamp() {}

    /** @param time milliseconds since 1970-01-01T00:00Z; the years 0 to 9999 */
    static void append(LogLine line, long time) {
        long seconds = Math.floorDiv(time, 1000L);
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, (long) SECONDS_PER_DAY));
        int second = Math.floorMod(seconds, SECONDS_PER_DAY);
        line.padded(date.getYear(), 4).plain("-").padded(date.getMonthValue(), 2);
        line.plain("-").padded(date.getDayOfMonth(), 2);
        line.plain("T").padded(second / 3600, 2).plain(":").padded(second / 60 % 60, 2);
        line.plain(":").padded(second % 60, 2).plain(".").padded(Math.floorMod(time, 1000), 3);
        line.plain("+00:00");
    }
}
