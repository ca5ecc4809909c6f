package io.mesher.registry.server;

import io.mesher.core.config.ListenAddress;
import io.mesher.core.telemetry.HostedRegistryStatus;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.LoopFailureListener;
import io.mesher.net.loop.Timer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts this machine's registry while no other process does. The port decides: who can listen on it is the host, and the others
 * keep trying, so that one of them takes over when the host ends. {@link #start} and {@link #close} are for one thread, not the
 * loop's.
 */
public final class RegistryHost implements AutoCloseable {
    /** A refused attempt costs some microseconds; this is how long the machine may be without a registry. */
    private static final long TRY_EVERY_NANOS = 500_000_000;

    private static final long END_SECONDS = 10;

    private static final Logger log = LoggerFactory.getLogger(RegistryHost.class);

    private final EventLoop loop;
    private final RegistryServerSettings settings;
    private final Executor disk;
    private final LoopFailureListener failures;
    private final Timer timer;
    private volatile @Nullable RegistryServer server;
    /** Another process was the host before us: what it knew is newer than our snapshot. */
    private boolean followed;

    private boolean closed;
    /** Of the thread that starts and closes. */
    private boolean started;

    /**
     * @param loop for the registry too; closed by its maker, after this
     * @param disk runs what may wait for the disk, in its order
     */
    public RegistryHost(EventLoop loop, RegistryServerSettings settings, LoopFailureListener failures, Executor disk) {
        this.loop = loop;
        this.disk = disk;
        this.settings = settings;
        this.failures = failures;
        this.timer = loop.timer(this::tryToHost);
    }

    /** How much the registry that is hosted here holds; null where another process is the host. Any thread. */
    public @Nullable HostedRegistryStatus status() {
        RegistryServer hosted = server;
        return hosted == null ? null : hosted.status();
    }

    public void start() {
        started = true;
        loop.execute(this::tryToHost);
    }

    private void tryToHost() {
        if (closed) {
            return;
        }
        try {
            RegistryServer opened = RegistryServer.open(loop, settings, failures, disk);
            server = opened;
            opened.start(!followed);
            log.info(
                    "this Mesher hosts the machine's registry, since {}",
                    followed ? "the process that did so has ended" : "no other process does");
        } catch (IOException e) {
            if (!followed) {
                log.info(
                        "using the registry that runs on {} ({}); this Mesher takes over if it ends",
                        ListenAddress.of(settings.listen(), "listen"),
                        e.getMessage());
            }
            followed = true;
            timer.set(TRY_EVERY_NANOS);
        }
    }

    /** When it returns, a registry that was hosted here is saved, and the port is free for another process. */
    @Override
    public void close() {
        if (!started) {
            return;
        }
        CountDownLatch ended = new CountDownLatch(1);
        loop.execute(() -> {
            closed = true;
            timer.release();
            ended.countDown();
        });
        try {
            if (!ended.await(END_SECONDS, TimeUnit.SECONDS)) {
                log.warn("the registry's event loop does not answer; what was registered last may not be saved");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        RegistryServer hosted = server;
        if (hosted != null) {
            hosted.close();
        }
    }
}
