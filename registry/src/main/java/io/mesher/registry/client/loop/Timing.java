package io.mesher.registry.client.loop;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import java.util.concurrent.Executor;

/** What the client needs of its event loop. Tests pass in a time of their own. */
public interface Timing extends Executor {
    /** Nanoseconds, from an arbitrary origin. */
    long now();

    /** The time of day in milliseconds since 1970, for people. */
    long epochMillis();

    Alarm timer(Runnable action);

    /** Reports an exception that nobody expected and that its finder survives. */
    void reportDefect(Throwable defect);

    static Timing of(EventLoop loop) {
        return new OfLoop(loop);
    }

    /** The real one. */
    record OfLoop(EventLoop loop) implements Timing {
        @Override
        public long now() {
            return loop.now();
        }

        @Override
        public long epochMillis() {
            return System.currentTimeMillis();
        }

        @Override
        public Alarm timer(Runnable action) {
            return new OnWheel(loop.timer(action));
        }

        @Override
        public void reportDefect(Throwable defect) {
            loop.tellDefect(defect instanceof RuntimeException known ? known : new IllegalStateException(defect));
        }

        @Override
        public void execute(Runnable task) {
            loop.execute(task);
        }
    }

    /** On the loop's timer wheel. */
    record OnWheel(Timer timer) implements Alarm {
        @Override
        public void set(long nanos) {
            timer.set(nanos);
        }

        @Override
        public void clear() {
            timer.clear();
        }

        @Override
        public boolean isSet() {
            return timer.isSet();
        }

        @Override
        public void release() {
            timer.release();
        }
    }
}
