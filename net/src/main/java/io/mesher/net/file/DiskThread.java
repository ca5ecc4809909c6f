package io.mesher.net.file;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does for event loops what may wait for the disk, one task after the other. Its thread is there as long as there is a task. Any
 * thread.
 */
public final class DiskThread implements Executor, AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Tasks that wait or run. */
    private final AtomicInteger count = new AtomicInteger();

    public DiskThread() {}

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (count.getAndIncrement() == 0) {
            Thread.ofPlatform().daemon().name("disk").start(this::runAll);
        }
    }

    private void runAll() {
        do {
            Runnable task = tasks.poll();
            try {
                if (task != null) {
                    task.run();
                }
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                // As an uncaught one; the tasks after it are others' business.
                Thread self = Thread.currentThread();
                self.getUncaughtExceptionHandler().uncaughtException(self, e);
            }
        } while (count.decrementAndGet() > 0);
    }

    /** Waits for the tasks that it has, for a few seconds at most: a disk that hangs holds nobody up for ever. */
    @Override
    public void close() {
        CountDownLatch done = new CountDownLatch(1);
        if (count.get() == 0) {
            return;
        }
        execute(done::countDown);
        try {
            boolean _ = done.await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
