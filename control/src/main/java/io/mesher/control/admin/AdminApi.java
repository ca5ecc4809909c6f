package io.mesher.control.admin;

import io.mesher.control.admin.Route.Access;
import io.mesher.control.metrics.CompatPage;
import io.mesher.control.metrics.Later;
import io.mesher.control.metrics.MetricsPages;
import io.mesher.control.metrics.MetricsSources;
import io.mesher.control.metrics.OwnPage;
import io.mesher.core.config.AdminConfig;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.MetricsConfig;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.net.http.ServerHandler;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.server.HostPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The admin API, put together. Immutable; any thread. */
public final class AdminApi {
    private static final MetricsConfig WITHOUT_OWN =
            new MetricsConfig(false, 2, Duration.ofHours(1), "", Duration.ofSeconds(10));

    private final HostPolicy hosts;
    private final Routes routes;

    /**
     * @param started when Mesher began to serve
     * @param counters of every event loop
     * @param states of the services that were called
     * @param governance what holds at present, asked at each request, on an event loop
     * @param readiness asked at each probe, on an event loop
     */
    public AdminApi(
            AdminConfig config,
            ServiceIdentity identity,
            BuildInfo build,
            Instant started,
            List<LoopCounters> counters,
            ServiceStates states,
            Supplier<GovernanceConfig> governance,
            Supplier<Readiness> readiness) {
        this(
                config,
                identity,
                build,
                counters,
                states,
                governance,
                readiness,
                new MetricsPages(WITHOUT_OWN, new MetricsSources() {
                    @Override
                    public CompatPage original() {
                        return new CompatPage(
                                identity, Map.of(), started, counters, Duration.ofSeconds(10), Later.NEVER);
                    }

                    @Override
                    public OwnPage own() {
                        return new OwnPage(List.of());
                    }
                }));
    }

    /**
     * @param counters of every event loop
     * @param states of the services that were called
     * @param governance what holds at present, asked at each request, on an event loop
     * @param readiness asked at each probe, on an event loop
     * @param metrics asked on the event loop that serves the API
     */
    public AdminApi(
            AdminConfig config,
            ServiceIdentity identity,
            BuildInfo build,
            List<LoopCounters> counters,
            ServiceStates states,
            Supplier<GovernanceConfig> governance,
            Supplier<Readiness> readiness,
            MetricsPages metrics) {
        hosts = HostPolicy.of(config.listen().host(), config.allowedHosts());
        List<Route> endpoints = new ArrayList<>(List.of(
                new Route("/livez", Access.EVERYWHERE, new LivenessResource()),
                new Route("/readyz", Access.EVERYWHERE, new ReadinessResource(readiness)),
                new Route("/v1/mesher/health", Access.EVERYWHERE, new HealthResource(identity, readiness)),
                new Route("/v1/mesher/metrics", Access.EVERYWHERE, new MetricsResource(metrics, true)),
                new Route("/v1/mesher/routeRule/", "service", Access.EVERYWHERE, new RouteRuleResource(governance)),
                new Route("/v1/mesher/services", Access.LOOPBACK, new ServicesResource(states, governance, counters)),
                new Route("/v1/mesher/version", Access.EVERYWHERE, new VersionResource(build))));
        if (metrics.hasMetrics()) {
            endpoints.add(new Route("/metrics", Access.EVERYWHERE, new MetricsResource(metrics, false)));
        }
        if (!metrics.originalPath().isEmpty()) {
            // Last: what is there already stays.
            endpoints.add(new Route(metrics.originalPath(), Access.EVERYWHERE, new MetricsResource(metrics, true)));
        }
        routes = new Routes(endpoints, hosts.isLoopbackOnly());
    }

    /** For {@code HttpListener.bind}: one handler per connection. */
    public ServerHandler handler(EventLoop loop) {
        return new AdminHandler(hosts, routes);
    }
}
