package io.mesher.control.admin.resource;

import io.mesher.control.answer.Json;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Instance;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.HandlerChain.Handler;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.resilience.CircuitBreaker;
import io.mesher.core.resilience.ReachableInstances;
import io.mesher.core.resilience.ServiceState;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.core.telemetry.LoopCounters;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/**
 * {@code /v1/mesher/services}: how calls to each service are treated at present, of those that were called and those that have
 * rules; and how those to the local application are.
 */
public record ServicesResource(
        ServiceStates states,
        Supplier<GovernanceConfig> governance,
        Supplier<CatalogSnapshot> catalog,
        List<LoopCounters> counters)
        implements Reading {
    @Override
    public AdminResponse respond(String argument) {
        GovernanceConfig config = governance.get();
        Map<String, ServiceState> services = new TreeMap<>();
        for (ServiceState state : states.all()) {
            services.put(state.service(), state);
        }
        for (String service : config.routes().services().keySet()) {
            // Not from the states: who only looks must not make one.
            services.computeIfAbsent(service, ServiceState::new);
        }
        ReachableInstances met = new ReachableInstances(catalog.get(), config);
        return AdminResponse.json(200, Json.print(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("services");
            services.values().forEach(state -> service(json, state, met));
            json.writeEndArray();
            application(json, config);
            json.writeEndObject();
        }));
    }

    private void application(JsonGenerator json, GovernanceConfig config) {
        ServiceState called = states.application();
        json.writeObjectPropertyStart("application");
        limits(
                json,
                called == null ? new ServiceState("") : called,
                config.provider(),
                config.incoming().has(Handler.BREAKER_PROVIDER));
        json.writeEndObject();
    }

    private void service(JsonGenerator json, ServiceState state, ReachableInstances met) {
        GovernanceConfig config = met.governance();
        ServicePolicy policy = config.consumer().of(state.service());
        ServiceRoutes routes = config.routes().of(state.service());
        long now = System.nanoTime();
        Instant time = Instant.now();
        json.writeStartObject();
        json.writeStringProperty("service", state.service());
        json.writeArrayPropertyStart("instances");
        List<Instance> instances = met.of(state);
        if (instances != null) {
            instances.stream()
                    .sorted(Comparator.comparing(Instance::id))
                    .forEach(instance -> InstanceJson.write(
                            json, instance, state.candidates().status(instance, now), time));
        }
        json.writeEndArray();
        limits(json, state, policy, config.outgoing().has(Handler.BREAKER_CONSUMER));
        json.writeObjectPropertyStart("retryBudget");
        json.writeNumberProperty("left", state.budget().left(requests(state.service()), now));
        json.writeEndObject();
        json.writeName("rules");
        RouteRuleJson.write(json, routes.rules());
        json.writeName("routes");
        RoutesJson.write(json, routes.options());
        json.writeEndObject();
    }

    /** @param guarded whether the chain has the handler without which no call meets breaker and isolation */
    private static void limits(JsonGenerator json, ServiceState state, ServicePolicy policy, boolean guarded) {
        json.writeObjectPropertyStart("breaker");
        json.writeBooleanProperty("enabled", guarded && policy.breaker().enabled());
        json.writeStringProperty("state", text(state.breaker().state(policy.breaker())));
        json.writeEndObject();
        json.writeObjectPropertyStart("isolation");
        json.writeNumberProperty("underWay", state.isolation().underWay());
        json.writeNumberProperty("most", policy.maxConcurrent());
        json.writeNumberProperty("streams", state.isolation().streams());
        json.writeEndObject();
    }

    private static String text(CircuitBreaker.State state) {
        return switch (state) {
            case CLOSED -> "closed";
            case OPEN -> "open";
            case HALF_OPEN -> "half-open";
        };
    }

    private long requests(String service) {
        long requests = 0;
        for (LoopCounters of : counters) {
            requests += of.requests(service);
        }
        return requests;
    }
}
