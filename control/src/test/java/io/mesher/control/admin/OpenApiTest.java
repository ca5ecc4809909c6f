package io.mesher.control.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.control.admin.AdminRoute.Access;
import io.mesher.control.admin.source.DrainControl;
import io.mesher.control.admin.source.ReadyState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** {@code openapi.json} says what there is: no path, method, parameter, status more or less. */
@Timeout(600)
class OpenApiTest {
    /** A request, and the status beside 401, 403, 413, 415 and 421 that comes of it. */
    private record Case(String operation, int status, String target, String body) {}

    private static final List<Case> CASES = List.of(
            new Case("get /", 200, "/", ""),
            new Case("get /healthz", 200, "/healthz", ""),
            new Case("get /livez", 200, "/livez", ""),
            new Case("get /metrics", 200, "/metrics", ""),
            new Case("get /openapi.json", 200, "/openapi.json", ""),
            new Case("post /quitquitquit", 200, "/quitquitquit", ""),
            new Case("get /readyz", 200, "/readyz", ""),
            new Case("get /readyz", 503, "/readyz", "not ready"),
            new Case("get /startupz", 200, "/startupz", ""),
            new Case("get /startupz", 503, "/startupz", "not ready"),
            new Case("get /v1/mesher/catalog", 200, "/v1/mesher/catalog", ""),
            new Case("get /v1/mesher/config", 200, "/v1/mesher/config", ""),
            new Case("get /v1/mesher/config", 500, "/v1/mesher/config", "defect"),
            new Case("get /v1/mesher/config", 503, "/v1/mesher/config", "busy"),
            new Case("get /v1/mesher/connections", 200, "/v1/mesher/connections", ""),
            new Case("get /v1/mesher/drain", 200, "/v1/mesher/drain", ""),
            new Case("post /v1/mesher/drain", 200, "/v1/mesher/drain", "{}"),
            new Case("post /v1/mesher/drain", 400, "/v1/mesher/drain", "[]"),
            new Case("post /v1/mesher/drain", 409, "/v1/mesher/drain", "ending"),
            new Case("get /v1/mesher/explain", 200, "/v1/mesher/explain", ""),
            new Case("get /v1/mesher/explain", 400, "/v1/mesher/explain?limit=x", ""),
            new Case("get /v1/mesher/health", 200, "/v1/mesher/health", ""),
            new Case("get /v1/mesher/health", 500, "/v1/mesher/health", "not ready"),
            new Case("get /v1/mesher/log", 200, "/v1/mesher/log", ""),
            new Case("post /v1/mesher/log", 200, "/v1/mesher/log", "{\"level\":\"warn\"}"),
            new Case("post /v1/mesher/log", 400, "/v1/mesher/log", "[]"),
            new Case("get /v1/mesher/metrics", 200, "/v1/mesher/metrics", ""),
            new Case("get /v1/mesher/routeRule/{service}", 200, "/v1/mesher/routeRule/known", ""),
            new Case("get /v1/mesher/routeRule/{service}", 400, "/v1/mesher/routeRule/%zz", ""),
            new Case("get /v1/mesher/routeRule/{service}", 404, "/v1/mesher/routeRule/x", ""),
            new Case("get /v1/mesher/services", 200, "/v1/mesher/services", ""),
            new Case("get /v1/mesher/telemetry", 200, "/v1/mesher/telemetry", ""),
            new Case("get /v1/mesher/version", 200, "/v1/mesher/version", ""));

    @Test
    void hasEveryPathWithItsMethodsAndParameters() throws IOException {
        Map<String, Set<String>> methods = new TreeMap<>();
        Map<String, List<String>> parameters = new TreeMap<>();
        for (AdminRoute route : routes()) {
            Set<String> names = new TreeSet<>();
            for (String name : route.methods().listed()) {
                names.add(name.toLowerCase(Locale.ROOT));
            }
            methods.put(route.pattern(), names);
            if (!route.parameter().isEmpty()) {
                parameters.put(route.pattern(), List.of("path " + route.parameter()));
            }
        }
        parameters.put("/readyz", List.of("query verbose"));
        parameters.put("/v1/mesher/catalog", List.of("query service"));
        parameters.put(
                "/v1/mesher/explain",
                List.of(
                        "query url",
                        "query method",
                        "query header",
                        "query destination",
                        "query status",
                        "query min-ms",
                        "query trace",
                        "query limit",
                        "query format"));

        Map<String, Set<String>> documented = new TreeMap<>();
        Map<String, List<String>> documentedParameters = new TreeMap<>();
        paths().forEach((path, operations) -> {
            documented.put(path, new TreeSet<>(map(operations).keySet()));
            map(operations).values().forEach(operation -> {
                List<String> names = new ArrayList<>();
                list(map(operation).getOrDefault("parameters", List.of()))
                        .forEach(parameter -> names.add(
                                map(parameter).get("in") + " " + map(parameter).get("name")));
                if (!names.isEmpty()) {
                    documentedParameters.put(path, names);
                }
            });
        });
        assertThat(documented).isEqualTo(methods);
        assertThat(documentedParameters).isEqualTo(parameters);
    }

    @Test
    void saysWhatNeedsTheToken() throws IOException {
        for (AdminRoute route : routes()) {
            map(paths().get(route.pattern()))
                    .values()
                    .forEach(operation -> assertThat(map(operation).get("security"))
                            .as(route.pattern())
                            .isEqualTo(
                                    route.access() == Access.EVERYBODY
                                            ? List.of()
                                            : List.of(Map.of(), Map.of("token", List.of()))));
        }
    }

    @Test
    void hasEveryStatusThatIsAnsweredAndNoOther() throws IOException {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (AdminRoute route : routes()) {
            for (String listed : route.methods().listed()) {
                String method = listed.toLowerCase(Locale.ROOT);
                Set<String> statuses = new TreeSet<>(List.of("403", "421"));
                if (route.access() == Access.OPERATORS) {
                    statuses.add("401");
                }
                if (method.equals("post")) {
                    statuses.addAll(List.of("413", "415"));
                }
                expected.put(method + " " + route.pattern(), statuses);
            }
        }
        for (Case one : CASES) {
            expected.get(one.operation()).add(Integer.toString(one.status()));
        }
        Map<String, Set<String>> documented = new TreeMap<>();
        paths().forEach((path, operations) -> map(operations)
                .forEach((method, operation) -> documented.put(
                        method + " " + path,
                        new TreeSet<>(map(map(operation).get("responses")).keySet()))));
        assertThat(documented).isEqualTo(expected);
    }

    @Test
    void eachOfThemIsAnswered() throws Exception {
        for (Case one : CASES) {
            if (one.body().equals("busy")) {
                // AdminOperationsTest has it.
                continue;
            }
            try (AdminServer server = new AdminServer()) {
                server.governance = GovernanceResourcesTest.withRuleOf("known");
                prepare(server, one.body());
                boolean post = one.operation().startsWith("post");
                RawResponse response = post
                        ? server.post(one.target(), one.body().equals("ending") ? "" : one.body())
                        : server.get(one.target());
                assertThat(response.statusLine()).as(one.toString()).startsWith("HTTP/1.1 " + one.status());
                assertThat(types(one)).as(one.toString()).contains(type(response));
            }
        }
    }

    private static void prepare(AdminServer server, String what) {
        switch (what) {
            case "not ready" -> {
                server.readiness = new ReadyState.NotReady("starting");
                server.begun = false;
            }
            case "defect" ->
                server.config = () -> {
                    throw new IllegalStateException("a defect");
                };
            case "ending" -> server.state = DrainControl.State.ENDING;
            default -> {}
        }
    }

    private static String type(RawResponse response) {
        String field = response.fields().stream()
                .filter(line -> line.startsWith("Content-Type: "))
                .findFirst()
                .orElseThrow();
        return field.substring("Content-Type: ".length()).replaceFirst(";.*", "");
    }

    private static Set<String> types(Case one) throws IOException {
        String[] operation = one.operation().split(" ", 2);
        Object found = map(map(map(paths().get(operation[1])).get(operation[0])).get("responses"))
                .get(Integer.toString(one.status()));
        return map(map(found).get("content")).keySet();
    }

    private static List<AdminRoute> routes() throws IOException {
        try (AdminServer server = new AdminServer()) {
            return server.routes();
        }
    }

    private static Map<String, Object> paths() throws IOException {
        try (JsonParser json = new JsonFactory()
                .createParser(
                        ObjectReadContext.empty(),
                        Endpoints.openApi().respond("").body())) {
            json.nextToken();
            return map(map(value(json)).get("paths"));
        }
    }

    /** Of the present token on. */
    private static Object value(JsonParser json) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> values = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                values.put(name, value(json));
            }
            return values;
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<Object> values = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                values.add(value(json));
            }
            return values;
        }
        return json.getString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }
}
