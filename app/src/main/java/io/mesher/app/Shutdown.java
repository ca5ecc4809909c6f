package io.mesher.app;

import io.mesher.core.config.ShutdownConfig;
import io.mesher.net.listen.TcpListener;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orderly end: not ready any more, taken off the registry, still serving while callers notice, then no new connections, then what is under way.
 * Outgoing closes last, since the application needs it to finish what it is doing.
 */
final class Shutdown {
    private static final long LOOK_EVERY_MILLIS = 20;

    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

    private final Mesher mesher;
    private final ShutdownConfig config;

    Shutdown(Mesher mesher, ShutdownConfig config) {
        this.mesher = mesher;
        this.config = config;
    }

    /** Takes up to {@code notice} and {@code drain}; on the calling thread. */
    void run() throws InterruptedException {
        mesher.lifecycle().enter(Lifecycle.Phase.STOPPING);
        TcpListener incoming = mesher.listeners().incoming();
        TcpListener outgoing = mesher.listeners().outgoing();
        log.info(
                "stopping: {}finishing the requests in flight",
                config.notice().isZero() ? "" : "serving for another " + text(config.notice()) + ", then ");
        mesher.unregister();
        outgoing.drain();
        if (incoming != null) {
            incoming.drain();
        }
        TimeUnit.NANOSECONDS.sleep(config.notice().toNanos());
        long deadline = System.nanoTime() + config.drain().toNanos();
        boolean finished = true;
        if (incoming != null) {
            incoming.close();
            finished = await(incoming, deadline);
        }
        outgoing.close();
        finished &= await(outgoing, deadline);
        if (finished) {
            log.info("stopped");
        } else {
            log.warn("stopped after {} with requests still in flight", text(config.drain()));
        }
        mesher.flushSpans();
        mesher.close();
    }

    private static boolean await(TcpListener listener, long deadline) throws InterruptedException {
        while (listener.openConnections() > 0) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        return true;
    }

    private static String text(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
