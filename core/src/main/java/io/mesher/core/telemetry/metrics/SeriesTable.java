package io.mesher.core.telemetry.metrics;

import io.mesher.core.telemetry.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * All series of requests, shared by the event loops. Any thread. What a series counted is never lost while it is shown: it goes
 * only when no loop has used it for the expiry and a minute more. Times are nanoseconds as {@link System#nanoTime} gives them.
 *
 * <p>Half of the room is for each direction: the sources of incoming requests are names that callers make up, and must not
 * crowd out the services that we call.
 */
public final class SeriesTable {
    private static final long SWEPT_EVERY_NANOS = 60_000_000_000L;

    private final int loops;
    private final int maxOfDirection;
    private final long expiryNanos;
    private final Map<SeriesKey, Series> series = new ConcurrentHashMap<>();
    private final AtomicInteger[] sizes = {new AtomicInteger(), new AtomicInteger()};
    /** Made when they are needed: a start needs none. */
    private final Map<Direction, Series> others = new ConcurrentHashMap<>();

    private final AtomicLong swept;
    private final LongAdder folded = new LongAdder();

    /**
     * @param loops that count
     * @param maxSeries beside the two of the others
     * @param now at which it begins
     */
    public SeriesTable(int loops, int maxSeries, long expiryNanos, long now) {
        this.loops = loops;
        this.maxOfDirection = Math.max(1, maxSeries / 2);
        this.expiryNanos = expiryNanos;
        this.swept = new AtomicLong(now);
    }

    /** The series of these labels, one that can be counted in; that of the others where there is no room. */
    Series of(SeriesKey key, long now) {
        while (true) {
            Series known = series.get(key);
            if (known == null) {
                if (!takePlace(key.direction(), now)) {
                    folded.increment();
                    return other(key.direction(), now);
                }
                Series fresh = new Series(key, loops, now);
                known = series.putIfAbsent(key, fresh);
                if (known == null) {
                    return fresh;
                }
                sizes[key.direction().ordinal()].decrementAndGet();
            }
            if (known.use()) {
                return known;
            }
            remove(known);
        }
    }

    private Series other(Direction direction, long now) {
        return others.computeIfAbsent(direction, of -> new Series(SeriesKey.other(of), loops, now));
    }

    private boolean takePlace(Direction direction, long now) {
        AtomicInteger size = sizes[direction.ordinal()];
        if (size.incrementAndGet() <= maxOfDirection) {
            return true;
        }
        size.decrementAndGet();
        sweep(now);
        if (size.incrementAndGet() <= maxOfDirection) {
            return true;
        }
        size.decrementAndGet();
        return false;
    }

    private void remove(Series gone) {
        if (series.remove(gone.key(), gone)) {
            sizes[gone.key().direction().ordinal()].decrementAndGet();
        }
    }

    /** Lets go of what nobody has used for long. Once a minute at most, however often it is called. */
    public void sweep(long now) {
        long last = swept.get();
        if (now - last < SWEPT_EVERY_NANOS || !swept.compareAndSet(last, now)) {
            return;
        }
        for (Series known : series.values()) {
            if (known.age(expiryNanos, now)) {
                remove(known);
            }
        }
    }

    boolean isOther(Series of) {
        return of == others.get(of.key().direction());
    }

    /** All that were used, added up over the loops: by direction, destination, source. */
    public List<SeriesCounts> counts() {
        List<SeriesCounts> all = new ArrayList<>();
        for (Series known : series.values()) {
            all.add(known.counts());
        }
        for (Series other : others.values()) {
            all.add(other.counts());
        }
        all.removeIf(counts -> counts.ended().isEmpty());
        all.sort(SeriesCounts.ORDER);
        return all;
    }

    /** How many there are, without those of the others. */
    public int size() {
        return series.size();
    }

    /** How often a set of labels found no room: each once a minute per event loop. */
    public long folded() {
        return folded.sum();
    }
}
