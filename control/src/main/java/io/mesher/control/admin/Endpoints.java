package io.mesher.control.admin;

import io.mesher.control.admin.Route.Access;
import io.mesher.control.admin.Route.Methods;
import io.mesher.control.explain.Explainer;
import io.mesher.control.metrics.MetricsPages;
import io.mesher.net.loop.EventLoop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every path of the admin API but the list of them, and whose it is. {@code openapi.json} says the same; a test compares. */
final class Endpoints {
    private Endpoints() {}

    /** @param loop the one that serves the admin port */
    static List<Route> of(AdminSources sources, EventLoop loop) {
        List<Route> all = new ArrayList<>(always(sources, loop));
        Explainer explain = sources.explain();
        if (explain != null) {
            all.add(read(
                    "/v1/mesher/explain",
                    "Why requests went where they went; ?url=URL: where one would go.",
                    new ExplainResource(explain)));
        }
        MetricsPages metrics = sources.metrics();
        if (metrics.hasMetrics()) {
            all.add(open("/metrics", "Mesher's metrics, for Prometheus.", new MetricsResource(metrics, false)));
        }
        all.sort(Comparator.comparing(Route::path));
        if (!metrics.originalPath().isEmpty()) {
            // Last: what is there already stays.
            all.add(open(
                    metrics.originalPath(), "The same as /v1/mesher/metrics.", new MetricsResource(metrics, true)));
        }
        return all;
    }

    private static List<Route> always(AdminSources sources, EventLoop loop) {
        AdminControls controls = sources.controls();
        return List.of(
                open("/healthz", "The same as /livez.", new LivenessResource()),
                open("/livez", "200 while an event loop answers.", new LivenessResource()),
                read("/openapi.json", "All of this, for programs.", new OpenApiResource()),
                new Route(
                        "/quitquitquit",
                        "",
                        Access.OPERATORS,
                        Methods.POST,
                        "Starts the orderly shutdown, as SIGTERM does.",
                        new QuitResource(controls.drain(), controls.quit(), loop)),
                open("/readyz", "200 ready; 503 with the reason.", new ReadinessResource(controls.readiness())),
                open("/startupz", "200 once Mesher has been ready.", new StartupResource(controls.begun())),
                read(
                        "/v1/mesher/catalog",
                        "Known services and their instances; ?service=NAME for one.",
                        new CatalogResource(
                                sources.catalog(),
                                sources.configured(),
                                sources.identity().app())),
                read(
                        "/v1/mesher/config",
                        "Each configured key, its value and its place.",
                        new ConfigResource(sources.config())),
                read(
                        "/v1/mesher/connections",
                        "Callers' connections and pools, by event loop.",
                        new ConnectionsResource(sources.loops(), loop)),
                change(
                        "/v1/mesher/drain",
                        "Whether Mesher drains; POST: starts or ends draining.",
                        new DrainResource(controls.drain())),
                open(
                        "/v1/mesher/health",
                        "200 green; 500 red with the reason.",
                        new HealthResource(sources.identity(), controls.readiness())),
                change(
                        "/v1/mesher/log",
                        "The log level; POST: another one for a while.",
                        new LogResource(controls.log(), loop)),
                open(
                        "/v1/mesher/metrics",
                        "CSE Mesher's metrics, for Prometheus.",
                        new MetricsResource(sources.metrics(), true)),
                new Route(
                        "/v1/mesher/routeRule/",
                        "service",
                        Access.EVERYBODY,
                        Methods.GET,
                        "The route rules of a service.",
                        new RouteRuleResource(sources.governance())),
                read(
                        "/v1/mesher/services",
                        "Instances as balanced, breakers, rules.",
                        new ServicesResource(
                                sources.states(), sources.governance(), sources.catalog(), sources.counters())),
                read(
                        "/v1/mesher/telemetry",
                        "Dropped log lines and spans, folded series.",
                        new TelemetryResource(sources.telemetry())),
                open("/v1/mesher/version", "Which build this is.", new VersionResource(sources.build())));
    }

    private static Route open(String path, String summary, Resource resource) {
        return new Route(path, "", Access.EVERYBODY, Methods.GET, summary, resource);
    }

    private static Route read(String path, String summary, Resource resource) {
        return new Route(path, "", Access.OPERATORS, Methods.GET, summary, resource);
    }

    private static Route change(String path, String summary, Resource resource) {
        return new Route(path, "", Access.OPERATORS, Methods.GET_POST, summary, resource);
    }
}
