package io.mesher.net.pool;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Turns host names into addresses on a thread of its own, since the system's look-up blocks. IP literals need neither the thread
 * nor a look-up. The JDK keeps answers for 30 s. Any thread.
 */
public final class NameResolver implements AutoCloseable {
    /** Receives the answer on the resolver's thread: an address, or null and why not. */
    @FunctionalInterface
    public interface Answer {
        void onResolved(@Nullable InetSocketAddress address, String cause);
    }

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "resolver");
        worker.setDaemon(true);
        return worker;
    });

    public NameResolver() {}

    /** The address of an IP literal, or null when {@code host} is a name. */
    public static @Nullable InetSocketAddress literal(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(host), port);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    public void resolve(String host, int port, Answer answer) {
        thread.execute(() -> {
            try {
                answer.onResolved(new InetSocketAddress(InetAddress.getByName(host), port), "");
            } catch (UnknownHostException _) {
                answer.onResolved(null, "the name " + host + " has no address");
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
