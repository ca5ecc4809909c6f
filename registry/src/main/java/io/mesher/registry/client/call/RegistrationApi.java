package io.mesher.registry.client.call;

import io.mesher.core.name.ServiceIdentity;
import io.mesher.net.client.CallResponse;
import io.mesher.registry.client.answer.SourcesReader;
import io.mesher.registry.client.call.Result.NoAnswer;
import io.mesher.registry.client.call.Result.Ok;
import io.mesher.registry.client.call.Result.Refused;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.JsonReader;
import io.mesher.registry.wire.JsonText;
import io.mesher.registry.wire.ServiceDocument;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The calls by which a service and its instance are registered, as functions. Event loop only; listeners hear once, later. */
public final class RegistrationApi {
    private final RegistryCalls calls;
    private final String project;
    private final long timeoutNanos;

    public RegistrationApi(RegistryCalls calls, String project, long timeoutNanos) {
        this.calls = calls;
        this.project = "/v4/" + project;
        this.timeoutNanos = timeoutNanos;
    }

    private CallTarget registry(String path) {
        return new CallTarget(project + "/registry" + path);
    }

    private CallTarget service(String serviceId) {
        return registry("/microservices").segment(serviceId);
    }

    CallTarget instance(String serviceId, String instanceId) {
        return new CallTarget(service(serviceId) + "/instances").segment(instanceId);
    }

    public String heartbeatTarget(String serviceId, String instanceId) {
        return instance(serviceId, instanceId) + "/heartbeat";
    }

    public String watchTarget(String serviceId) {
        return service(serviceId) + "/watcher";
    }

    /** The id of exactly this version of the service. */
    public void serviceId(ServiceIdentity service, String version, Consumer<Result<String>> done) {
        String target = registry("/existence")
                .parameter("type", "microservice")
                .parameter("appId", service.app())
                .parameter("serviceName", service.name())
                .parameter("version", version)
                .optional("env", service.environment())
                .toString();
        send(ApiCall.of("GET", target), body -> text(body, "serviceId"), done);
    }

    public void createService(ServiceDocument service, Consumer<Result<String>> done) {
        byte[] body = JsonText.object(json -> {
            json.writeObjectPropertyStart("service");
            service.write(json);
            json.writeEndObject();
        });
        send(ApiCall.of("POST", registry("/microservices").toString(), body), RegistrationApi::givenServiceId, done);
    }

    public void service(String serviceId, Consumer<Result<ServiceDocument>> done) {
        send(ApiCall.of("GET", service(serviceId).toString()), RegistrationApi::service, done);
    }

    /** Replaces all properties. */
    public void putProperties(String serviceId, Map<String, String> properties, Consumer<Result<Boolean>> done) {
        byte[] body = JsonText.object(json -> JsonText.map(json, "properties", properties));
        send(ApiCall.of("PUT", service(serviceId) + "/properties", body), _ -> true, done);
    }

    /** The names of the service's contracts, and the summaries of those whose text the registry has. */
    public void contracts(String serviceId, Consumer<Result<Map<String, String>>> done) {
        send(ApiCall.of("GET", service(serviceId) + "/schemas"), RegistrationApi::summaries, done);
    }

    /** Adds the contract, or replaces its text. */
    public void putContract(
            String serviceId, String name, String text, String summary, Consumer<Result<Boolean>> done) {
        byte[] body = JsonText.object(json -> {
            JsonText.text(json, "schema", text);
            JsonText.text(json, "summary", summary);
        });
        String target =
                new CallTarget(service(serviceId) + "/schemas").segment(name).toString();
        send(ApiCall.of("PUT", target, body), _ -> true, done);
    }

    public void register(InstanceDocument instance, Consumer<Result<String>> done) {
        byte[] body = JsonText.object(json -> {
            json.writeObjectPropertyStart("instance");
            instance.write(json);
            json.writeEndObject();
        });
        String target = service(instance.serviceId()) + "/instances";
        send(ApiCall.of("POST", target, body), answer -> text(answer, "instanceId"), done);
    }

    public void heartbeat(String serviceId, String instanceId, Consumer<Result<Boolean>> done) {
        send(ApiCall.of("PUT", heartbeatTarget(serviceId, instanceId)), _ -> true, done);
    }

    public void status(String serviceId, String instanceId, String status, Consumer<Result<Boolean>> done) {
        String target = new CallTarget(instance(serviceId, instanceId) + "/status")
                .parameter("value", status)
                .toString();
        send(ApiCall.of("PUT", target), _ -> true, done);
    }

    public void unregister(String serviceId, String instanceId, Consumer<Result<Boolean>> done) {
        send(ApiCall.of("DELETE", instance(serviceId, instanceId).toString()), _ -> true, done);
    }

    /** Which service is at which address, for the whole registry. */
    public void sources(Consumer<Result<Map<String, String>>> done) {
        String target = new CallTarget(project + "/govern/microservices")
                .parameter("options", "instances")
                .toString();
        send(ApiCall.of("GET", target), SourcesReader::read, done);
    }

    private <T> void send(ApiCall call, BodyReader<T> reader, Consumer<Result<T>> done) {
        calls.send(call, timeoutNanos, outcome -> result(outcome, reader), done);
    }

    /** Makes something of a good answer's body. */
    private interface BodyReader<T> {
        T read(byte[] body) throws BadJson;
    }

    private static <T> Result<T> result(CallOutcome outcome, BodyReader<T> reader) {
        return switch (outcome.kind()) {
            case ANSWER -> result((CallOutcome.Answer) outcome, reader);
            case UNREADABLE ->
                new Refused<>(new ErrorAnswer(
                        "at " + ((CallOutcome.Unreadable) outcome).address(), 200, "", outcome.cause()));
            // For DENIED, TokenKeeper has logged why.
            case NO_ANSWER, DENIED -> new NoAnswer<>(outcome.cause());
        };
    }

    private static <T> Result<T> result(CallOutcome.Answer answer, BodyReader<T> reader) {
        CallResponse response = answer.response();
        if (response.status() / 100 != 2) {
            return new Refused<>(ErrorAnswer.of(answer));
        }
        try {
            return new Ok<>(reader.read(response.body()));
        } catch (BadJson e) {
            return new Refused<>(new ErrorAnswer("at " + answer.address(), 200, "", String.valueOf(e.getMessage())));
        }
    }

    private static String givenServiceId(byte[] body) throws BadJson {
        String id = text(body, "serviceId");
        if (id.isEmpty()) {
            throw new BadJson("no serviceId (expected: that of the service that was registered)");
        }
        return id;
    }

    private static ServiceDocument service(byte[] body) throws BadJson {
        ServiceDocument[] service = new ServiceDocument[1];
        return JsonReader.document(body, json -> {
            json.object(name -> {
                if (name.equals("service")) {
                    service[0] = ServiceDocument.read(json);
                } else {
                    json.skip();
                }
            });
            return service[0];
        });
    }

    private static Map<String, String> summaries(byte[] body) throws BadJson {
        Map<String, String> summaries = new HashMap<>();
        return JsonReader.document(body, json -> {
            json.object(name -> {
                if (name.equals("schemas")) {
                    json.list(item -> summary(item, summaries));
                } else {
                    json.skip();
                }
            });
            return summaries;
        });
    }

    private static boolean summary(JsonReader json, Map<String, String> to) throws BadJson {
        String[] texts = {"", ""};
        json.object(name -> {
            switch (name) {
                case "schemaId" -> texts[0] = json.string();
                case "summary" -> texts[1] = json.stringIfAny();
                default -> json.skip();
            }
        });
        return to.put(texts[0], texts[1]) == null;
    }

    private static String text(byte[] body, String field) throws BadJson {
        String[] text = {""};
        return JsonReader.document(body, json -> {
            json.object(name -> {
                if (name.equals(field)) {
                    text[0] = json.string();
                } else {
                    json.skip();
                }
            });
            return text[0];
        });
    }
}
