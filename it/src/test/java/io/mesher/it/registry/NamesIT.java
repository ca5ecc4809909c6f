package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import io.mesher.testkit.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Services of the embedded registry, called by clients that write hosts in lower case. */
@Tag("scenario")
@Timeout(600)
class NamesIT {

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

    @Test
    void aRegisteredServiceIsFoundWhateverTheCaseUntilOneHasTheExactName() throws IOException {
        MesherProcess client = scenario.with(embedded("client").start());
        client.awaitLog("registry on 127.0.0.1:");
        Application account = scenario.with(Application.saying("account"));
        scenario.with(embedded("AccountService").incoming(account.port()).start());
        registry.awaitInstances("AccountService", 1);

        assertThat(client.get("http://accountservice/x").text()).isEqualTo("account");
        assertThat(client.get("http://ACCOUNTSERVICE/x").text()).isEqualTo("account");
        assertThat(client.admin("/metrics").text())
                .contains("destination=\"AccountService\"")
                .doesNotContain("\"accountservice\"", "\"ACCOUNTSERVICE\"");

        Application exact = scenario.with(Application.saying("exact"));
        registry.register("default", "accountservice", "1.0.0", "rest://" + exact.address());
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(client.get("http://accountservice/x").text()).isEqualTo("exact"));
        assertThat(client.get("http://AccountService/x").text()).isEqualTo("account");
    }
}
