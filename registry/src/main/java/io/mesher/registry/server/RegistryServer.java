package io.mesher.registry.server;

import io.mesher.base.Budget;
import io.mesher.core.config.ListenAddress;
import io.mesher.core.config.RegistryConfig.Account;
import io.mesher.core.telemetry.HostedRegistryStatus;
import io.mesher.net.file.Disk;
import io.mesher.net.http1.HeadLimits;
import io.mesher.net.http1.Http1Server;
import io.mesher.net.http1.ServerSettings;
import io.mesher.net.listen.TcpListener;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.LoopFailureListener;
import io.mesher.net.server.ApiExchange;
import io.mesher.net.server.ApiHandlers;
import io.mesher.net.server.ApiLimits;
import io.mesher.net.stream.TakeLimit;
import io.mesher.registry.store.RegistrySnapshot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded registry: the Service Center's API on one event loop, on which all its state lives, with a snapshot on disk. */
public final class RegistryServer implements AutoCloseable {
    private static final HeadLimits HEADS = new HeadLimits(16 * 1024, 32 * 1024, 100);
    private static final int MIN_BYTES_PER_SECOND = 100;
    private static final ServerSettings SERVER = new ServerSettings(
            HEADS,
            10_000_000_000L,
            120_000_000_000L,
            30_000_000_000L,
            MIN_BYTES_PER_SECOND,
            TakeLimit.of(60_000_000_000L, MIN_BYTES_PER_SECOND),
            // Watchers are pinged.
            0);
    private static final int MAX_BODY_BYTES = 2 * 1024 * 1024;
    private static final long END_SECONDS = 5;
    private static final Logger log = LoggerFactory.getLogger(RegistryServer.class);

    private final EventLoop loop;
    private final RegistryServerSettings settings;
    private final LoopFailureListener failures;
    private final ApiLimits limits =
            new ApiLimits(MAX_BODY_BYTES, new Budget(HeapShares.OURS.bodies()), new Budget(HeapShares.OURS.answers()));
    private final SnapshotFile file;
    private final Executor disk;
    private final TcpListener listener;

    private final AtomicBoolean started = new AtomicBoolean();

    /** Set by the loop; null until the snapshot is read. */
    private volatile @Nullable Serving serving;

    /** Of the loop. */
    private boolean closed;

    private RegistryServer(EventLoop loop, RegistryServerSettings settings, LoopFailureListener failures, Executor disk)
            throws IOException {
        this.loop = loop;
        this.disk = disk;
        this.settings = settings;
        this.failures = failures;
        this.file = new SnapshotFile(settings.dataDir(), HeapShares.OURS.kept(), new Disk());
        this.listener = TcpListener.bind(
                settings.listen(),
                List.of(loop),
                Http1Server.protocols(SERVER, 1, _ -> new ApiHandlers(this::exchange)),
                new AtomicInteger(),
                HeapShares.OURS.connections(),
                failures);
    }

    /**
     * Binds at once, and touches nothing else: where the address is taken, another process hosts the registry, and the folder
     * is that one's. Callers wait until {@link #start}. Any thread.
     *
     * @param loop the server's for its life, but still the caller's to close, after this
     * @param disk runs what may wait for the disk, in its order
     * @throws IOException when the address can't be bound; a {@link java.net.BindException} where it is in use
     */
    public static RegistryServer open(
            EventLoop loop, RegistryServerSettings settings, LoopFailureListener failures, Executor disk)
            throws IOException {
        return new RegistryServer(loop, settings, failures, disk);
    }

    /** Where it listens, with the port that the system chose where 0 was asked for. Any thread. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** How much it holds at present. Any thread. */
    public HostedRegistryStatus status() {
        Serving open = serving;
        return open == null ? HostedRegistryStatus.EMPTY : open.status();
    }

    /**
     * Reads the snapshot, then serves. Returns at once; any thread, once.
     *
     * @param restore false where the snapshot is known to be older than what was: then everyone registers again
     */
    public void start(boolean restore) {
        started.set(true);
        Thread.ofPlatform().daemon().name("registry-start").start(() -> prepare(restore));
    }

    /** On a thread of its own: the disk, and the key of an account, take their time. */
    private void prepare(boolean restore) {
        try {
            RegistrySnapshot saved = null;
            if (restore) {
                file.claim();
                saved = file.read(System.currentTimeMillis() / 1000);
            }
            Account account = settings.account();
            IssuedTokens tokens = account == null ? null : new IssuedTokens(account);
            RegistrySnapshot read = saved;
            loop.execute(() -> serve(read, tokens));
        } catch (RuntimeException e) {
            failures.onLoopFailure(e);
        }
    }

    private void serve(@Nullable RegistrySnapshot saved, @Nullable IssuedTokens tokens) {
        if (closed) {
            return;
        }
        serving = new Serving(loop, settings, address(), tokens, file, disk, saved);
        listener.start();
        log.info("registry on {}, its snapshot in {}", ListenAddress.of(address(), "listen"), settings.dataDir());
    }

    private ApiExchange exchange() {
        Serving open = serving;
        if (open == null) {
            throw new IllegalStateException("a request before the registry serves");
        }
        return new ApiExchange(open.api(), limits);
    }

    /** Takes no more connections, tells watchers, and saves. To be called before the loop is closed; any thread, once. */
    @Override
    public void close() {
        if (!started.get()) {
            listener.close();
            return;
        }
        CountDownLatch saved = new CountDownLatch(1);
        if (loop.isInLoop()) {
            end(saved::countDown);
        } else {
            loop.execute(() -> end(saved::countDown));
        }
        awaitSaved(saved);
    }

    private void end(Runnable saved) {
        closed = true;
        // From the loop, since it begins to listen there in a later task, too.
        listener.close();
        Runnable letGo = () -> {
            file.close();
            saved.run();
        };
        Serving open = serving;
        if (open == null) {
            // Nothing to save: what was never read would replace what is on disk.
            disk.execute(letGo);
        } else {
            open.end(letGo);
        }
    }

    private void awaitSaved(CountDownLatch saved) {
        try {
            if (!saved.await(END_SECONDS, TimeUnit.SECONDS)) {
                log.warn(
                        "the registry's last changes may not be saved to {}: its event loop, or the disk, takes more than"
                                + " {} s",
                        settings.dataDir(),
                        END_SECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
