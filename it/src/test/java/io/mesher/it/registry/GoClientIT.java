package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The embedded registry as go-chassis uses it, with no Mesher beside it. */
@Tag("scenario")
@Timeout(600)
class GoClientIT {
    private static final String HELLO = "http://server/hello";

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

    private Program provider(String text) throws IOException {
        return scenario.with(
                scenario.goChassis("server").registry(registry.url()).provider(Ports.free(), text));
    }

    private Program consumer() throws IOException {
        Program consumer = scenario.with(
                scenario.goChassis("client").registry(registry.url()).consumer());
        consumer.await("ready");
        return consumer;
    }

    /** Its status and body, or {@code failed} and why: go-chassis may call an instance once more that just went. */
    private static String ask(Program consumer) {
        consumer.say(HELLO);
        return consumer.await("answer");
    }

    @Test
    void aProviderIsFoundAndUnregistersAtItsEnd() throws Exception {
        Program provider = provider("hello");
        registry.awaitInstances("server", 1);

        assertThat(ask(consumer())).isEqualTo("200 hello");
        provider.terminate();

        assertThat(registry.endpoints("server")).isEmpty();
        assertThat(ask(consumer())).startsWith("failed");
    }

    @Test
    void itsWatchTellsOfInstancesThatComeAndGo() throws Exception {
        Program first = provider("first");
        registry.awaitInstances("server", 1);
        Program consumer = consumer();
        assertThat(ask(consumer)).isEqualTo("200 first");

        provider("second");
        registry.awaitInstances("server", 2);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> ask(consumer), "200 second"::equals);
        first.terminate();

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> askTwice(consumer), "200 second200 second"::equals);
    }

    private static String askTwice(Program consumer) {
        return ask(consumer) + ask(consumer);
    }

    @Test
    void registersAgainWhereTheRegistryLostItAll() throws IOException {
        provider("hello");
        registry.awaitInstances("server", 1);

        registry.close();
        registry = scenario.with(RegistryProcess.start(scenario.folder("empty"), registry.port()));
        registry.awaitInstances("server", 1);

        assertThat(ask(consumer())).isEqualTo("200 hello");
    }
}
