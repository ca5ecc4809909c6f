package io.mesher.registry.client.call;

import io.mesher.core.name.ServiceIdentity;
import io.mesher.net.client.CallResponse;
import io.mesher.registry.client.answer.BatchAnswer;
import io.mesher.registry.client.answer.BatchReader;
import io.mesher.registry.client.answer.InstanceReader;
import io.mesher.registry.client.answer.ListedInstance;
import io.mesher.registry.client.answer.ServiceAnswer;
import io.mesher.registry.client.answer.ServiceAnswer.Listed;
import io.mesher.registry.client.answer.ServiceAnswer.Unchanged;
import io.mesher.registry.client.answer.ServiceAnswer.Untold;
import io.mesher.registry.client.answer.ServiceListReader;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorDocument;
import io.mesher.registry.wire.JsonReader;
import io.mesher.registry.wire.JsonText;
import io.mesher.registry.wire.KeyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The calls by which services are found. Event loop only; listeners hear once, later. */
public final class FindApi {
    /** All versions; some registries take a rule only. */
    private static final String ALL_VERSIONS = "0+";

    private static final String REVISION_FIELD = "x-resource-revision";

    private final RegistryCalls calls;
    private final String path;
    private final String listPath;
    private final String ownApp;
    private final String environment;

    public FindApi(RegistryCalls calls, String project, ServiceIdentity self) {
        this.calls = calls;
        this.path = "/v4/" + project + "/registry/instances";
        this.listPath = "/v4/" + project + "/registry/microservices";
        this.ownApp = self.app();
        this.environment = self.environment();
    }

    /** @param revision that we have; empty for the whole answer */
    public record Question(ServiceName name, String revision) {}

    private String app(Question question) {
        return question.name().isOwn() ? ownApp : question.name().app();
    }

    /** @param consumerId our service's id; empty if there is none */
    public void find(Question question, String consumerId, long timeoutNanos, Consumer<ServiceAnswer> done) {
        String target = new CallTarget(path)
                .parameter("appId", app(question))
                .parameter("serviceName", question.name().name())
                .parameter("version", ALL_VERSIONS)
                .optional("env", environment)
                .optional("rev", question.revision())
                .toString();
        ApiCall call = ApiCall.of("GET", target).by(consumerId);
        calls.send(call, timeoutNanos, FindApi::answer, done);
    }

    public void findAll(List<Question> questions, String consumerId, long timeoutNanos, Consumer<BatchAnswer> done) {
        byte[] body = JsonText.object(json -> JsonText.objects(json, "services", questions, (to, question) -> {
            to.writeObjectPropertyStart("service");
            new KeyDocument("", environment, app(question), question.name().name(), "", ALL_VERSIONS).write(to);
            to.writeEndObject();
            JsonText.text(to, "rev", question.revision());
        }));
        String target =
                new CallTarget(path + "/action").parameter("type", "query").toString();
        ApiCall call = ApiCall.of("POST", target, body).by(consumerId);
        calls.send(call, timeoutNanos, outcome -> answers(outcome, questions.size()), done);
    }

    /** The names of all services of our environment, whatever their application. */
    public void names(String consumerId, long timeoutNanos, Consumer<Result<Set<ServiceName>>> done) {
        ApiCall call = ApiCall.of("GET", listPath).by(consumerId);
        calls.send(call, timeoutNanos, this::names, done);
    }

    private Result<Set<ServiceName>> names(CallOutcome outcome) {
        return switch (outcome.kind()) {
            case ANSWER -> names((CallOutcome.Answer) outcome);
            case UNREADABLE, NO_ANSWER, DENIED -> new Result.NoAnswer<>(outcome.cause());
        };
    }

    private Result<Set<ServiceName>> names(CallOutcome.Answer answer) {
        if (answer.response().status() != 200) {
            return new Result.Refused<>(ErrorAnswer.of(answer));
        }
        try {
            return new Result.Ok<>(ServiceListReader.read(answer.response().body(), ownApp, environment));
        } catch (BadJson e) {
            return new Result.NoAnswer<>("registry at " + answer.address() + ": " + e.getMessage());
        }
    }

    private static ServiceAnswer answer(CallOutcome outcome) {
        return switch (outcome.kind()) {
            case ANSWER -> answer((CallOutcome.Answer) outcome);
            case UNREADABLE ->
                new Untold("registry at " + ((CallOutcome.Unreadable) outcome).address() + ": " + outcome.cause());
            case NO_ANSWER, DENIED -> new Untold(outcome.cause());
        };
    }

    private static ServiceAnswer answer(CallOutcome.Answer answer) {
        CallResponse response = answer.response();
        if (response.status() == 304) {
            return new Unchanged();
        }
        try {
            if (response.status() == 200) {
                String revision = response.field(REVISION_FIELD);
                return new Listed(revision == null ? "" : revision, instances(response.body()));
            }
            if (response.status() == 400) {
                ServiceAnswer failure = BatchReader.failure(JsonReader.document(response.body(), ErrorDocument::read));
                if (!(failure instanceof Untold)) {
                    return failure;
                }
            }
        } catch (BadJson e) {
            return new Untold("registry at " + answer.address() + ": " + e.getMessage());
        }
        return new Untold("registry " + ErrorAnswer.of(answer).told());
    }

    private static List<ListedInstance> instances(byte[] body) throws BadJson {
        List<ListedInstance> instances = new ArrayList<>();
        InstanceReader reader = new InstanceReader();
        return JsonReader.document(body, json -> {
            json.object(name -> {
                if (name.equals("instances")) {
                    instances.addAll(json.list(reader::read));
                } else {
                    json.skip();
                }
            });
            return instances;
        });
    }

    private static BatchAnswer answers(CallOutcome outcome, int count) {
        return switch (outcome.kind()) {
            case ANSWER -> answers((CallOutcome.Answer) outcome, count);
            case UNREADABLE -> new BatchAnswer.TooMany();
            case NO_ANSWER, DENIED -> new BatchAnswer.Untold(outcome.cause());
        };
    }

    private static BatchAnswer answers(CallOutcome.Answer answer, int count) {
        CallResponse response = answer.response();
        int status = response.status();
        if (status == 200) {
            try {
                return new BatchAnswer.Answers(BatchReader.read(response.body(), count));
            } catch (BadJson _) {
                return new BatchAnswer.Unsupported(answer.address());
            }
        }
        if (status == 401 || status == 403 || status == 429 || status >= 500) {
            return new BatchAnswer.Untold("registry " + ErrorAnswer.of(answer).told());
        }
        return new BatchAnswer.Unsupported(answer.address());
    }
}
