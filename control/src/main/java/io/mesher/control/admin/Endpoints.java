package io.mesher.control.admin;

import io.mesher.control.admin.AdminRoute.Access;
import io.mesher.control.admin.AdminRoute.Methods;
import io.mesher.control.admin.resource.AdminRequest;
import io.mesher.control.admin.resource.AdminResponse;
import io.mesher.control.admin.resource.CatalogResource;
import io.mesher.control.admin.resource.ConfigResource;
import io.mesher.control.admin.resource.ConnectionsResource;
import io.mesher.control.admin.resource.DrainResource;
import io.mesher.control.admin.resource.HealthResource;
import io.mesher.control.admin.resource.LogResource;
import io.mesher.control.admin.resource.Reading;
import io.mesher.control.admin.resource.ReadyResource;
import io.mesher.control.admin.resource.Resource;
import io.mesher.control.admin.resource.RouteRuleResource;
import io.mesher.control.admin.resource.ServicesResource;
import io.mesher.control.admin.source.BuildInfo;
import io.mesher.control.admin.source.DrainControl;
import io.mesher.control.answer.Json;
import io.mesher.control.explain.Explainer;
import io.mesher.control.metrics.MetricsPages;
import io.mesher.control.metrics.Page;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.server.QueryText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Every path of the admin API but the list of them, and whose it is. {@code openapi.json} says the same; a test compares. */
final class Endpoints {
    private Endpoints() {}

    /** @param loop the one that serves the admin port */
    static List<AdminRoute> of(AdminSources sources, EventLoop loop) {
        List<AdminRoute> all = new ArrayList<>(always(sources, loop));
        Explainer explain = sources.explain();
        if (explain != null) {
            all.add(read(
                    "/v1/mesher/explain",
                    "Why requests went where they went; ?url=URL: where one would go.",
                    explain(explain)));
        }
        MetricsPages metrics = sources.metrics();
        if (metrics.hasMetrics()) {
            all.add(open("/metrics", "Mesher's metrics, for Prometheus.", metrics(metrics)));
        }
        all.sort(Comparator.comparing(AdminRoute::path));
        if (!metrics.originalPath().isEmpty() && !has(all, metrics.originalPath())) {
            all.add(open(metrics.originalPath(), "The same as /v1/mesher/metrics.", originalMetrics(metrics)));
        }
        return all;
    }

    private static List<AdminRoute> always(AdminSources sources, EventLoop loop) {
        AdminControls controls = sources.controls();
        return List.of(
                open("/healthz", "The same as /livez.", alive()),
                open("/livez", "200 while an event loop answers.", alive()),
                read("/openapi.json", "All of this, for programs.", openApi()),
                new AdminRoute(
                        "/quitquitquit",
                        "",
                        Access.OPERATORS,
                        Methods.POST,
                        "Starts the orderly shutdown, as SIGTERM does.",
                        quit(controls, loop)),
                open(
                        "/readyz",
                        "200 ready; 503 with the reason; ?verbose: more.",
                        new ReadyResource(controls.readiness(), controls.conditions())),
                open("/startupz", "200 once Mesher has been ready.", begun(controls.begun())),
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
                        new HealthResource(sources.identity(), controls.readiness(), controls.conditions())),
                change(
                        "/v1/mesher/log",
                        "The log level; POST: another one for a while.",
                        new LogResource(controls.log(), loop)),
                open("/v1/mesher/metrics", "CSE Mesher's metrics, for Prometheus.", originalMetrics(sources.metrics())),
                new AdminRoute(
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
                        telemetry(sources.telemetry())),
                open("/v1/mesher/version", "Which build this is.", version(sources.build())));
    }

    private static boolean has(List<AdminRoute> all, String path) {
        for (AdminRoute route : all) {
            if (route.path().equals(path)) {
                return true;
            }
        }
        return false;
    }

    private static Reading alive() {
        return _ -> AdminResponse.text(200, "ok");
    }

    private static Reading begun(BooleanSupplier begun) {
        return _ -> begun.getAsBoolean() ? AdminResponse.text(200, "started") : AdminResponse.text(503, "starting");
    }

    static Reading openApi() {
        return _ -> {
            try (InputStream file = Objects.requireNonNull(Endpoints.class.getResourceAsStream("openapi.json"))) {
                return AdminResponse.json(200, new String(file.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static Resource quit(AdminControls controls, EventLoop loop) {
        return (_, answer) -> {
            boolean first = controls.drain().state() != DrainControl.State.ENDING;
            answer.accept(AdminResponse.text(200, first ? "ending\n" : "ending already\n"));
            if (first) {
                // After this event, when the answer is on its way.
                loop.execute(controls.quit());
            }
        };
    }

    private static Resource metrics(MetricsPages pages) {
        return (request, answer) -> answer.accept(page(pages.metrics(request.accept()), request));
    }

    private static Resource originalMetrics(MetricsPages pages) {
        return (request, answer) -> answer.accept(page(pages.original(), request));
    }

    private static AdminResponse page(Page page, AdminRequest request) {
        return new AdminResponse(200, page.contentType(), page.body()).compressedFor(request.acceptEncoding());
    }

    private static Resource explain(Explainer explainer) {
        return (request, answer) -> explainer.answer(
                QueryText.parse(request.query()),
                said -> answer.accept(new AdminResponse(said.status(), said.contentType(), said.body())));
    }

    /** In CSE Mesher's shape. There is no Go chassis in this Mesher; the key is for programs that read it. */
    private static Reading version(BuildInfo build) {
        return _ -> AdminResponse.json(200, Json.print(json -> {
            json.writeStartObject();
            json.writeStringProperty("version", build.version());
            json.writeStringProperty("commit", build.commit());
            json.writeStringProperty("built", build.built());
            json.writeStringProperty("Go-Chassis", "");
            json.writeEndObject();
        }));
    }

    private static Reading telemetry(Supplier<Map<String, Long>> counts) {
        return _ -> {
            Map<String, Long> sorted = new TreeMap<>(counts.get());
            return AdminResponse.json(200, Json.print(json -> {
                json.writeStartObject();
                sorted.forEach(json::writeNumberProperty);
                json.writeEndObject();
            }));
        };
    }

    private static AdminRoute open(String path, String summary, Resource resource) {
        return new AdminRoute(path, "", Access.EVERYBODY, Methods.GET, summary, resource);
    }

    private static AdminRoute read(String path, String summary, Resource resource) {
        return new AdminRoute(path, "", Access.OPERATORS, Methods.GET, summary, resource);
    }

    private static AdminRoute change(String path, String summary, Resource resource) {
        return new AdminRoute(path, "", Access.OPERATORS, Methods.GET_POST, summary, resource);
    }
}
