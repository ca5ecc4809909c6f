package io.mesher.app.log;

import java.time.LocalDate;

/** ISO 8601 with milliseconds and offset, without {@code DateTimeFormatter}: its first use is felt at start-up. */
final class Timestamp {
    private static final int SECONDS_PER_DAY = 86_400;

    private Timestamp() {}

    /**
     * @param time milliseconds since 1970-01-01T00:00Z
     * @param offset seconds east of UTC; shown in whole minutes
     */
    static void append(LogLine line, long time, int offset) {
        long local = Math.floorDiv(time, 1000L) + offset;
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(local, (long) SECONDS_PER_DAY));
        int second = Math.floorMod(local, SECONDS_PER_DAY);
        line.padded(date.getYear(), 4).plain("-").padded(date.getMonthValue(), 2);
        line.plain("-").padded(date.getDayOfMonth(), 2);
        line.plain("T").padded(second / 3600, 2).plain(":").padded(second / 60 % 60, 2);
        line.plain(":").padded(second % 60, 2).plain(".").padded(Math.floorMod(time, 1000), 3);
        int minutes = Math.abs(offset) / 60;
        line.plain(offset < 0 ? "-" : "+").padded(minutes / 60, 2).plain(":").padded(minutes % 60, 2);
    }
}
