package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import io.mesher.it.component.Message;
import io.mesher.testkit.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code localHealthCheck}: what happens to the application is seen in the registry, and callers go elsewhere. */
@Tag("scenario")
@Timeout(600)
class LocalHealthIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path home;

    private ScenarioFixture scenario;
    private Path registryFolder;
    private RegistryProcess registry;

    @BeforeEach
    void start() throws IOException {
        scenario = new ScenarioFixture(home);
        registryFolder = scenario.folder("registry");
        registry = scenario.with(RegistryProcess.start(registryFolder));
    }

    @AfterEach
    void end() throws Exception {
        scenario.end();
    }

    private Program application(int port, String text) throws IOException {
        Program application = scenario.plainApplication("", Integer.toString(port), text);
        application.await("listening on ");
        return application;
    }

    private MesherProcess checked(int port, String match) throws IOException {
        MesherSetup setup =
                scenario.setup("server", registry.url()).incoming(port).yaml("""
                localHealthCheck: [{port: "%d", protocol: rest, uri: /healthz, interval: 200ms, match: %s}]
                mesher.localHealth: {unhealthyThreshold: 3, healthyThreshold: 2}
                """.formatted(port, match));
        return scenario.with(setup.start());
    }

    private static void awaitReady(MesherProcess mesher, int status) {
        await().atMost(PATIENCE).until(() -> mesher.admin("/readyz").status() == status);
    }

    private static boolean allFromTheSecond(MesherProcess client) throws IOException {
        boolean all = true;
        for (int i = 0; i < 20 && all; i++) {
            all = client.get("http://server/hello").text().equals("second");
        }
        return all;
    }

    @Test
    void theApplicationDiesAndComesBackAndCallersFollow() throws IOException {
        int port = Ports.free();
        Program application = application(port, "first");
        MesherProcess server = checked(port, "{status: \"200\", body: first}");
        int other = Ports.free();
        application(other, "second");
        scenario.provider("server", registry.url(), other);
        registry.awaitStatuses("server", "UP", "UP");
        MesherProcess client = scenario.consumer(registry.url());
        ScenarioFixture.awaitAnswer(client, "http://server/hello", "first");

        application.close();

        registry.awaitStatuses("server", "DOWN", "UP");
        awaitReady(server, 503);
        Message readiness = server.admin("/readyz");
        assertThat(readiness.text())
                .isEqualTo("the local application is not healthy: GET 127.0.0.1:" + port
                        + "/healthz: no connection: Connection refused");
        assertThat(server.admin("/livez").status()).isEqualTo(200);
        Message health = server.admin("/v1/mesher/health");
        assertThat(health.status()).isEqualTo(500);
        assertThat(health.text()).contains("\"red\"", "Connection refused");
        // The caller drops the instance at its next refresh; two instances in turn would both be seen in these.
        await().atMost(PATIENCE).until(() -> allFromTheSecond(client));
        assertThat(allFromTheSecond(client)).isTrue();

        application(port, "first");

        registry.awaitStatuses("server", "UP", "UP");
        awaitReady(server, 200);
        ScenarioFixture.awaitAnswer(client, "http://server/hello", "first");
    }

    @Test
    void requestsThatComeAllTheSameArePassedOn() throws IOException {
        int port = Ports.free();
        application(port, "busy");
        MesherProcess server = checked(port, "{body: idle}");
        registry.awaitStatuses("server", "DOWN");

        Message answer = server.askIn("GET /hello HTTP/1.1\r\nHost: server\r\n\r\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("busy");
    }

    @Test
    void anApplicationThatStartsLaterIsUpThen() throws IOException {
        int port = Ports.free();
        MesherProcess server = checked(port, "{}");
        registry.awaitStatuses("server", "DOWN");

        application(port, "late");

        registry.awaitStatuses("server", "UP");
        awaitReady(server, 200);
    }

    @Test
    void aRegistryThatHasForgottenTheInstanceGetsItAsDown() throws Exception {
        int port = Ports.free();
        checked(port, "{}");
        registry.awaitStatuses("server", "DOWN");

        registry.terminate();
        RegistryProcess empty = scenario.with(RegistryProcess.start(scenario.folder("empty"), registry.port()));

        empty.awaitStatuses("server", "DOWN");
        application(port, "back");
        empty.awaitStatuses("server", "UP");
    }

    @Test
    void aRegistryThatComesBackWithItsStateHasItAsDown() throws Exception {
        int port = Ports.free();
        checked(port, "{}");
        registry.awaitStatuses("server", "DOWN");

        registry.close();
        RegistryProcess again = scenario.with(RegistryProcess.start(registryFolder, registry.port()));

        again.awaitStatuses("server", "DOWN");
        application(port, "back");
        again.awaitStatuses("server", "UP");
    }
}
