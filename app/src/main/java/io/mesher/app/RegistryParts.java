package io.mesher.app;

import io.mesher.core.catalog.Catalog;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.StaticCatalog;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.config.RegistryConfig;
import io.mesher.net.client.CallerSettings;
import io.mesher.net.client.PooledCaller;
import io.mesher.net.loop.EventLoop;
import io.mesher.registry.client.RegistryClient;
import io.mesher.registry.server.RegistryHost;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry's client, and the registry itself if this Mesher may host it; without a registry, a fixed list of instances. */
final class RegistryParts implements Part {
    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    /** Enough to tell thousands of Meshers apart, few enough to be read aloud. */
    private static final int ID_CHARS = 8;

    private final MesherConfig config;
    private final LoopParts loops;
    private final TlsParts tls;
    private final Listeners listeners;
    private final Opened opened = new Opened();
    private @Nullable Catalog catalog;
    private @Nullable RegistryHost host;
    private @Nullable RegistryClient client;
    private String shortId = "";

    /** @param listeners opened before this, since their ports are registered */
    RegistryParts(MesherConfig config, LoopParts loops, TlsParts tls, Listeners listeners) {
        this.config = config;
        this.loops = loops;
        this.tls = tls;
        this.listeners = listeners;
    }

    @Override
    public void open() {
        CatalogSnapshot statics = CatalogSnapshot.ofStatic(config.service().app(), config.staticServices());
        EventLoop control = loops.control();
        if (control == null || config.registry().type() == RegistryConfig.Type.DISABLED) {
            catalog = new StaticCatalog(statics);
            shortId = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
            return;
        }
        if (config.registry().type() == RegistryConfig.Type.EMBEDDED) {
            host = opened.add(new RegistryHost(control, NetSettings.registry(config), loops::onDefect, loops.disk()));
        }
        client = opened.add(new RegistryClient(
                control,
                new PooledCaller(control, loops.resolver(), CallerSettings.DEFAULT),
                config.registry(),
                config.registration(),
                config.service(),
                listeners.endpoints(config),
                loops.disk(),
                config.dataDir(),
                statics,
                Build.VERSION,
                loops::of,
                tls::secures));
        catalog = client;
        shortId = client.instanceId().substring(0, ID_CHARS);
    }

    /** After the listeners accept: a caller that finds us in the registry may call at once. */
    @Override
    public void start() {
        if (host != null) {
            host.start();
        }
        if (client != null) {
            client.start();
        }
    }

    /** The beginning of the instance's id, by which log, metrics and {@code Via} name this Mesher. After this is open. */
    String shortId() {
        return shortId;
    }

    Catalog catalog() {
        return Objects.requireNonNull(catalog);
    }

    /** Null if there is no registry. */
    @Nullable RegistryClient client() {
        return client;
    }

    /** Null if this Mesher can't host the registry. */
    @Nullable RegistryHost host() {
        return host;
    }

    /**
     * Takes this Mesher off the registry, which notifies callers while this Mesher still serves them. Waits for the registry's
     * answer, up to the time-out of a call.
     */
    void unregister() throws InterruptedException {
        RegistryClient leaving = client;
        if (leaving == null) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        leaving.unregister(done::countDown);
        // The client keeps the time-out itself; the second more is for an event loop that hangs.
        Duration limit = config.registry().timeout().plusSeconds(1);
        if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("the registry's client does not answer, so the instance stays registered until its lease ends");
        }
    }

    @Override
    public void close() {
        opened.close();
    }
}
