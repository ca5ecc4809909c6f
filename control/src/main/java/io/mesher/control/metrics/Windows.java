package io.mesher.control.metrics;

import io.mesher.core.telemetry.LoopCounters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What was counted of late. Requests pay nothing for it: the counters only grow, and are copied now and then, but only while
 * somebody asks. Of one thread. Times are nanoseconds as {@link System#nanoTime} gives them.
 */
final class Windows {
    /** Of quantiles. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

    private record Copy(long time, Tallies tallies) {}

    private final List<LoopCounters> loops;
    private final long flushNanos;
    private final int most;
    /** The eldest first. */
    private final Deque<Copy> copies = new ArrayDeque<>();

    private long asked;

    /** @param flush length of the short window */
    Windows(List<LoopCounters> loops, Duration flush) {
        this.loops = List.copyOf(loops);
        this.flushNanos = flush.toNanos();
        this.most = (int) Math.max(2, LONG.toNanos() / flushNanos + 1);
    }

    /** Somebody asks. */
    void asked(long now) {
        asked = now;
        // Where no timer copied in between: this one lets the next who asks see something.
        copy(now);
    }

    /** To be called at about the interval of the short window. False when nobody asks any more: then all is forgotten. */
    boolean tick(long now) {
        if (now - asked >= FORGOTTEN_AFTER.toNanos()) {
            copies.clear();
            return false;
        }
        copy(now);
        return true;
    }

    private void copy(long now) {
        Copy last = copies.peekLast();
        if (last != null && now - last.time < flushNanos) {
            return;
        }
        copies.addLast(new Copy(now, Tallies.of(loops)));
        if (copies.size() > most) {
            copies.removeFirst();
        }
    }

    /** What was known at the beginning of the short window. */
    Tallies shortBefore() {
        Copy end = shortEnd();
        Copy before = end;
        for (Copy copy : copies) {
            if (copy == end) {
                break;
            }
            before = copy;
        }
        return before.tallies;
    }

    /** What was known at its end; to be called behind {@link #asked} only. */
    Tallies shortNow() {
        return shortEnd().tallies;
    }

    private Copy shortEnd() {
        return copies.getLast();
    }

    /** What was known about a minute ago. */
    Tallies longBefore() {
        return copies.getFirst().tallies;
    }
}
