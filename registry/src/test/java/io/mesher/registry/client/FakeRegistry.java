package io.mesher.registry.client;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.client.CallFailure;
import io.mesher.net.client.CallListener;
import io.mesher.net.client.CallRequest;
import io.mesher.net.client.Caller;
import io.mesher.net.websocket.WebSocketListener;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.JsonReader;
import io.mesher.registry.wire.KeyDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A registry of as many addresses as are asked for, without sockets: answers come as tasks of the test's time. */
final class FakeRegistry implements Caller {
    static final String SERVICE_ID = "sid";

    final List<CallRequest> requests = new ArrayList<>();
    final List<FakeSocket> sockets = new ArrayList<>();
    /** Instances as JSON, by service; {@code app/service} for those of other applications. */
    final Map<String, List<String>> services = new HashMap<>();

    final Set<Endpoint> refusing = new HashSet<>();
    final Set<Endpoint> hanging = new HashSet<>();
    /** Overrules what it would answer; by {@code METHOD part-of-the-target}. */
    final Map<String, Function<CallRequest, Reply>> overrides = new LinkedHashMap<>();

    /** Run with each call, and with each WebSocket that is opened. */
    Runnable onCall = () -> {};

    Runnable onSocket = () -> {};

    boolean knowsService;
    boolean knowsInstance;
    boolean takesSockets = true;
    String ownProperties = "{}";
    String ownApp = "shop";

    private final TestTiming timing;

    FakeRegistry(TestTiming timing) {
        this.timing = timing;
    }

    /** As it stands in an answer. */
    static String instance(String id, String status, String version, String... endpoints) {
        List<String> quoted = new ArrayList<>();
        for (String endpoint : endpoints) {
            quoted.add("\"" + endpoint + "\"");
        }
        return "{\"instanceId\":\"" + id + "\",\"serviceId\":\"p\",\"endpoints\":[" + String.join(",", quoted)
                + "],\"hostName\":\"h\",\"status\":\"" + status + "\",\"properties\":{\"a\":\"1\"},\"version\":\""
                + version
                + "\"}";
    }

    void has(String service, String... instances) {
        services.put(service, List.of(instances));
    }

    /** A service with so many instances that are up: {@code i0} and so on, at port 1000 and so on. */
    void hasUp(String service, int count) {
        List<String> instances = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            instances.add(instance("i" + i, "UP", "1.0.0", "rest://10.0.0.1:" + (1000 + i)));
        }
        services.put(service, instances);
    }

    /** As after a restart without its store. */
    void losesAll() {
        services.clear();
        knowsService = false;
        knowsInstance = false;
    }

    void overrule(String call, Reply reply) {
        overrides.put(call, _ -> reply);
    }

    List<CallRequest> requests(String call) {
        return requests.stream().filter(request -> matches(request, call)).toList();
    }

    FakeSocket socket(String part) {
        return sockets.stream()
                .filter(socket -> socket.request.target().contains(part))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    static String body(CallRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    private static boolean matches(CallRequest request, String call) {
        int space = call.indexOf(' ');
        return request.method().equals(call.substring(0, space))
                && request.target().contains(call.substring(space + 1));
    }

    // --- the caller

    @Override
    public Call call(CallRequest request, CallListener listener) {
        onCall.run();
        requests.add(request);
        Reply reply = reply(request);
        switch (reply) {
            case Reply.Answer(var response) -> timing.execute(() -> listener.onResponse(response));
            case Reply.Failure(var failure) -> timing.execute(() -> listener.onFailure(failure));
            case Reply.Late(var response, var after) ->
                timing.timer(() -> listener.onResponse(response)).set(after.toNanos());
            case Reply.Hang() ->
                timing.timer(() -> listener.onFailure(
                                new CallFailure.TimedOut(request.timeout().toMillis())))
                        .set(request.timeout().toNanos());
        }
        return () -> {};
    }

    @Override
    public Call webSocket(CallRequest request, WebSocketListener listener) {
        onSocket.run();
        FakeSocket socket = new FakeSocket(request, listener);
        sockets.add(socket);
        boolean refused = refusing.contains(address(request)) || !takesSockets;
        timing.execute(() -> {
            if (refused) {
                listener.onClosed(0, "refused");
            } else {
                listener.onOpen(socket);
            }
        });
        return () -> {};
    }

    private static Endpoint address(CallRequest request) {
        return new Endpoint(request.host(), request.port());
    }

    private Reply reply(CallRequest request) {
        if (refusing.contains(address(request))) {
            return Reply.refused();
        }
        if (hanging.contains(address(request))) {
            return new Reply.Hang();
        }
        for (Map.Entry<String, Function<CallRequest, Reply>> override : overrides.entrySet()) {
            if (matches(request, override.getKey())) {
                return override.getValue().apply(request);
            }
        }
        String target = request.target();
        String path = target.contains("?") ? target.substring(0, target.indexOf('?')) : target;
        return path.startsWith("/v4/default/registry/microservices")
                ? ownService(request, path.substring("/v4/default/registry/microservices".length()))
                : others(request, path);
    }

    private Reply ownService(CallRequest request, String path) {
        if (path.isEmpty() && request.method().equals("GET")) {
            return Reply.answer(200, "{\"services\":[" + String.join(",", listed()) + "]}");
        }
        if (path.isEmpty()) {
            knowsService = true;
            return Reply.answer(200, "{\"serviceId\":\"" + SERVICE_ID + "\"}");
        }
        if (!knowsService) {
            return Reply.error("400012", "Micro-service does not exist", "Invalid 'serviceID' in request body.");
        }
        if (path.equals("/" + SERVICE_ID)) {
            return Reply.answer(
                    200,
                    "{\"service\":{\"serviceId\":\"sid\",\"serviceName\":\"web\",\"properties\":" + ownProperties
                            + "}}");
        }
        if (path.endsWith("/instances")) {
            knowsInstance = true;
            return Reply.answer(200, "{\"instanceId\":\"" + ClientFixture.INSTANCE_ID + "\"}");
        }
        if (path.endsWith("/properties")) {
            return Reply.answer(200, "");
        }
        boolean known = knowsInstance;
        if (request.method().equals("DELETE")) {
            knowsInstance = false;
        }
        return known ? Reply.answer(200, "") : Reply.error("400017", "Instance does not exist", "no lease");
    }

    private List<String> listed() {
        List<String> listed = new ArrayList<>();
        for (String service : services.keySet()) {
            int slash = service.indexOf('/');
            listed.add("{\"serviceId\":\"p\",\"appId\":\"" + (slash < 0 ? ownApp : service.substring(0, slash))
                    + "\",\"serviceName\":\"" + service.substring(slash + 1) + "\",\"properties\":{\"a\":\"1\"}}");
        }
        return listed;
    }

    private Reply others(CallRequest request, String path) {
        return switch (path) {
            case "/v4/default/registry/existence" ->
                knowsService
                        ? Reply.answer(200, "{\"serviceId\":\"" + SERVICE_ID + "\"}")
                        : Reply.error("400012", "Micro-service does not exist", "/shop/web/1.0.0 does not exist.");
            case "/v4/default/registry/instances" -> find(request);
            case "/v4/default/registry/instances/action" -> findAll(request);
            case "/v4/token" -> Reply.answer(200, "{\"token\":\"t1\"}");
            default -> Reply.answer(404, "404 page not found\n");
        };
    }

    private String revision(String service) {
        return Integer.toHexString(services.get(service).hashCode());
    }

    private boolean isUnknownConsumer(CallRequest request) {
        return request.fields().contains("X-ConsumerId") && !knowsService;
    }

    private static String missing(String service) {
        return "Consumer[sid][/shop/web/1.0.0] find provider[/shop/" + service + "] failed, provider does not exist";
    }

    private Reply find(CallRequest request) {
        String service = key(parameter(request.target(), "appId"), parameter(request.target(), "serviceName"));
        if (isUnknownConsumer(request)) {
            return Reply.error("400012", "Micro-service does not exist", "Consumer[sid] does not exist.");
        }
        if (!services.containsKey(service)) {
            return Reply.error("400012", "Micro-service does not exist", missing(service));
        }
        Map<String, String> fields = Map.of("x-resource-revision", revision(service));
        return parameter(request.target(), "rev").equals(revision(service))
                ? Reply.answer(304, "", fields)
                : Reply.answer(200, "{" + instances(service) + "}", fields);
    }

    String instances(String service) {
        List<String> instances = services.get(service);
        return instances.isEmpty() ? "" : "\"instances\":[" + String.join(",", instances) + "]";
    }

    static String parameter(String target, String name) {
        for (String pair : target.substring(target.indexOf('?') + 1).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }

    private Reply findAll(CallRequest request) {
        List<String> updated = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        List<String[]> questions = questions(request);
        for (int i = 0; i < questions.size(); i++) {
            String service = key(questions.get(i)[2], questions.get(i)[0]);
            boolean stranger = isUnknownConsumer(request);
            if (stranger || !services.containsKey(service)) {
                String detail = stranger ? "Consumer[sid] does not exist." : missing(service);
                failed.add("{\"indexes\":[" + i
                        + "],\"error\":{\"errorCode\":\"400012\",\"errorMessage\":\"m\",\"detail\":\""
                        + "Micro-service does not exist(" + detail + ")\"}}");
            } else if (revision(service).equals(questions.get(i)[1])) {
                unchanged.add(Integer.toString(i));
            } else {
                String rest = instances(service);
                updated.add("{\"index\":" + i + ",\"rev\":\"" + revision(service) + "\"" + (rest.isEmpty() ? "" : ",")
                        + rest + "}");
            }
        }
        return Reply.answer(
                200,
                "{\"services\":{\"updated\":[" + String.join(",", updated) + "],\"notModified\":["
                        + String.join(",", unchanged) + "],\"failed\":[" + String.join(",", failed) + "]}}");
    }

    private String key(String app, String service) {
        return app.equals(ownApp) ? service : app + "/" + service;
    }

    /** Names, revisions and applications of a batch. */
    static List<String[]> questions(CallRequest request) {
        List<String[]> questions = new ArrayList<>();
        try {
            JsonReader.document(request.body(), json -> {
                json.object(name -> questions.addAll(json.list(FakeRegistry::question)));
                return questions;
            });
        } catch (BadJson e) {
            throw new AssertionError(e);
        }
        return questions;
    }

    private static String[] question(JsonReader json) throws BadJson {
        String[] question = {"", "", ""};
        json.object(name -> {
            if (name.equals("service")) {
                KeyDocument key = KeyDocument.read(json);
                question[0] = key.serviceName();
                question[2] = key.appId();
            } else {
                question[1] = json.string();
            }
        });
        return question;
    }
}
