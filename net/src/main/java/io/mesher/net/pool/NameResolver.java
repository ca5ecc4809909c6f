package io.mesher.net.pool;

import java.net.Inet4Address;
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
    /** Receives the answer on the resolver's thread, or, where it is an overload, on the asking one. */
    @FunctionalInterface
    public interface Answer {
        void onResolved(Resolution resolution);
    }

    /** What came of a look-up. */
    public sealed interface Resolution {
        /** At least one, in the order in which to try them. Not to be changed. */
        @SuppressWarnings("ArrayRecordComponent") // Handed over once, never compared.
        record Found(InetSocketAddress[] addresses) implements Resolution {}

        /** There is no such name, or nobody who knows it. */
        record Unknown(String cause) implements Resolution {}

        /** Nobody was asked: Mesher's own bound. */
        record Overload(String limit) implements Resolution {}
    }

    /** A slow name holds up one thread; with all of them held up, names wait, up to a bound. */
    private static final int THREADS = 4;

    private static final int MAX_WAITING = 1024;

    /** More than the time for a connection lets anybody try. */
    private static final int MAX_ADDRESSES = 8;

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

    /** @param turn which of the name's addresses comes first; of several, one after the other as this grows */
    public void resolve(String host, int port, int turn, Answer answer) {
        try {
            threads.execute(() -> lookUp(host, port, turn, answer));
        } catch (RejectedExecutionException _) {
            answer.onResolved(new Resolution.Overload(MAX_WAITING + " names wait to be looked up"));
        }
    }

    private static void lookUp(String host, int port, int turn, Answer answer) {
        Resolution resolution;
        try {
            resolution = new Resolution.Found(inOrder(InetAddress.getAllByName(host), port, turn));
        } catch (UnknownHostException _) {
            resolution = new Resolution.Unknown("the host name " + host + " can't be resolved");
        }
        answer.onResolved(resolution);
    }

    /**
     * The system's order, but the first address of the other family comes second (RFC 8305 §4): one of them may lead nowhere.
     * Within each family the addresses take turns at being the first: the JDK gives them in the same order for 30 s.
     */
    static InetSocketAddress[] inOrder(InetAddress[] found, int port, int turn) {
        InetAddress[] all = rotated(found, turn);
        int other = 1;
        while (other < all.length && isIpv4(all[other]) == isIpv4(all[0])) {
            other++;
        }
        InetSocketAddress[] ordered = new InetSocketAddress[Math.min(all.length, MAX_ADDRESSES)];
        for (int i = 0; i < ordered.length; i++) {
            int from = i == 0 || i > other || other == all.length ? i : i == 1 ? other : i - 1;
            ordered[i] = new InetSocketAddress(all[from], port);
        }
        return ordered;
    }

    /** Each place keeps its family: which one is better to begin with the system knows (RFC 6724). */
    private static InetAddress[] rotated(InetAddress[] found, int turn) {
        InetAddress[] rotated = new InetAddress[found.length];
        rotate(found, rotated, true, turn);
        rotate(found, rotated, false, turn);
        return rotated;
    }

    private static void rotate(InetAddress[] found, InetAddress[] rotated, boolean ipv4, int turn) {
        int[] places = new int[found.length];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (isIpv4(found[i]) == ipv4) {
                places[count++] = i;
            }
        }
        for (int i = 0; i < count; i++) {
            rotated[places[i]] = found[places[Math.floorMod(i + Math.floorMod(turn, count), count)]];
        }
    }

    private static boolean isIpv4(InetAddress address) {
        return address instanceof Inet4Address;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
