package io.mesher.registry.server;

import io.mesher.net.server.ApiRequest;
import io.mesher.registry.store.InstanceRules;
import io.mesher.registry.store.Moment;
import io.mesher.registry.store.Refusal;
import io.mesher.registry.store.ServiceRules;
import io.mesher.registry.store.TenantKey;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.JsonReader;
import java.util.List;
import java.util.Map;

/**
 * A request, taken apart for its endpoint.
 *
 * @param variables of the path, decoded
 * @param query by name, decoded; of a repeated one the first
 */
record Call(
        ApiRequest request, TenantKey tenant, Map<String, String> variables, Map<String, String> query, Moment now) {
    Call {
        variables = Map.copyOf(variables);
        query = Map.copyOf(query);
    }

    /** A part of the path that the route names. */
    String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no :" + name);
        }
        return value;
    }

    String serviceId() throws Refusal {
        String id = variable("serviceId");
        ServiceRules.checkId(id);
        return id;
    }

    String instanceId() throws Refusal {
        String id = variable("instanceId");
        InstanceRules.checkId(id);
        return id;
    }

    /** Empty where the query has none. */
    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    /** Comma-separated ones. */
    List<String> parameters(String name) {
        String value = parameter(name);
        return value.isEmpty() ? List.of() : List.of(value.split(",", -1));
    }

    boolean flag(String name) throws Refusal {
        String value = parameter(name);
        return switch (value) {
            case "", "0", "false" -> false;
            case "1", "true" -> true;
            default ->
                throw new Refusal(
                        ErrorCode.INVALID_PARAMETERS, "parameter " + name + " must be true, false, 1 or 0: " + value);
        };
    }

    /** Who asks; empty where nobody in particular. */
    String consumerId() {
        String consumer = request.field("x-consumerid");
        return consumer == null ? "" : consumer;
    }

    <T> T body(JsonReader.ValueReader<T> reader) throws BadJson {
        return JsonReader.request(request.body(), reader);
    }
}
