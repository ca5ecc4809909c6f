package io.mesher.registry.client;

import static io.mesher.registry.client.FakeRegistry.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.RegistrationConfig;
import io.mesher.core.config.RegistrationConfig.DataCenter;
import io.mesher.core.config.RegistryConfig.HeartbeatMode;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.net.client.CallRequest;
import io.mesher.registry.client.register.Heartbeat;
import io.mesher.registry.log.CapturedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrationTest {
    private static final String POST_SERVICE = "POST /microservices";
    private static final String POST_INSTANCE = "POST /instances";

    @TempDir
    Path directory;

    private ClientFixture fixture;
    private FakeRegistry registry;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory);
        registry = fixture.registry;
    }

    private List<String> calls() {
        return registry.requests.stream()
                .map(request -> request.method() + " " + request.target())
                .toList();
    }

    @Test
    void registersServiceThenInstanceInTheOrderOfTheOriginal() {
        fixture.start();
        assertThat(calls())
                .containsExactly(
                        "GET /v4/default/registry/existence?type=microservice&appId=shop&serviceName=web&version=1.0.0",
                        "POST /v4/default/registry/microservices",
                        "POST /v4/default/registry/microservices/sid/instances");
        assertThat(registry.requests.getFirst().fields())
                .isEqualTo("Content-Type: application/json\r\nUser-Agent: mesher/0.1.0\r\nX-Domain-Name: default\r\n");
    }

    @Test
    void tellsWhatTheOriginalTellsOfTheService() {
        fixture.registration = ClientFixture.registration(true, Map.of("team", "a"), Map.of());
        fixture.start();
        assertThat(body(registry.requests("POST /v4/default/registry/microservices")
                        .getFirst()))
                .isEqualTo(
                        "{\"service\":{\"appId\":\"shop\",\"serviceName\":\"web\",\"version\":\"1.0.0\",\"status\":\"UP\","
                                + "\"properties\":{\"allowCrossApp\":\"true\",\"team\":\"a\"},\"alias\":\"shop:web\","
                                + "\"registerBy\":\"SIDECAR\",\"framework\":{\"name\":\"Mesher\",\"version\":\"0.1.0\"}}}");
    }

    @Test
    void tellsOfTheInstanceWithAllItsPropertiesInOneCall() {
        fixture.registration = new RegistrationConfig(
                "host1",
                "10.0.0.5",
                "UP",
                false,
                Map.of(),
                Map.of("zone", "z1"),
                List.of(),
                List.of(),
                new DataCenter("dc", "region", "az1"));
        fixture.start();
        assertThat(body(registry.requests(POST_INSTANCE).getFirst()))
                .isEqualTo("{\"instance\":{\"instanceId\":\"" + ClientFixture.INSTANCE_ID + "\",\"serviceId\":\"sid\","
                        + "\"endpoints\":[\"rest://10.0.0.5:30101\",\"rest-admin://10.0.0.5:30102\"],\"hostName\":\"host1\","
                        + "\"status\":\"UP\",\"properties\":{\"nodeIP\":\"10.0.0.5\",\"zone\":\"z1\"},"
                        + "\"dataCenterInfo\":{\"name\":\"dc\",\"region\":\"region\",\"availableZone\":\"az1\"}}}");
        assertThat(registry.requests("PUT /properties")).isEmpty();
    }

    @Test
    void asksForALongerLeaseWhereHeartbeatsComeLessOftenThanTheDefaultIsGoodFor() {
        fixture.heartbeatInterval = Duration.ofMinutes(10);
        fixture.start();
        assertThat(body(registry.requests(POST_INSTANCE).getFirst()))
                .contains("\"healthCheck\":{\"mode\":\"push\",\"interval\":600,\"times\":3}");
    }

    @Test
    void registersConsumerWithoutRestEndpoint() {
        fixture.endpoints = List.of();
        fixture.start();
        assertThat(body(registry.requests(POST_INSTANCE).getFirst())).doesNotContain("endpoints");
    }

    @Test
    void registersUnconfiguredVersionAsTheRegistrysDefault() {
        fixture.self = new ServiceIdentity("web", "shop", "", "testing");
        fixture.start();
        assertThat(calls().getFirst()).endsWith("&version=0.0.1&env=testing");
        assertThat(body(registry.requests("POST /v4/default/registry/microservices")
                        .getFirst()))
                .contains("\"version\":\"0.0.1\"", "\"environment\":\"testing\"");
    }

    @Test
    void usesTheServiceThatIsThere() {
        registry.knowsService = true;
        fixture.start();
        assertThat(calls()).noneMatch(call -> call.equals("POST /v4/default/registry/microservices"));
        assertThat(registry.knowsInstance).isTrue();
    }

    @Test
    void mergesItsPropertiesIntoTheServiceThatIsThere() {
        registry.knowsService = true;
        registry.ownProperties = "{\"theirs\":\"1\",\"allowCrossApp\":\"false\"}";
        fixture.registration = ClientFixture.registration(true, Map.of(), Map.of());
        fixture.start();
        assertThat(body(registry.requests("PUT /microservices/sid/properties").getFirst()))
                .isEqualTo("{\"properties\":{\"theirs\":\"1\",\"allowCrossApp\":\"true\"}}");
        assertThat(registry.knowsInstance).isTrue();
    }

    @Test
    void leavesEqualPropertiesAlone() {
        registry.knowsService = true;
        registry.ownProperties = "{\"theirs\":\"1\",\"allowCrossApp\":\"true\"}";
        fixture.registration = ClientFixture.registration(true, Map.of(), Map.of());
        fixture.start();
        assertThat(registry.requests("PUT /properties")).isEmpty();
    }

    @Test
    void registersServiceOnlyWhereTheInstanceIsLeftToTheUser() {
        fixture.registerInstance = false;
        fixture.start();
        fixture.advanceSeconds(60);
        assertThat(registry.knowsService).isTrue();
        assertThat(registry.requests(POST_INSTANCE + "?").isEmpty() && !registry.knowsInstance)
                .isTrue();
        assertThat(registry.requests("PUT /heartbeat")).isEmpty();
    }

    @Test
    void doesNotRegisterUnnamedServiceAndSaysWhichKeyNamesIt() {
        fixture.self = new ServiceIdentity(ServiceIdentity.UNNAMED, "shop", "", "");
        fixture.start();
        fixture.advanceSeconds(60);
        assertThat(registry.requests(POST_SERVICE)).isEmpty();
        assertThat(CapturedLog.lines("servicecomb.service.name"))
                .singleElement()
                .asString()
                .startsWith("INFO");
    }

    @Test
    void registersWhenTheRegistryComes() {
        registry.refusing.add(ClientFixture.FIRST);
        fixture.start();
        fixture.advanceSeconds(120);
        int tries = registry.requests("GET /existence").size();
        assertThat(tries).as("1 s doubling to 30 s").isBetween(6, 14);
        registry.refusing.clear();
        fixture.advanceSeconds(30);
        assertThat(registry.knowsInstance).isTrue();
        assertThat(CapturedLog.lines("no address answers")).hasSize(1);
        assertThat(CapturedLog.lines("answers again")).hasSize(1);
    }

    @Test
    void registersAgainWhenTheRegistryHasLostIt() {
        fixture.start();
        fixture.advanceSeconds(5);
        registry.losesAll();
        registry.requests.clear();
        fixture.advanceSeconds(31);
        assertThat(registry.knowsService).isTrue();
        assertThat(registry.requests("POST /sid/instances"))
                .singleElement()
                .satisfies(again -> assertThat(body(again)).contains(ClientFixture.INSTANCE_ID));
    }

    @Test
    void saysOnceWhichKeyTheRegistryDoesNotLike() {
        registry.overrule(
                "POST /v4/default/registry/microservices",
                Reply.error(
                        "400001",
                        "Invalid parameter(s)",
                        "field 'MicroService.Environment' invalid value 'dev' does not match rule: {Regexp}"));
        fixture.start();
        fixture.advanceSeconds(90);
        assertThat(registry.requests(POST_SERVICE).size()).isGreaterThan(3);
        assertThat(CapturedLog.lines("cannot register the service web"))
                .singleElement()
                .asString()
                .startsWith("ERROR")
                .contains("127.0.0.1:30100", "400/400001", "servicecomb.service.environment");
    }

    @Test
    void saysThatWhatAnswersIsNoServiceCenter() {
        registry.overrule("GET /existence", Reply.answer(200, "{}"));
        registry.overrule("POST /v4/default/registry/microservices", Reply.answer(200, "{}"));
        fixture.start();
        fixture.advanceSeconds(60);
        assertThat(CapturedLog.lines("cannot register the service web"))
                .singleElement()
                .asString()
                .contains("127.0.0.1:30100", "no serviceId", "servicecomb.registry.address");
    }

    @Test
    void tellsTheNextErrorWhenItChanges() {
        registry.overrule(
                "POST /v4/default/registry/microservices", Reply.error("400100", "Not enough quota", "no quota"));
        fixture.start();
        fixture.advanceSeconds(10);
        registry.overrule(
                "POST /v4/default/registry/microservices", Reply.error("403001", "Forbidden", "no permission"));
        fixture.advanceSeconds(60);
        assertThat(CapturedLog.lines("cannot register")).hasSize(2);
        assertThat(CapturedLog.lines("quota is used up")).hasSize(1);
        assertThat(CapturedLog.lines("servicecomb.credentials.account.name")).hasSize(1);
    }

    @Test
    void unregistersFirstAndFindsServicesStill() {
        registry.hasUp("order", 2);
        fixture.started();
        AtomicInteger done = new AtomicInteger();
        fixture.client.unregister(done::incrementAndGet);
        fixture.timing.run();
        assertThat(done).hasValue(1);
        assertThat(registry.knowsInstance).isFalse();
        assertThat(registry.requests("DELETE /microservices/sid/instances/" + ClientFixture.INSTANCE_ID))
                .hasSize(1);
        fixture.lookUp("order");
        assertThat(fixture.ids("order")).containsExactly("i0", "i1");
        fixture.advanceSeconds(120);
        assertThat(registry.requests("PUT /heartbeat")).isEmpty();
        assertThat(registry.requests(POST_INSTANCE).stream().map(CallRequest::target))
                .noneMatch(target -> target.endsWith("/instances"));
    }

    @Test
    void registersAgainBehindTheEndOfTheUnregistration() {
        fixture.started();
        AtomicInteger done = new AtomicInteger();
        fixture.client.unregister(done::incrementAndGet);
        fixture.client.register();
        fixture.timing.run();
        assertThat(done).hasValue(1);
        assertThat(registry.requests("DELETE /instances")).hasSize(1);
        assertThat(registry.knowsInstance).isTrue();
        fixture.advanceSeconds(40);
        assertThat(registry.requests("PUT /heartbeat")).isNotEmpty();
    }

    @Test
    void staysOffTheRegistryWhenTheLastWordWasToUnregister() {
        fixture.started();
        AtomicInteger done = new AtomicInteger();
        fixture.client.unregister(done::incrementAndGet);
        fixture.client.register();
        fixture.client.unregister(done::incrementAndGet);
        fixture.timing.run();
        fixture.advanceSeconds(60);
        assertThat(done).hasValue(2);
        assertThat(registry.knowsInstance).isFalse();
    }

    @Test
    void askingARegisteredOneToRegisterChangesNothing() {
        fixture.started();
        fixture.client.register();
        fixture.timing.run();
        assertThat(registry.requests(POST_SERVICE)).isEmpty();
    }

    @Test
    void doesNotWaitLongerThanTheTimeoutToUnregister() {
        fixture.started();
        registry.hanging.add(ClientFixture.FIRST);
        AtomicInteger done = new AtomicInteger();
        fixture.client.unregister(done::incrementAndGet);
        fixture.advance(Duration.ofMillis(3_100));
        assertThat(done).hasValue(1);
        assertThat(CapturedLog.lines("can't be unregistered")).hasSize(1);
        fixture.advanceSeconds(10);
        assertThat(done).hasValue(1);
    }

    @Test
    void saysThatTheInstanceStaysBehindWhenTheRegistryCannotBeReached() {
        fixture.started();
        registry.refusing.add(ClientFixture.FIRST);
        AtomicInteger done = new AtomicInteger();
        fixture.client.unregister(done::incrementAndGet);
        fixture.advanceSeconds(4);
        assertThat(done).hasValue(1);
        assertThat(CapturedLog.lines("can't be unregistered")).hasSize(1);
    }

    @Test
    void unregistersAnInstanceWhoseRegistrationIsUnderWayOnlyBehindIt() {
        registry.overrides.put("POST /sid/instances", _ -> new Reply.Hang());
        fixture.start();
        registry.overrides.clear();
        AtomicInteger done = new AtomicInteger();
        fixture.client.unregister(done::incrementAndGet);
        fixture.timing.run();
        assertThat(registry.requests("DELETE /instances")).isEmpty();
        fixture.advance(Duration.ofMillis(3_200));
        assertThat(registry.requests("DELETE /instances")).hasSize(1);
        assertThat(done).hasValue(1);
    }

    @Test
    void takesItForLagWhenTheRegistryDoesNotKnowItJustAfterRegistration() {
        registry.hasUp("order", 2);
        registry.overrides.put(
                "POST /instances/action",
                _ -> Reply.answer(
                        200,
                        "{\"services\":{\"failed\":[{\"indexes\":[0],\"error\":{\"errorCode\":\"400012\",\"errorMessage\":\"m\","
                                + "\"detail\":\"Consumer[sid] does not exist.\"}}]}}"));
        fixture.start();
        fixture.lookUp("order");
        fixture.advanceSeconds(1);
        registry.overrides.clear();
        fixture.advanceSeconds(5);
        assertThat(CapturedLog.lines("no longer knows")).isEmpty();
        assertThat(registry.requests("POST /instances/action").getLast().fields())
                .contains("X-ConsumerId: sid");
        assertThat(fixture.ids("order")).hasSize(2);
    }

    @Test
    void registersOnceWhenQuestionsOfTheLostRegistrationAreAnsweredBehindTheNext() {
        fixture.heartbeatMode = HeartbeatMode.WEB_SOCKET;
        fixture.started();
        registry.losesAll();
        Reply.Answer unknown =
                (Reply.Answer) Reply.error("400012", "Micro-service does not exist", "Consumer[sid] does not exist.");
        registry.overrule("GET /instances?", new Reply.Late(unknown.response(), Duration.ofMillis(600)));
        fixture.ask("order");
        fixture.advance(Duration.ofMillis(1));
        assertThat(registry.requests("GET /instances?").getFirst().fields()).contains("X-ConsumerId: sid");
        registry.overrides.clear();

        registry.socket("/heartbeat").closes(Heartbeat.NO_SUCH_INSTANCE, "");
        fixture.advanceSeconds(5);
        assertThat(registry.requests("POST /sid/instances")).hasSize(1);
        assertThat(CapturedLog.lines("no longer knows")).hasSize(1);
    }

    /** Lets the next call of this kind be answered so late that the client has given up on it. */
    private void answerLate(String call, Duration after) {
        Reply.Answer answer = (Reply.Answer) Reply.answer(200, "{\"instanceId\":\"late\"}");
        registry.overrule(call, new Reply.Late(answer.response(), after));
    }

    @Test
    void anAnswerToAnEarlierUnregistrationDoesNotEndThePresentOne() {
        fixture.started();
        answerLate("DELETE /instances", Duration.ofSeconds(5));
        AtomicInteger first = new AtomicInteger();
        fixture.client.unregister(first::incrementAndGet);
        fixture.advance(Duration.ofMillis(3_100));
        assertThat(first).hasValue(1);
        registry.overrides.clear();
        fixture.client.register();
        fixture.advance(Duration.ofMillis(900));

        registry.overrule("DELETE /instances", new Reply.Hang());
        AtomicInteger second = new AtomicInteger();
        fixture.client.unregister(second::incrementAndGet);
        fixture.advance(Duration.ofMillis(1_500));
        assertThat(second).as("only the first one was answered").hasValue(0);
        fixture.advance(Duration.ofMillis(1_600));
        assertThat(second).hasValue(1);
        assertThat(first).hasValue(1);
    }

    @Test
    void anAnswerToARegistrationFromBeforeADrainDoesNotCountForThePresentOne() {
        answerLate("POST /sid/instances", Duration.ofSeconds(6));
        fixture.start();
        fixture.client.unregister(() -> {});
        fixture.advance(Duration.ofMillis(3_100));
        registry.overrule("POST /sid/instances", new Reply.Hang());
        fixture.client.register();
        fixture.advance(Duration.ofMillis(2_950));
        assertThat(fixture.client.status().registration().since()).isZero();
        assertThat(CapturedLog.lines("as instance")).isEmpty();
    }

    // --- contracts

    private static final String SCHEMAS = "/v4/default/registry/microservices/sid/schemas";
    private static final String SUMMARY_OF_A = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";

    private void hasContracts(Map<String, String> contracts) {
        fixture.registration = new RegistrationConfig(
                "host1", null, "UP", false, Map.of(), Map.of(), List.of(), List.of("c0"), contracts, null);
        registry.overrides.put("GET " + SCHEMAS, _ -> Reply.answer(200, "{}"));
        registry.overrides.put("PUT " + SCHEMAS, _ -> Reply.answer(200, ""));
    }

    @Test
    void uploadsContractsBeforeTheInstanceIsThere() {
        hasContracts(Map.of("c2", "a", "c1", "a"));
        fixture.start();
        assertThat(calls())
                .containsExactly(
                        "GET /v4/default/registry/existence?type=microservice&appId=shop&serviceName=web&version=1.0.0",
                        "POST /v4/default/registry/microservices",
                        "GET " + SCHEMAS,
                        "PUT " + SCHEMAS + "/c1",
                        "PUT " + SCHEMAS + "/c2",
                        "POST /v4/default/registry/microservices/sid/instances");
        assertThat(body(registry.requests(POST_SERVICE).getFirst())).contains("\"schemas\":[\"c0\",\"c1\",\"c2\"]");
        assertThat(body(registry.requests("PUT /schemas/c1").getFirst()))
                .isEqualTo("{\"schema\":\"a\",\"summary\":\"" + SUMMARY_OF_A + "\"}");
    }

    @Test
    void uploadsOnlyContractsThatTheRegistryLacksOrHasOtherwise() {
        hasContracts(Map.of("c1", "a", "c2", "a", "c3", "a"));
        registry.overrides.put(
                "GET " + SCHEMAS,
                _ -> Reply.answer(
                        200,
                        "{\"schemas\":[{\"schemaId\":\"c1\",\"summary\":\"" + SUMMARY_OF_A
                                + "\"},{\"schemaId\":\"c2\",\"summary\":\"00\"},{\"schemaId\":\"c3\"}]}"));
        fixture.start();
        assertThat(calls())
                .filteredOn(call -> call.startsWith("PUT"))
                .containsExactly("PUT " + SCHEMAS + "/c2", "PUT " + SCHEMAS + "/c3");
    }

    @Test
    void registersTheInstanceThoughTheRegistryRefusesAContract() {
        hasContracts(Map.of("c1", "a", "c2", "a"));
        registry.overrides.put(
                "PUT " + SCHEMAS + "/c1", _ -> Reply.error("403001", "Forbidden", "schema edit not allow"));
        registry.overrides.remove("PUT " + SCHEMAS);
        registry.overrides.put("PUT " + SCHEMAS, _ -> Reply.answer(200, ""));
        fixture.start();
        assertThat(CapturedLog.lines("upload the contract c1 of the service web"))
                .hasSize(1);
        assertThat(registry.requests("PUT /schemas/c2")).hasSize(1);
        assertThat(registry.requests(POST_INSTANCE)).hasSize(1);
    }

    @Test
    void beginsAgainWhereTheRegistryDoesNotAnswerDuringTheUpload() {
        hasContracts(Map.of("c1", "a"));
        boolean[] away = {true};
        registry.overrides.put("PUT " + SCHEMAS, _ -> away[0] ? Reply.refused() : Reply.answer(200, ""));
        fixture.start();
        assertThat(registry.requests(POST_INSTANCE)).isEmpty();
        away[0] = false;
        fixture.advanceSeconds(60);
        assertThat(registry.requests(POST_INSTANCE)).hasSize(1);
    }
}
