package io.mesher.net;

import io.mesher.net.loop.EventLoop;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running event loop for tests; failures that no connection expected are kept. */
public final class LoopFixture implements AutoCloseable {
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final EventLoop loop = new EventLoop("test-loop", failures::add);

    public LoopFixture() {
        loop.start();
    }

    public EventLoop loop() {
        return loop;
    }

    public List<Throwable> failures() {
        return failures;
    }

    /** Runs it on the loop, as one event, and waits for it. */
    public <T> T call(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                result.complete(task.call());
            } catch (Exception | AssertionError e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(120, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("on the loop: " + e.getCause(), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the loop does not answer", e);
        }
    }

    public void run(Runnable task) {
        call(() -> {
            task.run();
            return true;
        });
    }

    @Override
    public void close() {
        loop.close();
    }
}
