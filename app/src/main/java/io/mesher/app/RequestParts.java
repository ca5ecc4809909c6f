package io.mesher.app;

import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.telemetry.Direction;
import io.mesher.net.http.StreamHandlers;
import io.mesher.net.http1.ClientSettings;
import io.mesher.net.http1.Http1Client;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.PoolSettings;
import io.mesher.proxy.ExchangePool;
import io.mesher.proxy.Filter;
import io.mesher.proxy.LoopContext;
import io.mesher.proxy.ProxySettings;
import io.mesher.proxy.UpstreamPools;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The objects that the requests of each loop share. */
final class RequestParts implements Part {
    private final MesherConfig config;
    private final LoopParts loops;
    private final TlsParts tls;
    private final Telemetry telemetry;
    private final RegistryParts registry;
    private final ServiceStates states;
    private final Supplier<GovernanceConfig> governance;
    private @Nullable ProxySettings settings;
    private final Map<EventLoop, LoopContext> contexts = new HashMap<>();
    private final List<UpstreamPools> pools = new ArrayList<>();

    /** @param registry opened before this, since requests need its catalog */
    RequestParts(
            MesherConfig config,
            LoopParts loops,
            TlsParts tls,
            Telemetry telemetry,
            RegistryParts registry,
            ServiceStates states,
            Supplier<GovernanceConfig> governance) {
        this.config = config;
        this.loops = loops;
        this.tls = tls;
        this.telemetry = telemetry;
        this.registry = registry;
        this.states = states;
        this.governance = governance;
    }

    /** Our properties as a caller, for the conditions of route rules. */
    static Map<String, String> selfTags(MesherConfig config) {
        Map<String, String> tags = new HashMap<>(config.registration().instanceProperties());
        tags.put("app", config.service().app());
        tags.put("version", config.service().version());
        return tags;
    }

    /**
     * The name in {@code Via} is unique among all Meshers, so that a request that returns here is noticed. People find by it the
     * instance at the registry.
     */
    private ProxySettings newSettings() {
        return new ProxySettings(
                config.service(),
                selfTags(config),
                config.timeouts(),
                config.limits().streams(),
                config.limits().waitingLookups(),
                config.limits().minBytesPerSecond(),
                config.statusCodes(),
                config.trustedPeers(),
                config.telemetry().tracing(),
                "mesher-" + config.service().name() + "-" + registry.shortId());
    }

    /** Before the loops start, since a recorder may register for the end of their turns. */
    @Override
    public void open() {
        ProxySettings made = newSettings();
        settings = made;
        PoolSettings pool = NetSettings.pool(config);
        ClientSettings client = NetSettings.client(config);
        for (int i = 0; i < loops.traffic().size(); i++) {
            EventLoop loop = loops.traffic().get(i);
            UpstreamPools upstreams =
                    new UpstreamPools(loop, pool, new Http1Client(loop, client), tls.calls(loop), loops.resolver());
            pools.add(upstreams);
            contexts.put(
                    loop,
                    new LoopContext(
                            loop,
                            made,
                            registry.catalog(),
                            upstreams,
                            governance,
                            states,
                            loops,
                            loops.counters().get(i).inFlight(),
                            new SplittableRandom(),
                            telemetry.recorders(i)));
        }
    }

    /** After this is open: they name the instance. */
    ProxySettings settings() {
        return Objects.requireNonNull(settings);
    }

    /** The pools of each loop that carries traffic, in the order of the loops. */
    List<UpstreamPools> pools() {
        return pools;
    }

    /**
     * Makes the handlers of a connection; called after all parts are open.
     *
     * @param filters asked for each loop, and not before that
     */
    Function<EventLoop, StreamHandlers> exchanges(Direction direction, Supplier<List<Filter>> filters) {
        return loop -> new ExchangePool(Objects.requireNonNull(contexts.get(loop)), direction, filters.get());
    }

    /** The loops close the connections to instances. */
    @Override
    public void close() {}
}
