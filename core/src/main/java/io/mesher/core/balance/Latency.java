package io.mesher.core.balance;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * How quick an instance answered of late, in nanoseconds. Event loops write without coordination: an update that is lost now and
 * then changes no decision.
 */
final class Latency {
    static final int KEPT = 10;

    /** How fast a moving average forgets: finagle's decay of its peak EWMA. */
    private static final double DECAY_NANOS = 10e9;

    private volatile double peak;
    private volatile double average;
    private volatile long at;
    private volatile @Nullable AtomicLongArray last;
    private volatile int next;

    void add(long measured, long now) {
        // Loop time may stand still within a turn of the loop; 0 is kept for what never answered.
        long nanos = Math.max(1, measured);
        double old = average;
        if (old == 0) {
            average = nanos;
            peak = nanos;
        } else {
            double keep = kept(now);
            // A tenth at least, or a thousand answers at once would count as one.
            double weight = Math.max(0.1, 1 - keep);
            average = old + (nanos - old) * weight;
            double oldPeak = peak;
            peak = nanos > oldPeak ? nanos : oldPeak * keep + nanos * (1 - keep);
        }
        at = now;
        AtomicLongArray ten = last;
        if (ten != null) {
            int slot = next;
            next = slot + 1 == KEPT ? 0 : slot + 1;
            ten.set(slot, nanos);
        }
    }

    /** 0 before the first. */
    long average() {
        return (long) average;
    }

    /**
     * Sensitive to slow answers: one counts at once and is forgotten slowly, also while no other comes, or one that is never
     * picked would never be heard of again. 0 before the first.
     */
    double peak(long now) {
        return peak * kept(now);
    }

    /** How much of what was known at the last answer still counts. Loops' times differ a little. */
    private double kept(long now) {
        return Math.exp(-Math.max(0, now - at) / DECAY_NANOS);
    }

    /** The mean of the last ten, kept from the first call on; 0 before there is one. */
    long meanOfLast() {
        AtomicLongArray ten = last;
        if (ten == null) {
            last = new AtomicLongArray(KEPT);
            return 0;
        }
        long sum = 0;
        int count = 0;
        for (int i = 0; i < KEPT; i++) {
            long nanos = ten.get(i);
            if (nanos > 0) {
                sum += nanos;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
