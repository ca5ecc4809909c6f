package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.Message;
import io.mesher.it.component.Wire;
import java.io.IOException;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Taking an instance out of service by the admin API, and bringing it back. */
@Tag("scenario")
@Timeout(600)
class DrainIT {
    @TempDir
    private Path home;

    private ScenarioFixture scenario;

    @BeforeEach
    void start() {
        scenario = new ScenarioFixture(home);
    }

    @AfterEach
    void end() throws Exception {
        scenario.end();
    }

    private static Message drain(MesherProcess mesher, boolean wanted) throws IOException {
        String json = "{\"drain\":" + wanted + "}";
        try (Wire wire = Wire.to(mesher.admin())) {
            return wire.ask("POST /v1/mesher/drain HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + json.length() + "\r\n\r\n" + json);
        }
    }

    @Test
    void isOffTheRegistryWhileItDrainsAndBackBehindIt() throws Exception {
        RegistryProcess registry = scenario.registry();
        Application application = scenario.with(Application.saying("alive"));
        MesherProcess provider = scenario.provider("server", registry.url(), application.port());
        registry.awaitInstances("server", 1);
        MesherProcess consumer = scenario.consumer(registry.url());
        Awaitility.await().until(() -> consumer.get("http://server/").status() == 200);

        assertThat(drain(provider, true).text()).contains("draining");

        registry.awaitInstances("server", 0);
        Awaitility.await().until(() -> consumer.get("http://server/").status() == 503);
        assertThat(provider.admin("/readyz").text()).isEqualTo("draining");
        assertThat(consumer.admin("/v1/mesher/catalog").text()).contains("\"instanceCount\": 0");

        assertThat(drain(provider, false).text()).contains("serving");

        registry.awaitInstances("server", 1);
        Awaitility.await().until(() -> consumer.get("http://server/").status() == 200);
        assertThat(provider.admin("/readyz").status()).isEqualTo(200);
        assertThat(consumer.admin("/v1/mesher/catalog").text()).contains("\"from\": \"registry\"");
    }
}
