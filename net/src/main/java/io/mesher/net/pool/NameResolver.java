package io.mesher.net.pool;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns host names into addresses on threads of its own, since the system's look-up blocks. IP literals need neither the thread
 * nor a look-up. The JDK keeps answers for 30 s. Any thread.
 */
public final class NameResolver implements AutoCloseable {
    /** Receives the answer on the resolver's thread: an address, or null and why not. */
    @FunctionalInterface
    public interface Answer {
        void onResolved(@Nullable InetSocketAddress address, String cause);
    }

    /** A slow name holds up one thread; with all of them held up, names wait, up to a bound. */
    private static final int THREADS = 4;

    private static final int MAX_WAITING = 1024;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), NameResolver::thread);

    public NameResolver() {
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "resolver");
        thread.setDaemon(true);
        return thread;
    }

    /** The address of an IP literal, or null when {@code host} is a name. */
    public static @Nullable InetSocketAddress literal(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(host), port);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    public void resolve(String host, int port, Answer answer) {
        try {
            threads.execute(() -> lookUp(host, port, answer));
        } catch (RejectedExecutionException _) {
            answer.onResolved(null, "too many names are being looked up");
        }
    }

    private static void lookUp(String host, int port, Answer answer) {
        try {
            answer.onResolved(new InetSocketAddress(InetAddress.getByName(host), port), "");
        } catch (UnknownHostException _) {
            answer.onResolved(null, "the name " + host + " has no address");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
