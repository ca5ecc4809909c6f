package io.mesher.core.telemetry.metrics;

import io.mesher.core.telemetry.Direction;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one event loop counts of requests. Written by that loop; {@link #addOwnTo} is for any thread. */
public final class LoopMetrics {
    /** Of sources, which callers make up: more of them begin the table anew. What was counted stays. */
    private static final int MAX_METERS = 2048;

    private static final int DIRECTIONS = Direction.values().length;

    private final SeriesTable table;
    private final int loop;
    /** By direction; made with the first request, since a start needs none. */
    private volatile Histogram[] own = {};

    /** By direction, source and destination in turn, so that a look needs no key. */
    private final Map<String, Map<String, RequestMeter>>[] meters = maps();

    private int known;
    /** Of the request before: mostly of this one too. */
    private @Nullable RequestMeter last;

    /** @param loop its number among those of {@code table}, from 0 */
    public LoopMetrics(SeriesTable table, int loop) {
        this.table = table;
        this.loop = loop;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of generic types.
    private static Map<String, Map<String, RequestMeter>>[] maps() {
        Map<String, Map<String, RequestMeter>>[] maps = new Map[DIRECTIONS];
        for (int i = 0; i < DIRECTIONS; i++) {
            maps[i] = new HashMap<>();
        }
        return maps;
    }

    /** The meter of these labels; allocates for new ones only. */
    public RequestMeter meter(Direction direction, String source, String destination, long now) {
        RequestMeter before = last;
        if (before != null && before.isOf(direction, source, destination)) {
            return before;
        }
        Map<String, RequestMeter> ofSource = meters[direction.ordinal()].get(source);
        RequestMeter found = ofSource == null ? null : ofSource.get(destination);
        RequestMeter meter = found == null ? add(direction, source, destination, now) : found;
        last = meter;
        return meter;
    }

    private RequestMeter add(Direction direction, String source, String destination, long now) {
        if (known == MAX_METERS) {
            for (Map<String, Map<String, RequestMeter>> ofDirection : meters) {
                ofDirection.clear();
            }
            known = 0;
        }
        known++;
        RequestMeter meter = new RequestMeter(table, loop, SeriesKey.of(direction, source, destination), now);
        Map<String, RequestMeter> ofSource = meters[direction.ordinal()].get(source);
        if (ofSource == null) {
            ofSource = new HashMap<>(2);
            meters[direction.ordinal()].put(source, ofSource);
        }
        ofSource.put(destination, meter);
        return meter;
    }

    /** What a request took of Mesher itself. */
    public void own(Direction direction, long nanos) {
        Histogram[] present = own;
        if (present.length == 0) {
            present = new Histogram[DIRECTIONS];
            for (int i = 0; i < DIRECTIONS; i++) {
                present[i] = new Histogram(Buckets.OWN);
            }
            own = present;
        }
        present[direction.ordinal()].record(nanos);
    }

    /** Adds these times to {@code sums}, as {@link Histogram#addTo} does, by {@link Buckets#OWN}. Any thread. */
    public void addOwnTo(Direction direction, long[] sums) {
        Histogram[] present = own;
        if (present.length > 0) {
            present[direction.ordinal()].addTo(sums);
        }
    }
}
