package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mesher.testkit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.servicecomb.service.center.client.ServiceCenterClient;
import org.apache.servicecomb.service.center.client.exception.OperationException;
import org.apache.servicecomb.service.center.client.model.CreateSchemaRequest;
import org.apache.servicecomb.service.center.client.model.FindMicroserviceInstancesResponse;
import org.apache.servicecomb.service.center.client.model.Framework;
import org.apache.servicecomb.service.center.client.model.HeartbeatsRequest;
import org.apache.servicecomb.service.center.client.model.Microservice;
import org.apache.servicecomb.service.center.client.model.MicroserviceInstance;
import org.apache.servicecomb.service.center.client.model.MicroserviceInstanceStatus;
import org.apache.servicecomb.service.center.client.model.RbacTokenRequest;
import org.apache.servicecomb.service.center.client.model.RbacTokenResponse;
import org.apache.servicecomb.service.center.client.model.SchemaInfo;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The embedded registry as the official Java client uses it, call by call, with no Mesher beside it. */
@Tag("scenario")
@Timeout(600)
class OfficialClientsIT {
    private static final String ENDPOINT = "rest://127.0.0.1:9000";

    @TempDir
    private Path home;

    private ScenarioFixture scenario;
    private RegistryProcess registry;

    @BeforeEach
    void start() throws IOException {
        scenario = new ScenarioFixture(home);
        registry = scenario.registry();
    }

    @AfterEach
    void end() throws Exception {
        scenario.end();
    }

    private OfficialJavaClient client(String name) {
        return scenario.with(new OfficialJavaClient(List.of(registry.url()), "default", name, "1.0.0"));
    }

    private OfficialJavaClient registered(String name, String... endpoints) throws InterruptedException {
        OfficialJavaClient client = client(name);
        client.register(endpoints);
        return client;
    }

    @Test
    void registersAndRenewsItsLease() throws Exception {
        OfficialJavaClient server = registered("server", ENDPOINT);

        assertThat(registry.endpoints("server")).containsExactly(ENDPOINT);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> server.heartbeats() > 0);
        MicroserviceInstance instance = server.calls().getMicroserviceInstance(server.serviceId(), server.instanceId());
        assertThat(instance.getEndpoints()).containsExactly(ENDPOINT);
        assertThat(instance.getStatus()).isEqualTo(MicroserviceInstanceStatus.UP);
        assertThat(instance.getVersion()).isEqualTo("1.0.0");
    }

    @Test
    void aSecondStartOfTheSameServiceTakesTheOneThatIsThere() throws Exception {
        OfficialJavaClient first = registered("server", ENDPOINT);
        OfficialJavaClient second = registered("server", "rest://127.0.0.1:9001");

        assertThat(second.serviceId()).isEqualTo(first.serviceId());
        assertThat(registry.endpoints("server")).containsExactlyInAnyOrder(ENDPOINT, "rest://127.0.0.1:9001");
    }

    @Test
    void findsByRevision() throws Exception {
        registered("server", ENDPOINT);
        OfficialJavaClient consumer = registered("client");
        ServiceCenterClient calls = consumer.calls();

        FindMicroserviceInstancesResponse first =
                calls.findMicroserviceInstance(consumer.serviceId(), "default", "server", "0+", "");
        FindMicroserviceInstancesResponse same =
                calls.findMicroserviceInstance(consumer.serviceId(), "default", "server", "0+", first.getRevision());
        registered("server", "rest://127.0.0.1:9001");
        FindMicroserviceInstancesResponse changed =
                calls.findMicroserviceInstance(consumer.serviceId(), "default", "server", "0+", first.getRevision());

        assertThat(first.isModified()).isTrue();
        assertThat(first.getMicroserviceInstancesResponse().getInstances()).hasSize(1);
        assertThat(same.isModified()).isFalse();
        assertThat(changed.isModified()).isTrue();
        assertThat(changed.getRevision()).isNotEqualTo(first.getRevision());
        assertThat(changed.getMicroserviceInstancesResponse().getInstances()).hasSize(2);
    }

    @Test
    void isToldThatAServiceDoesNotExist() throws Exception {
        OfficialJavaClient consumer = registered("client");

        assertThatThrownBy(() ->
                        consumer.calls().findMicroserviceInstance(consumer.serviceId(), "default", "nobody", "0+", ""))
                .isInstanceOf(OperationException.class)
                .hasStackTraceContaining("400");
        Microservice nobody = new Microservice("nobody");
        nobody.setAppId("default");
        nobody.setVersion("1.0.0");
        nobody.setEnvironment("");
        assertThat(consumer.calls().queryServiceId(nobody)).isNull();
    }

    @Test
    @ResourceLock(OfficialJavaClient.WATCH)
    void itsWatchTellsOfInstancesThatComeAndGo() throws Exception {
        registered("server", ENDPOINT);
        OfficialJavaClient consumer = registered("client");
        consumer.discover("default", "server");
        consumer.watch();
        assertThat(consumer.known("default", "server")).containsExactly(ENDPOINT);

        OfficialJavaClient second = registered("server", "rest://127.0.0.1:9001");
        Awaitility.await().until(() -> consumer.known("default", "server").size() == 2);
        second.unregister();
        Awaitility.await().until(() -> consumer.known("default", "server"), List.of(ENDPOINT)::equals);
    }

    @Test
    void registersAgainWhereTheRegistryLostItAll() throws Exception {
        OfficialJavaClient server = registered("server", ENDPOINT);
        String instance = server.instanceId();

        registry.close();
        registry = scenario.with(RegistryProcess.start(scenario.folder("empty"), registry.port()));
        server.awaitRegistration();

        assertThat(registry.endpoints("server")).containsExactly(ENDPOINT);
        assertThat(server.instanceId()).isEqualTo(instance);
    }

    @Test
    void keepsItsRegistrationWhereTheRegistryWasRestarted() throws Exception {
        Path kept = scenario.folder("kept");
        RegistryProcess first = scenario.with(RegistryProcess.start(kept));
        OfficialJavaClient server =
                scenario.with(new OfficialJavaClient(List.of(first.url()), "default", "server", "1.0.0"));
        server.register(ENDPOINT);

        first.terminate();
        RegistryProcess again = scenario.with(RegistryProcess.start(kept, first.port()));
        assertThat(again.endpoints("server")).containsExactly(ENDPOINT);
        int before = server.heartbeats();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> server.heartbeats() > before);

        assertThat(again.endpoints("server")).containsExactly(ENDPOINT);
    }

    @Test
    void goesToTheAddressThatLives() throws Exception {
        String dead = "http://127.0.0.1:" + Ports.free();
        OfficialJavaClient server =
                scenario.with(new OfficialJavaClient(List.of(dead, registry.url()), "default", "server", "1.0.0"));

        server.register(ENDPOINT);

        assertThat(registry.endpoints("server")).containsExactly(ENDPOINT);
    }

    @Test
    void logsInWhereTheRegistryAsksForIt() throws Exception {
        Path account = Files.writeString(scenario.folder("account").resolve("file"), "root:Complicated-1\n");
        RegistryProcess closed = scenario.with(
                RegistryProcess.start(scenario.folder("closed"), Ports.free(), "--account-file", account.toString()));
        assertThat(closed.ask("GET", "/microservices", "").status()).isEqualTo(401);
        RbacTokenRequest login = new RbacTokenRequest();
        login.setName("root");
        login.setPassword("Complicated-1");
        OfficialJavaClient stranger =
                scenario.with(new OfficialJavaClient(List.of(closed.url()), "default", "server", "1.0.0"));
        RbacTokenResponse token = stranger.calls().queryToken(login, closed.url());

        OfficialJavaClient server = scenario.with(new OfficialJavaClient(
                List.of(closed.url()),
                "default",
                "server",
                "1.0.0",
                _ -> Map.of("Authorization", "Bearer " + token.getToken())));
        server.register(ENDPOINT);

        assertThat(server.calls()
                        .getMicroserviceInstanceList(server.serviceId())
                        .getInstances())
                .hasSize(1);
    }

    @Test
    void itsOtherCallsAreAnsweredAsItExpects() throws Exception {
        OfficialJavaClient server = registered("server", ENDPOINT);
        ServiceCenterClient calls = server.calls();
        String id = server.serviceId();

        assertThat(calls.getServiceCenterInstances().getInstances()).isNotEmpty();
        assertThat(calls.getMicroserviceList().getServices())
                .extracting(Microservice::getServiceName)
                .contains("server");
        assertThat(calls.getMicroserviceInstanceList(id).getInstances()).hasSize(1);
        assertThat(calls.updateMicroserviceProperties(id, Map.of("key", "value"), new Framework()))
                .isTrue();
        assertThat(calls.getMicroserviceByServiceId(id).getProperties()).containsEntry("key", "value");
        assertThat(calls.sendHeartBeat(id, server.instanceId())).isTrue();
        calls.sendHeartBeats(new HeartbeatsRequest(id, server.instanceId()));
        assertThat(calls.updateMicroserviceInstanceStatus(id, server.instanceId(), MicroserviceInstanceStatus.DOWN))
                .isTrue();
        assertThat(calls.getMicroserviceInstance(id, server.instanceId()).getStatus())
                .isEqualTo(MicroserviceInstanceStatus.DOWN);
    }

    @Test
    void itsSchemasAreKept() throws Exception {
        OfficialJavaClient server = registered("server", ENDPOINT);
        ServiceCenterClient calls = server.calls();
        CreateSchemaRequest schema = new CreateSchemaRequest();
        schema.setSchema("swagger: \"2.0\"");
        schema.setSummary("abc123");

        assertThat(calls.registerSchema(server.serviceId(), "hello", schema)).isTrue();

        assertThat(calls.getServiceSchemaContext(server.serviceId(), "hello")).isEqualTo("swagger: \"2.0\"");
        assertThat(calls.getServiceSchemasList(server.serviceId(), true))
                .extracting(SchemaInfo::getSchemaId, SchemaInfo::getSummary)
                .containsExactly(tuple("hello", "abc123"));
    }
}
