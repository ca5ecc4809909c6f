package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.Message;
import io.mesher.it.component.TlsHome;
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

/** A service whose Mesher demands TLS, found by way of the registry. */
@Tag("scenario")
@Timeout(600)
class TlsDiscoveryIT {
    @TempDir
    private Path home;

    private ScenarioFixture scenario;
    private RegistryProcess registry;
    private TlsHome tls;

    @BeforeEach
    void start() throws IOException {
        scenario = new ScenarioFixture(home);
        registry = scenario.registry();
        tls = new TlsHome(home.resolve("tls"));
        Application application = scenario.with(Application.saying("secret"));
        scenario.with(scenario.setup("shop", registry.url())
                .incoming(application.port())
                .yaml(tls.keys("shop"))
                .start());
    }

    @AfterEach
    void end() throws Exception {
        scenario.end();
    }

    private MesherProcess caller(String yaml) throws IOException {
        return scenario.with(scenario.setup("caller", registry.url()).yaml(yaml).start());
    }

    private static Message awaitAnswer(MesherProcess caller, int status) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> caller.get("http://shop/"), answer -> answer.status() == status);
    }

    @Test
    void aCallerWithKeysCallsItByTls() throws IOException {
        MesherProcess caller = caller(tls.keys("caller"));
        assertThat(awaitAnswer(caller, 200).text()).isEqualTo("secret");
    }

    @Test
    void aCallerWithoutKeysIsToldWhyItGetsNoInstance() throws IOException {
        MesherProcess caller = caller("");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> caller.get("http://shop/").text().contains("wants TLS"));
        assertThat(caller.get("http://shop/").value("x-mesher-code")).isEqualTo("no.instance");
    }
}
