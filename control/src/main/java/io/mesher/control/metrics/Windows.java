package io.mesher.control.metrics;

import io.mesher.core.telemetry.LoopCounters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of late. Requests pay nothing for it: the counters only grow, and are copied now and then, but only while
 * somebody asks. Of one thread. Times are nanoseconds as {@link System#nanoTime} gives them.
 */
final class Windows {
    /** Of quantiles. */
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Between two copies for quantiles, whatever the short window is: a copy has as many numbers as there are services. */
    private static final Duration STEP = Duration.ofSeconds(10);

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

    private record ShortCopy(long time, CircuitTallies tallies) {}

    private record LongCopy(long time, Map<CompatKey, LatencyCopy> latencies) {}

    private final List<LoopCounters> loops;
    private final long flushNanos;
    private @Nullable ShortCopy shortBefore;
    private @Nullable ShortCopy shortNow;
    /** The oldest first. */
    private final Deque<LongCopy> longCopies = new ArrayDeque<>();

    private long asked;

    /** @param flush length of the short window */
    Windows(List<LoopCounters> loops, Duration flush) {
        this.loops = List.copyOf(loops);
        this.flushNanos = flush.toNanos();
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
            shortBefore = null;
            shortNow = null;
            longCopies.clear();
            return false;
        }
        copy(now);
        return true;
    }

    private void copy(long now) {
        ShortCopy last = shortNow;
        if (last == null || now - last.time >= flushNanos) {
            shortBefore = last;
            shortNow = new ShortCopy(now, CircuitTallies.of(loops));
        }
        LongCopy latest = longCopies.peekLast();
        if (latest == null || now - latest.time >= STEP.toNanos()) {
            longCopies.addLast(new LongCopy(now, CompatMetrics.latencies(loops)));
            forgetOlder(now);
        }
    }

    /** Than the one that is as old as the long window, or a little older. */
    private void forgetOlder(long now) {
        LongCopy oldest = longCopies.removeFirst();
        for (LongCopy next = longCopies.peekFirst();
                next != null && now - next.time >= LONG.toNanos();
                next = longCopies.peekFirst()) {
            oldest = longCopies.removeFirst();
        }
        longCopies.addFirst(oldest);
    }

    /** What was known at the beginning of the short window; to be called after {@link #asked} only, as those below. */
    CircuitTallies shortBefore() {
        ShortCopy before = shortBefore;
        return before == null ? shortNow() : before.tallies;
    }

    /** What was known at its end. */
    CircuitTallies shortNow() {
        return Objects.requireNonNull(shortNow).tallies;
    }

    /** How long calls had taken about a minute ago. */
    Map<CompatKey, LatencyCopy> longBefore() {
        return longCopies.getFirst().latencies;
    }

    /** How many copies there are for quantiles. */
    int copies() {
        return longCopies.size();
    }
}
