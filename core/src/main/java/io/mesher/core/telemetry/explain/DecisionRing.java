package io.mesher.core.telemetry.explain;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** So many decisions, each new one in place of the oldest. Grows as it is filled. */
final class DecisionRing {
    private static final int FIRST_ROOM = 4;

    private final int max;
    private @Nullable Decision[] ring = {};
    /** Where the next one goes: after the latest, at the oldest where it is full. */
    private int next;

    private int count;

    DecisionRing(int max) {
        this.max = max;
    }

    /** What is pushed out by it: itself where there is no room at all; null: nothing. */
    @Nullable Decision add(Decision decision) {
        if (max == 0) {
            return decision;
        }
        if (next == ring.length && ring.length < max) {
            ring = Arrays.copyOf(ring, Math.min(max, Math.max(FIRST_ROOM, 2 * ring.length)));
        }
        if (next == ring.length) {
            next = 0;
        }
        Decision oldest = ring[next];
        ring[next++] = decision;
        count = Math.min(max, count + 1);
        return oldest;
    }

    /** The latest first. */
    void copy(Predicate<Decision> wanted, int limit, List<Decision> to) {
        int taken = 0;
        for (int back = 1; back <= count && taken < limit; back++) {
            Decision each = ring[Math.floorMod(next - back, ring.length)];
            if (each != null && wanted.test(each)) {
                to.add(each.copy());
                taken++;
            }
        }
    }
}
