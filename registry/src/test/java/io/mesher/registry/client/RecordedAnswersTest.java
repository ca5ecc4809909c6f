package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.registry.client.answer.BatchAnswer;
import io.mesher.registry.client.answer.ListedInstance;
import io.mesher.registry.client.answer.ServiceAnswer;
import io.mesher.registry.client.answer.ServiceAnswer.Listed;
import io.mesher.registry.client.answer.ServiceAnswer.NoSuchService;
import io.mesher.registry.client.answer.ServiceAnswer.Unchanged;
import io.mesher.registry.client.answer.ServiceAnswer.UnknownConsumer;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.client.call.AddressPool;
import io.mesher.registry.client.call.ErrorAnswer;
import io.mesher.registry.client.call.Failover;
import io.mesher.registry.client.call.FindApi;
import io.mesher.registry.client.call.FindApi.Question;
import io.mesher.registry.client.call.Reachability;
import io.mesher.registry.client.call.RegistrationApi;
import io.mesher.registry.client.call.RegistryCalls;
import io.mesher.registry.client.call.Result;
import io.mesher.registry.client.call.Result.NoAnswer;
import io.mesher.registry.client.call.Result.Ok;
import io.mesher.registry.client.call.Result.Refused;
import io.mesher.registry.client.call.TokenKeeper;
import io.mesher.registry.wire.InstanceBuilder;
import io.mesher.registry.wire.ServiceBuilder;
import io.mesher.registry.wire.ServiceDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the client makes of the answers of a real Service Center. */
class RecordedAnswersTest {
    private static final long TIMEOUT = 3_000_000_000L;

    @TempDir
    Path directory;

    private final TestTiming timing = new TestTiming();
    private final FakeRegistry registry = new FakeRegistry(timing);
    private RegistrationApi api;
    private FindApi find;

    @BeforeEach
    void setUp() {
        AddressPool pool = new AddressPool(List.of(ClientFixture.FIRST));
        Reachability reachability =
                new Reachability(timing, registry, pool, "default", "", Duration.ofSeconds(3), () -> {});
        Failover failover = new Failover(timing, registry, reachability, "");
        TokenKeeper tokens = new TokenKeeper(timing, failover, null, Duration.ofSeconds(3), new SplittableRandom(1));
        RegistryCalls calls = new RegistryCalls(timing, failover, tokens);
        api = new RegistrationApi(calls, "default", TIMEOUT);
        find = new FindApi(calls, "default", new ServiceIdentity("web", "shop", "1.0.0", ""));
    }

    private <T> T answered(String recording, Consumer<Consumer<T>> call) {
        registry.overrides.put("GET /", _ -> new Reply.Answer(Recordings.response(recording)));
        registry.overrides.put("POST /", _ -> new Reply.Answer(Recordings.response(recording)));
        registry.overrides.put("PUT /", _ -> new Reply.Answer(Recordings.response(recording)));
        registry.overrides.put("DELETE /", _ -> new Reply.Answer(Recordings.response(recording)));
        List<T> heard = new ArrayList<>();
        call.accept(heard::add);
        timing.run();
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    private static String code(Result<?> result) {
        return switch (result) {
            case Ok<?> _ -> "ok";
            case Refused<?>(ErrorAnswer refusal) -> refusal.code();
            case NoAnswer<?>(String cause) -> cause;
        };
    }

    private ServiceAnswer find(String recording) {
        return answered(
                recording, done -> find.find(new Question(new ServiceName("", "order"), ""), "sid", TIMEOUT, done));
    }

    private List<ServiceAnswer> findAll(String recording, int count) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            questions.add(new Question(new ServiceName("", "s" + i), ""));
        }
        BatchAnswer answer = answered(recording, done -> find.findAll(questions, "sid", TIMEOUT, done));
        return ((BatchAnswer.Answers) answer).services();
    }

    @Test
    void readsWhetherTheServiceIsThere() {
        ServiceIdentity self = new ServiceIdentity("order", "shop", "1.0.0", "");
        assertThat(this.<Result<String>>answered("038-existence-service", done -> api.serviceId(self, "1.0.0", done)))
                .isEqualTo(new Ok<>("68aa15dd1032140d145387cfdc816a923fa08ee1"));
        assertThat(code(this.<Result<String>>answered(
                        "012-existence-service-missing", done -> api.serviceId(self, "1.0.0", done))))
                .isEqualTo("400012");
        assertThat(code(this.<Result<String>>answered(
                        "040-existence-version-mismatch", done -> api.serviceId(self, "1.0.0", done))))
                .isEqualTo("400026");
    }

    @Test
    void readsWhatRegistrationBrings() {
        assertThat(this.<Result<String>>answered(
                        "206-go-chassis-create-service",
                        done -> api.createService(
                                new ServiceBuilder().serviceName("s").build(), done)))
                .isInstanceOf(Ok.class);
        assertThat(this.<Result<String>>answered(
                        "080-instance-reregister-same-id",
                        done -> api.register(
                                new InstanceBuilder().serviceId("s").build(), done)))
                .isEqualTo(new Ok<>("my-inst"));
        assertThat(code(this.<Result<String>>answered(
                        "082-instance-register-missing-service",
                        done -> api.register(
                                new InstanceBuilder().serviceId("s").build(), done))))
                .isEqualTo("400012");
        assertThat(code(this.<Result<Boolean>>answered(
                        "205-java-client-properties", done -> api.putProperties("s", Map.of("a", "b"), done))))
                .isEqualTo("ok");
        assertThat(code(this.<Result<Boolean>>answered(
                        "171-instance-unregister", done -> api.unregister("s", "i", done))))
                .isEqualTo("ok");
    }

    @Test
    void readsTheServicesProperties() {
        Result<ServiceDocument> result = answered("034-service-get", done -> api.service("s", done));
        assertThat(result)
                .isInstanceOfSatisfying(
                        Ok.class,
                        ok -> assertThat(((ServiceDocument) ok.value()).properties())
                                .isNotEmpty());
    }

    @Test
    void readsHeartbeats() {
        assertThat(code(this.<Result<Boolean>>answered("098-heartbeat", done -> api.heartbeat("s", "i", done))))
                .isEqualTo("ok");
        assertThat(code(this.<Result<Boolean>>answered(
                        "099-heartbeat-missing-instance", done -> api.heartbeat("s", "i", done))))
                .isEqualTo("400017");
        assertThat(code(this.<Result<Boolean>>answered(
                        "100-heartbeat-missing-service", done -> api.heartbeat("s", "i", done))))
                .isEqualTo("400017");
    }

    @Test
    void readsFoundInstancesWithTheirRevision() {
        assertThat(find("111-find-first")).isInstanceOfSatisfying(Listed.class, listed -> {
            assertThat(listed.revision()).isEqualTo("749aec582df7e81bf36496b164f5f5c378495f4b");
            assertThat(listed.instances()).hasSize(6);
            assertThat(listed.instances().getFirst())
                    .isEqualTo(new ListedInstance(
                            "my-inst",
                            "UP",
                            "1.0.0",
                            List.of("rest://127.0.0.1:8080"),
                            new InstanceTraits(Map.of("p", "1"), "", "", 1_795_392_749),
                            false));
        });
        assertThat(find("112-find-same-rev-304")).isEqualTo(new Unchanged());
    }

    @Test
    void tellsAnEmptyServiceFromAMissingOne() {
        assertThat(find("070-find-no-instances"))
                .isEqualTo(new Listed("97784746be9a2d00f08bc72fe1ce5ff8c7d07ffe", List.of()));
        assertThat(find("069-find-provider-missing")).isEqualTo(new NoSuchService());
        assertThat(find("123-find-cross-app-denied")).isInstanceOf(Listed.class);
        assertThat(find("125-find-env-mismatch")).isEqualTo(new NoSuchService());
    }

    @Test
    void readsBatches() {
        List<ServiceAnswer> answers = findAll("134-batch-find", 4);
        assertThat(answers.get(0)).isInstanceOf(Listed.class);
        assertThat(answers.get(1)).isEqualTo(new NoSuchService());
        assertThat(answers.get(3)).isEqualTo(new NoSuchService());
        assertThat(findAll("135-batch-find-rev", 2).get(0)).isEqualTo(new Unchanged());
        assertThat(findAll("142-batch-find-cross-app", 1).getFirst())
                .isEqualTo(new Listed("97784746be9a2d00f08bc72fe1ce5ff8c7d07ffe", List.of()));
    }

    @Test
    void tellsAnUnknownConsumerFromAMissingService() {
        assertThat(findAll("141-batch-find-bad-consumer", 1).getFirst()).isEqualTo(new UnknownConsumer());
    }

    @Test
    void takesIndexesThatNobodyAskedForForNothing() {
        assertThat(findAll("134-batch-find", 1)).hasSize(1);
    }

    @Test
    void readsWhoIsAtWhichAddress() {
        Result<Map<String, String>> result = answered("154-govern-services-instances", api::sources);
        assertThat(result).isEqualTo(new Ok<>(Map.of("127.0.0.1", "order")));
    }

    @Test
    void appliesRecordedEvents() {
        ClientFixture fixture = new ClientFixture(directory);
        fixture.watch = true;
        fixture.self = new ServiceIdentity("web", "wsapp", "1.0.0", "");
        fixture.registry.has("wsprovider");
        fixture.started().lookUp("wsprovider");
        List<List<String>> seen = new ArrayList<>();
        for (String frame : Recordings.frames("ws-02-watch-events.jsonl")) {
            fixture.registry.socket("/watcher").sends(frame);
            fixture.advance(Duration.ofMillis(50));
            List<String> ids = fixture.ids("wsprovider");
            if (seen.isEmpty() || !seen.getLast().equals(ids)) {
                seen.add(ids);
            }
        }
        assertThat(seen).containsExactly(List.of("w1"), List.of(), List.of("w2"), List.of("wexp"), List.of("w2"));
    }
}
