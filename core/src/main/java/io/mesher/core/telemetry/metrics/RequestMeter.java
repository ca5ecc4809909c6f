package io.mesher.core.telemetry.metrics;

import io.mesher.core.balance.Failing;
import io.mesher.core.telemetry.Direction;

/** An event loop's handle of a series, good for ever: it finds another series when its own has gone. Of that loop. */
public final class RequestMeter {
    /** Room may be there again. */
    private static final long ASKED_AGAIN_NANOS = 60_000_000_000L;

    private final SeriesTable table;
    private final int loop;
    private final SeriesKey key;
    private Series series;
    private SeriesCell cell;
    private boolean folded;
    private long foldedAt;

    RequestMeter(SeriesTable table, int loop, SeriesKey key, long now) {
        this.table = table;
        this.loop = loop;
        this.key = key;
        this.series = table.of(key, now);
        this.cell = series.cell(loop);
        this.folded = table.isOther(series);
        this.foldedAt = now;
    }

    boolean isOf(Direction direction, String source, String destination) {
        return key.direction() == direction
                && key.destination().equals(destination)
                && key.source().equals(source);
    }

    /**
     * A request has ended.
     *
     * @param status what is counted as its answer
     * @param reason code of Mesher's own answer, or why the response broke off; else empty
     * @param now of the loop's clock
     */
    public void record(int status, String reason, long durationNanos, long now) {
        if (!series.isLive() || (folded && now - foldedAt >= ASKED_AGAIN_NANOS)) {
            find(now);
        }
        cell.record(statusClass(status), reason, durationNanos, now);
    }

    /** Without a division, which C1 makes one of the processor's. */
    private static int statusClass(int status) {
        if (status < 300) {
            return status < 200 ? 1 : 2;
        }
        if (status < 400) {
            return 3;
        }
        return status < 500 ? 4 : 5;
    }

    /** The request that is recorded next, or was just now, was sent so many times more, since it had failed so. */
    public void retried(Failing how, int times) {
        cell.retried(how, times);
    }

    private void find(long now) {
        if (!folded && series.use()) {
            return;
        }
        series = table.of(key, now);
        cell = series.cell(loop);
        folded = table.isOther(series);
        foldedAt = now;
    }
}
