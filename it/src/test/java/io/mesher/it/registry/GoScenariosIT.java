package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
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

/** The three ways in which Mesher is used, with programs on go-chassis, which the original Mesher is built on too. */
@Tag("scenario")
@Timeout(600)
class GoScenariosIT {

    @TempDir
    private Path home;

    private ScenarioFixture scenario;
    private RegistryProcess registry;

    @BeforeEach
    void start() throws IOException {
        GoChassis.build();
        scenario = new ScenarioFixture(home);
        registry = scenario.registry();
    }

    @AfterEach
    void end() throws Exception {
        if (scenario != null) {
            scenario.end();
        }
    }

    @Test
    void onlyTheConsumerHasMesherAndTheProviderRegistersItself() throws IOException {
        scenario.with(
                scenario.goChassis("server").registry(registry.url()).provider(Ports.free(), "hello from go-chassis"));
        registry.awaitInstances("server", 1);
        MesherProcess mesher = scenario.consumer(registry.url());

        assertThat(mesher.get("http://server/hello").text()).isEqualTo("hello from go-chassis");
        assertThat(askOnce(plainCaller(mesher))).isEqualTo("200 hello from go-chassis");
    }

    @Test
    void bothHaveMesher() throws IOException {
        int port = Ports.free();
        scenario.with(scenario.goChassis("server").withoutRegistry().provider(port, "hello from go"));
        scenario.provider("server", registry.url(), port);
        MesherProcess mesher = scenario.consumer(registry.url());
        registry.awaitInstances("server", 1);
        Program caller = plainCaller(mesher);

        // The application may still be starting: its Mesher doesn't wait for it.
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> askOnce(caller), "200 hello from go"::equals);
    }

    @Test
    void onlyTheProviderHasMesherAndTheConsumerFindsItItself() throws IOException {
        try (Application application = Application.saying("hello from server")) {
            scenario.provider("server", registry.url(), application.port());
            registry.awaitInstances("server", 1);
            Program consumer = scenario.with(
                    scenario.goChassis("client").registry(registry.url()).consumer());
            consumer.await("ready");

            assertThat(askOnce(consumer)).isEqualTo("200 hello from server");
            assertThat(application.onlyRequest().target()).isEqualTo("/hello");
        }
    }

    private Program plainCaller(MesherProcess mesher) throws IOException {
        Program caller =
                scenario.with(scenario.goChassis("client").withoutRegistry().plain(ScenarioFixture.proxy(mesher)));
        caller.await("ready");
        return caller;
    }

    private static String askOnce(Program caller) {
        caller.say("http://server/hello");
        return caller.await("answer");
    }
}
