package io.mesher.app;

import io.mesher.app.tls.ChainCheck;
import io.mesher.app.tls.LoadedSide;
import io.mesher.app.tls.TlsContexts;
import io.mesher.app.tls.TlsLoading;
import io.mesher.app.tls.TlsRotation;
import io.mesher.control.metrics.TlsFamily;
import io.mesher.core.config.TlsConfig;
import io.mesher.core.config.TlsSide;
import io.mesher.core.tls.KeyMaterial;
import io.mesher.core.tls.Trust;
import io.mesher.core.tls.verify.Expectation;
import io.mesher.core.tls.verify.ExpectedName;
import io.mesher.core.tls.verify.PeerVerifier;
import io.mesher.net.listen.TlsServer.Mode;
import io.mesher.net.listen.TlsServer.TlsServerSettings;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.Secured;
import io.mesher.net.tls.BoringSsl;
import io.mesher.net.tls.CurrentTls;
import io.mesher.net.tls.JdkTls;
import io.mesher.net.tls.PeerCheck;
import io.mesher.net.tls.TlsBuffers;
import io.mesher.net.tls.TlsContext;
import io.mesher.net.tls.TlsProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What secures connections: the engine, keys and trust of each place, and the buffers of each event loop. */
final class TlsParts implements Part, TlsRotation.Target {
    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    private final TlsConfig config;
    private final Path dataDir;
    private final Map<TlsSide, LoadedSide> loaded;
    private @Nullable TlsContexts contexts;
    private @Nullable TlsRotation rotation;
    private final Map<TlsSide, CurrentTls> servers = new HashMap<>();
    private final Map<TlsSide, CurrentTls> clients = new HashMap<>();
    private final Map<EventLoop, TlsBuffers> buffers = new ConcurrentHashMap<>();
    private final TlsCounts reports = new TlsCounts();

    /** @param loaded the files' contents; those of sides that are missing are read by {@link #open} */
    TlsParts(TlsConfig config, Path dataDir, Map<TlsSide, LoadedSide> loaded) {
        this.config = config;
        this.dataDir = dataDir;
        this.loaded = new ConcurrentHashMap<>(loaded);
    }

    @Override
    public void open() throws StartFailure {
        if (config.sides().isEmpty()) {
            return;
        }
        TlsProvider provider = provider();
        TlsContexts made = new TlsContexts(provider);
        contexts = made;
        for (TlsSide side : config.sides()) {
            LoadedSide files = loaded.computeIfAbsent(side, missing -> TlsLoading.load(missing, Instant.now()));
            try {
                if (files.keys() != null) {
                    servers.put(side, new CurrentTls(made.server(side, files)));
                }
                clients.put(side, new CurrentTls(made.client(side, files)));
            } catch (GeneralSecurityException e) {
                throw new StartFailure(ExitCode.CONFIGURATION, side.key() + ": " + e.getMessage());
            }
            verifyOnce(files.keys(), files.trust());
        }
        log.info("TLS by {}", provider.name());
    }

    /** Files are looked at from now on. */
    @Override
    public void start() {
        if (contexts != null) {
            TlsRotation looking = new TlsRotation(config.sides(), this, InstantSource.system());
            rotation = looking;
            looking.start();
        }
    }

    @Override
    public LoadedSide present(TlsSide side) {
        return Objects.requireNonNull(loaded.get(side));
    }

    /** Connections that stand keep what they have. */
    @Override
    public void replace(TlsSide side, LoadedSide next) throws GeneralSecurityException {
        TlsContexts made = Objects.requireNonNull(contexts);
        CurrentTls server = servers.get(side);
        TlsContext forServer = server == null ? null : made.server(side, next);
        TlsContext forClient = made.client(side, next);
        loaded.put(side, next);
        if (server != null && forServer != null) {
            server.replace(forServer);
        }
        Objects.requireNonNull(clients.get(side)).replace(forClient);
    }

    @Override
    public void onFound(TlsSide side, boolean taken) {
        reports.found(side.key(), taken);
    }

    private TlsProvider provider() throws StartFailure {
        if (config.engine() == TlsConfig.Engine.JDK) {
            return new JdkTls();
        }
        try {
            return BoringSsl.load(List.of(Path.of(System.getProperty("java.io.tmpdir")), dataDir));
        } catch (IOException e) {
            if (config.engine() == TlsConfig.Engine.BORINGSSL) {
                throw new StartFailure(
                        ExitCode.CONFIGURATION,
                        "mesher.tls.engine: boringssl, but " + e.getMessage() + " (expected: auto or jdk here)");
            }
            log.warn("{}: the JDK's TLS is used, which takes several times the CPU", e.getMessage());
            return new JdkTls();
        }
    }

    /** The first verification of a process takes 200 ms and more: here rather than on the event loop of the first caller. */
    private static void verifyOnce(@Nullable KeyMaterial keys, @Nullable Trust trust) {
        if (keys != null && trust != null) {
            PeerVerifier.verify(keys.chain(), trust, Expectation.client(), Instant.now());
        }
    }

    /** Made with a loop's first connection by TLS. */
    TlsBuffers buffers(EventLoop loop) {
        return buffers.computeIfAbsent(loop, TlsBuffers::new);
    }

    /** Of a port; null: it speaks plain HTTP. */
    @Nullable TlsServerSettings server(@Nullable TlsSide side, String port) {
        CurrentTls tls = side == null ? null : servers.get(side);
        if (side == null || tls == null) {
            return null;
        }
        boolean permissive = side == config.external() && config.mode() == TlsConfig.Mode.PERMISSIVE;
        return new TlsServerSettings(
                tls,
                () -> check(side, Expectation.client()),
                permissive ? Mode.PERMISSIVE : Mode.STRICT,
                config.handshake().toNanos(),
                reports.of(port));
    }

    private PeerCheck check(TlsSide side, Expectation expected) {
        return side.verify() == TlsSide.Verify.NONE || present(side).trust() == null
                ? ChainCheck.none()
                : new ChainCheck(() -> Objects.requireNonNull(present(side).trust()), expected, InstantSource.system());
    }

    /** Whether instances of this service that want TLS can be called. */
    boolean secures(String service) {
        return config.calls(service) != null;
    }

    /** How connections of this loop to instances are secured, by the name that their certificates must have. */
    Function<String, Secured> calls(EventLoop loop) {
        Map<String, Secured> known = new HashMap<>();
        return name -> known.computeIfAbsent(name, service -> secured(loop, service));
    }

    private Secured secured(EventLoop loop, String service) {
        TlsSide side = config.calls(service);
        CurrentTls tls = side == null ? null : clients.get(side);
        PeerCheck check =
                side == null ? ChainCheck.none() : check(side, Expectation.server(new ExpectedName.Dns(service)));
        return new Secured(
                tls, check, buffers(loop), service, config.handshake().toNanos());
    }

    /** What metrics have of it; null where there is no TLS. */
    @Nullable TlsFamily metrics() {
        return config.sides().isEmpty() ? null : new TlsFamily(reports::counts, this::certificates, reports::reloads);
    }

    private List<TlsFamily.Expiry> certificates() {
        List<TlsFamily.Expiry> all = new ArrayList<>();
        for (TlsSide side : config.sides()) {
            LoadedSide files = loaded.get(side);
            if (files != null && files.keys() != null) {
                all.add(new TlsFamily.Expiry(side.key(), files.keys().notAfter().getEpochSecond()));
            }
        }
        return all;
    }

    /** Contexts live as long as the process: connections that end late still use them. */
    @Override
    public void close() {
        if (rotation != null) {
            rotation.close();
        }
    }
}
