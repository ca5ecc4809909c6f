package io.mesher.registry.client;

import io.mesher.registry.client.loop.Alarm;
import io.mesher.registry.client.loop.Timing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Stands for the event loop: the test's thread, at the test's time. */
final class TestTiming implements Timing {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<TestAlarm> set = new ArrayList<>();
    private long now = 1;

    /** Defects that the client survived, as its event loop would have reported them. */
    final List<Throwable> defects = new ArrayList<>();

    /** Whether a test makes defects on purpose; otherwise one fails the test. */
    boolean expectsDefects;

    /** What {@link #epochMillis} is at the beginning. */
    static final long EPOCH_MILLIS = 1_700_000_000_000L;

    @Override
    public long now() {
        return now;
    }

    @Override
    public long epochMillis() {
        return EPOCH_MILLIS + now / 1_000_000;
    }

    @Override
    public void reportDefect(Throwable defect) {
        if (!expectsDefects) {
            throw new AssertionError("a defect of the client", defect);
        }
        defects.add(defect);
    }

    @Override
    public Alarm timer(Runnable action) {
        return new TestAlarm(action);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs what is to be done now, and what follows from it. */
    void run() {
        for (int i = 0; i < 1_000_000; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            runAsLoop(task);
        }
        throw new AssertionError("tasks without an end");
    }

    private void runAsLoop(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            reportDefect(e);
        }
    }

    /** Lets time pass, alarm by alarm. */
    void advance(Duration by) {
        long end = now + by.toNanos();
        run();
        for (TestAlarm next = next(end); next != null; next = next(end)) {
            now = Math.max(now, next.at);
            set.remove(next);
            runAsLoop(next.action);
            run();
        }
        now = end;
    }

    private TestAlarm next(long end) {
        return set.stream()
                .filter(alarm -> alarm.at <= end)
                .min((a, b) -> Long.compare(a.at, b.at))
                .orElse(null);
    }

    private final class TestAlarm implements Alarm {
        private final Runnable action;
        private long at;

        TestAlarm(Runnable action) {
            this.action = action;
        }

        @Override
        public void set(long nanos) {
            clear();
            at = now + nanos;
            set.add(this);
        }

        @Override
        public void clear() {
            set.remove(this);
        }

        @Override
        public boolean isSet() {
            return set.contains(this);
        }

        @Override
        public void release() {
            clear();
        }
    }
}
