package io.mesher.core.telemetry.metrics;

import java.util.concurrent.atomic.AtomicReference;

/** The requests with one set of labels: a cell per event loop. */
final class Series {
    /**
     * A loop that counts looks at the state before. So what it counts after its look at LIVE is there long before the series is
     * GONE, which comes a minute after RETIRING at the earliest.
     */
    enum State {
        LIVE,
        /** Unused for long; whoever uses it now brings it back. */
        RETIRING,
        /** For ever; a request with these labels begins a new series. */
        GONE
    }

    private final SeriesKey key;
    private final SeriesCell[] cells;
    private final AtomicReference<State> state = new AtomicReference<>(State.LIVE);

    Series(SeriesKey key, int loops, long now) {
        this.key = key;
        this.cells = new SeriesCell[loops];
        for (int i = 0; i < loops; i++) {
            cells[i] = new SeriesCell(now);
        }
    }

    SeriesKey key() {
        return key;
    }

    SeriesCell cell(int loop) {
        return cells[loop];
    }

    boolean isLive() {
        return state.get() == State.LIVE;
    }

    /** Whether it can be counted in, which it can until it is gone. */
    boolean use() {
        return isLive() || state.compareAndSet(State.RETIRING, State.LIVE) || isLive();
    }

    /** A sweep's look at it. True when it is gone by this. */
    boolean age(long expiryNanos, long now) {
        boolean idle = now - lastUsed() >= expiryNanos;
        return switch (state.get()) {
            case LIVE -> {
                if (idle) {
                    state.compareAndSet(State.LIVE, State.RETIRING);
                }
                yield false;
            }
            case RETIRING -> {
                if (idle) {
                    yield state.compareAndSet(State.RETIRING, State.GONE);
                }
                state.compareAndSet(State.RETIRING, State.LIVE);
                yield false;
            }
            case GONE -> false;
        };
    }

    private long lastUsed() {
        long last = cells[0].lastUsed();
        for (SeriesCell cell : cells) {
            long used = cell.lastUsed();
            last = used - last > 0 ? used : last;
        }
        return last;
    }

    SeriesCounts counts() {
        SeriesCounts sums = new SeriesCounts(key);
        for (SeriesCell cell : cells) {
            cell.addTo(sums);
        }
        return sums;
    }
}
