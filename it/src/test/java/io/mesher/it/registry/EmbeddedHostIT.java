package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import io.mesher.it.component.Message;
import io.mesher.testkit.Ports;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code servicecomb.registry.type: embedded}: the first Mesher on a machine hosts the registry, and any other can. */
@Tag("scenario")
@Timeout(600)
class EmbeddedHostIT {

    @TempDir
    private Path home;

    private ScenarioFixture scenario;
    private String url;
    private RegistryCalls registry;

    @BeforeEach
    void start() throws IOException {
        scenario = new ScenarioFixture(home);
        int port = Ports.free();
        url = "http://127.0.0.1:" + port;
        registry = new RegistryCalls(port);
    }

    @AfterEach
    void end() throws Exception {
        scenario.end();
    }

    private MesherSetup embedded(String name) throws IOException {
        return scenario.setup(name, url).yaml("servicecomb.registry.type: embedded\n");
    }

    private MesherProcess server() throws IOException {
        Application application = scenario.with(Application.saying("alive"));
        return scenario.with(embedded("server").incoming(application.port()).start());
    }

    @Test
    void theFirstHostsItAndTheOthersFindEachOtherThere() throws IOException {
        MesherProcess client = scenario.with(embedded("client").start());
        client.awaitLog("registry on 127.0.0.1:");
        MesherProcess server = server();
        registry.awaitInstances("server", 1);

        Message answer = client.get("http://server/hello");

        assertThat(answer.text()).isEqualTo("alive");
        assertThat(client.admin("/metrics").text())
                .contains("\nmesher_hosted_registry 1\n", "\nmesher_hosted_registry_expired_total 0\n")
                .containsPattern("\nmesher_hosted_registry_instances [12]\n");
        assertThat(server.admin("/metrics").text())
                .contains("\nmesher_hosted_registry 0\n")
                .doesNotContain("mesher_hosted_registry_instances");
    }

    @Test
    void aRegistryThatIsThereIsUsed() throws IOException {
        RegistryProcess alone = scenario.with(RegistryProcess.start(scenario.folder("alone"), registry.port()));
        server();

        alone.awaitInstances("server", 1);

        assertThat(alone.isAlive()).isTrue();
    }

    @Test
    void anotherTakesOverWhenTheHostIsKilledAndNoRequestFails() throws IOException {
        MesherProcess host = scenario.with(embedded("host").start());
        host.awaitLog("registry on 127.0.0.1:");
        server();
        registry.awaitInstances("server", 1);
        Load load = scenario.with(new Load(scenario.with(embedded("client").start()), "server"));
        load.awaitMore(20);

        host.kill();
        registry.awaitInstances("server", 1);
        load.awaitMore(200);

        assertThat(load.failures()).isEmpty();
    }

    @Test
    void anotherTakesOverWhenTheHostIsToldToEndAndNoRequestFails() throws Exception {
        MesherProcess host = scenario.with(embedded("host").start());
        host.awaitLog("registry on 127.0.0.1:");
        server();
        registry.awaitInstances("server", 1);
        Load load = scenario.with(new Load(scenario.with(embedded("client").start()), "server"));
        load.awaitMore(20);

        host.terminate();
        assertThat(host.awaitExit()).isZero();
        registry.awaitInstances("server", 1);
        load.awaitMore(200);

        assertThat(load.failures()).isEmpty();
    }
}
