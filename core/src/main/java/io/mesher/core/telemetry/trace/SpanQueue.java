package io.mesher.core.telemetry.trace;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Spans on their way to the exporter. Bounded: what has no room is dropped and counted. Any thread, without locks. */
public final class SpanQueue {
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final int max;

    /** @param max spans that wait; more are dropped */
    public SpanQueue(int max) {
        this.max = max;
    }

    public void offer(Span span) {
        if (size.incrementAndGet() > max) {
            size.decrementAndGet();
            dropped.increment();
        } else {
            spans.add(span);
        }
    }

    /** The oldest, or null where none waits. */
    public @Nullable Span poll() {
        Span span = spans.poll();
        if (span != null) {
            size.decrementAndGet();
        }
        return span;
    }

    public int size() {
        return size.get();
    }

    /** So many found no room since the start. */
    public long dropped() {
        return dropped.sum();
    }
}
