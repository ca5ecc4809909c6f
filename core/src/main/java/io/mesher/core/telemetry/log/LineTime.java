package io.mesher.core.telemetry.log;

/** ISO 8601 in UTC with milliseconds, as bytes; what stays the same is kept. One thread's. */
public final class LineTime {
    private static final String FORM = "0000-00-00T00:00:00.000";

    /** How many it takes. */
    public static final int BYTES = FORM.length();

    private static final long SECONDS_PER_DAY = 86_400;
    private static final int DAYS_PER_ERA = 146_097;
    /** From March of the year 0 to 1970, where the reckoning below begins. */
    private static final int DAYS_TO_1970 = 719_468;

    private final byte[] text = LineText.ascii(FORM);
    private long second = -1;
    private long shown = -1;

    public LineTime() {}

    /**
     * Appends {@code 2026-11-25T09:31:00.123}, without an offset.
     *
     * @param millis since 1970-01-01T00:00Z; the years 1970 to 9999
     */
    public void append(LineText line, long millis) {
        show(millis);
        line.plain(text);
    }

    /** Writes the same into the {@link #BYTES} after {@code at}. */
    public void put(long millis, byte[] to, int at) {
        show(millis);
        System.arraycopy(text, 0, to, at, BYTES);
    }

    private void show(long millis) {
        if (millis != shown) {
            shown = millis;
            set(millis);
        }
    }

    private void set(long millis) {
        long now = millis / 1000;
        if (now != second) {
            second = now;
            date((int) (now / SECONDS_PER_DAY));
            int ofDay = (int) (now % SECONDS_PER_DAY);
            digits(11, 2, ofDay / 3600);
            digits(14, 2, ofDay / 60 % 60);
            digits(17, 2, ofDay % 60);
        }
        digits(20, 3, (int) (millis % 1000));
    }

    /** Years that begin in March end with the leap day; 400 of them repeat. */
    private void date(int sinceEpoch) {
        int days = sinceEpoch + DAYS_TO_1970;
        int era = days / DAYS_PER_ERA;
        int ofEra = days % DAYS_PER_ERA;
        int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fromMarch = (5 * ofYear + 2) / 153;
        int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        digits(0, 4, era * 400 + yearOfEra + (month <= 2 ? 1 : 0));
        digits(5, 2, month);
        digits(8, 2, ofYear - (153 * fromMarch + 2) / 5 + 1);
    }

    private void digits(int at, int count, int value) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
