package io.mesher.control.logfile;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where others wait for lines to be written. The writer's thread takes the lock only while somebody does. */
final class Written {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();

    /** More is written. On the writer's thread. */
    void tell() {
        if (waiting.get() > 0) {
            lock.lock();
            try {
                more.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** False where not all that is in the rings now was written within the time. */
    boolean await(List<Source> sources, long nanos) {
        long[] offered = new long[sources.size()];
        for (int i = 0; i < offered.length; i++) {
            offered[i] = sources.get(i).ring.offered();
        }
        lock.lock();
        try {
            waiting.incrementAndGet();
            for (long left = nanos; !isWritten(sources, offered); ) {
                if (left <= 0) {
                    return false;
                }
                left = more.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    private static boolean isWritten(List<Source> sources, long[] offered) {
        for (int i = 0; i < offered.length; i++) {
            if (sources.get(i).written() < offered[i]) {
                return false;
            }
        }
        return true;
    }
}
