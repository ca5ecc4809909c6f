package io.mesher.registry.server;

import io.mesher.registry.store.Refusal;
import io.mesher.registry.store.RegistryStore;
import io.mesher.registry.store.ServiceEntry;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.JsonText;
import io.mesher.registry.wire.ServiceDocument;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Overviews, as consoles show them. */
final class GovernEndpoints {
    private static final String GOVERN = "/v4/:project/govern";
    private static final Set<String> OPTIONS =
            Set.of("all", "tags", "instances", "schemas", "dependencies", "statistics");

    private final RegistryStore store;

    GovernEndpoints(RegistryStore store) {
        this.store = store;
    }

    void addTo(RegistryRoutes routes) {
        routes.add("GET", GOVERN + "/statistics", (Operation.Http) this::statistics);
        routes.add("GET", GOVERN + "/apps", (Operation.Http) this::apps);
        routes.add("GET", GOVERN + "/microservices", (Operation.Http) this::list);
        routes.add("GET", GOVERN + "/microservices/:serviceId", (Operation.Http) this::detail);
        routes.add("GET", GOVERN + "/relations", (Operation.Http) this::relations);
    }

    private Answer statistics(Call call) throws Refusal {
        Statistics statistics = Statistics.of(services(call));
        return Answer.json(statistics::write);
    }

    private Answer apps(Call call) throws Refusal {
        Set<String> apps = new LinkedHashSet<>();
        services(call).forEach(service -> apps.add(service.document().appId()));
        return Answer.json(json -> JsonText.texts(json, "appIds", List.copyOf(apps)));
    }

    private Answer list(Call call) throws Refusal {
        Set<String> options = options(call);
        boolean countOnly = call.flag("countOnly");
        List<ServiceEntry> services = services(call);
        boolean onlyStatistics = options.equals(Set.of("statistics"));
        Statistics statistics = Statistics.of(services);
        return Answer.json(json -> {
            if (!onlyStatistics) {
                JsonText.objects(
                        json,
                        "allServicesDetail",
                        services,
                        (to, service) -> new ServiceDetail(service, options, false, countOnly).write(to));
            }
            if (ServiceDetail.has(options, "statistics")) {
                statistics.write(json);
            }
        });
    }

    private Answer detail(Call call) throws Refusal {
        Set<String> options = options(call);
        boolean countOnly = call.flag("countOnly");
        ServiceEntry service = store.services().get(call.tenant(), call.serviceId());
        return Answer.json(json -> {
            json.writeObjectPropertyStart("service");
            new ServiceDetail(service, options, true, countOnly).write(json);
            json.writeEndObject();
        });
    }

    private static Set<String> options(Call call) throws Refusal {
        Set<String> options = new LinkedHashSet<>(call.parameters("options"));
        for (String option : options) {
            if (!OPTIONS.contains(option)) {
                throw new Refusal(
                        ErrorCode.INVALID_PARAMETERS, "option " + option + " (expected: some of " + OPTIONS + ")");
            }
        }
        return options;
    }

    /** Those that the query asks for. */
    private List<ServiceEntry> services(Call call) throws Refusal {
        String property = call.parameter("property");
        int colon = property.indexOf(':');
        return store.services().list(call.tenant(), call.flag("withShared")).stream()
                .filter(service -> fits(service.document(), call))
                .filter(service -> colon < 0
                        || property.substring(colon + 1)
                                .equals(service.document().properties().get(property.substring(0, colon))))
                .toList();
    }

    private static boolean fits(ServiceDocument service, Call call) {
        return fits(call.parameter("env"), service.environment())
                && fits(call.parameter("appId"), service.appId())
                && fits(call.parameter("serviceName"), service.serviceName());
    }

    private static boolean fits(String wanted, String value) {
        return wanted.isEmpty() || wanted.equals(value);
    }

    private record Line(ServiceEntry from, ServiceEntry to) {}

    private Answer relations(Call call) throws Refusal {
        List<ServiceEntry> services = services(call);
        List<Line> lines = services.stream()
                .flatMap(from -> from.providers().stream().map(to -> new Line(from, to)))
                .toList();
        return Answer.json(json -> {
            JsonText.objects(json, "nodes", services, (to, service) -> node(to, service.document(), true));
            JsonText.objects(json, "lines", lines, GovernEndpoints::line);
            json.writeNullProperty("circles");
        });
    }

    private static void line(JsonGenerator json, Line line) {
        json.writeObjectPropertyStart("from");
        node(json, line.from().document(), true);
        json.writeEndObject();
        json.writeObjectPropertyStart("to");
        node(json, line.to().document(), false);
        json.writeEndObject();
        empty(json, "type", "color", "descriptor");
    }

    private static void node(JsonGenerator json, ServiceDocument service, boolean whole) {
        JsonText.always(json, "id", service.serviceId());
        JsonText.always(json, "name", service.serviceName());
        JsonText.always(json, "appId", whole ? service.appId() : "");
        JsonText.always(json, "version", whole ? service.version() : "");
        empty(json, "type", "color", "position");
    }

    private static void empty(JsonGenerator json, String... names) {
        for (String name : names) {
            JsonText.always(json, name, "");
        }
    }
}
