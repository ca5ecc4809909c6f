package io.mesher.registry.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which leases run out when. A heartbeat is a field write: an entry stands in the queue where it once was put and is put off
 * when its turn comes.
 *
 * <p>What runs out is gathered for a window. Where that is nearly everything, the cause is more likely this machine or its
 * network than all instances at once, so they are held back for one more lease (self-preservation).
 */
final class Leases {
    static final long WINDOW_NANOS = 2_000_000_000L;
    static final long NEVER = Long.MAX_VALUE;
    private static final long MAX_HELD_NANOS = 600_000_000_000L;
    private static final int FEW = 5;
    private static final int NEARLY_ALL_PERCENT = 80;

    private final TreeSet<InstanceEntry> queue = new TreeSet<>(Leases::compare);
    private final Set<InstanceEntry> overdue = new LinkedHashSet<>();
    private long windowEnd;

    /**
     * What ran out.
     *
     * @param heldBack how many were kept once more
     */
    record Expired(List<InstanceEntry> gone, int heldBack) {
        static final Expired NONE = new Expired(List.of(), 0);
    }

    /** By hand: the comparators that the JDK makes are serializable, which no start-up cache holds. */
    private static int compare(InstanceEntry a, InstanceEntry b) {
        int byTime = Long.compare(a.queuedAt, b.queuedAt);
        return byTime != 0 ? byTime : Long.compare(a.sequence(), b.sequence());
    }

    void add(InstanceEntry entry, long now) {
        entry.deadline = now + entry.ttlNanos();
        entry.heldBack = false;
        enqueue(entry);
    }

    void renew(InstanceEntry entry, long now) {
        entry.deadline = now + entry.ttlNanos();
        entry.heldBack = false;
        if (overdue.remove(entry)) {
            enqueue(entry);
        }
    }

    void remove(InstanceEntry entry) {
        if (!overdue.remove(entry)) {
            queue.remove(entry);
        }
    }

    /** When {@link #expire} has something to do, in nanos; {@link #NEVER} without leases. */
    long next() {
        long first = queue.isEmpty() ? NEVER : queue.first().queuedAt;
        return overdue.isEmpty() ? first : Math.min(first, windowEnd);
    }

    Expired expire(long now) {
        int all = queue.size() + overdue.size();
        gather(now);
        if (overdue.isEmpty() || now < windowEnd) {
            return Expired.NONE;
        }
        List<InstanceEntry> due = List.copyOf(overdue);
        overdue.clear();
        boolean nearlyAll = all > FEW && due.size() * 100L >= all * (long) NEARLY_ALL_PERCENT;
        return nearlyAll ? holdBack(due, now) : new Expired(due, 0);
    }

    private void gather(long now) {
        while (!queue.isEmpty() && queue.first().queuedAt <= now) {
            InstanceEntry entry = queue.removeFirst();
            if (entry.deadline > now) {
                enqueue(entry);
            } else {
                if (overdue.isEmpty()) {
                    windowEnd = now + WINDOW_NANOS;
                }
                overdue.add(entry);
            }
        }
    }

    private Expired holdBack(List<InstanceEntry> due, long now) {
        List<InstanceEntry> gone = new ArrayList<>();
        for (InstanceEntry entry : due) {
            if (entry.heldBack) {
                gone.add(entry);
            } else {
                entry.heldBack = true;
                entry.deadline = now + Math.min(entry.ttlNanos(), MAX_HELD_NANOS);
                enqueue(entry);
            }
        }
        return new Expired(gone, due.size() - gone.size());
    }

    /** Only what isn't in the queue: its place there depends on the field. */
    private void enqueue(InstanceEntry entry) {
        entry.queuedAt = entry.deadline;
        queue.add(entry);
    }
}
