package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import io.mesher.testkit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Providers die and are replaced, again and again, while others call them. */
@Tag("scenario")
@Timeout(600)
class UnderLoadIT {
    private static final int KILLS = 20;
    private static final int RESTARTS = 50;

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

    private Program provider(int port, Path file) throws IOException {
        Program program = Program.java(
                scenario.folder("provider"),
                Map.of(),
                RecordingApplication.class,
                Integer.toString(port),
                file.toString());
        program.await("listening on ");
        return program;
    }

    @Test
    void killedProvidersCostNoIdempotentRequestAndNoOrderIsProcessedTwice() throws Exception {
        int[] ports = {Ports.free(), Ports.free(), Ports.free()};
        Path file = home.resolve("orders.txt");
        Program[] programs = new Program[3];
        String[] addresses = new String[3];
        for (int i = 0; i < 3; i++) {
            programs[i] = scenario.with(provider(ports[i], file));
            addresses[i] = "127.0.0.1:" + ports[i];
        }
        // Short, so that each provider is back in the rounds before it is killed again.
        MesherProcess mesher = scenario.with(new MesherSetup(scenario.folder("client"))
                .service("server", addresses)
                .yaml("mesher.ejection: {duration: 200ms, longest: 200ms}\n")
                .start());
        Load load = scenario.with(new Load(mesher, "server"));
        Orders orders = scenario.with(new Orders(mesher, "server"));
        load.awaitMore(100);
        for (int i = 0; i < KILLS; i++) {
            programs[i % 3].close();
            load.awaitMore(100);
            programs[i % 3] = scenario.with(provider(ports[i % 3], file));
            load.awaitMore(50);
        }
        load.close();
        orders.close();

        assertThat(load.failures()).isEmpty();
        List<String> processed = Files.readAllLines(file);
        assertThat(processed).doesNotHaveDuplicates().containsAll(orders.accepted());
        assertThat(orders.accepted()).hasSizeGreaterThan(500);
        // What was under way to a killed provider is told as failed: at most what two callers had there.
        assertThat(orders.failures()).hasSizeLessThanOrEqualTo(2 * KILLS);
    }

    @Test
    void rollingRestartsCostNoRequestOfAnyKind() throws Exception {
        RegistryProcess registry = scenario.registry();
        List<MesherProcess> providers = new ArrayList<>();
        List<Application> applications = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            applications.add(scenario.with(Application.saying("hello")));
            providers.add(restarted(registry, applications.get(i)));
        }
        registry.awaitInstances("server", 2);
        MesherProcess client =
                scenario.with(scenario.setupWatching("client", registry.url()).start());
        Load load = scenario.with(new Load(client, "server"));
        Orders orders = scenario.with(new Orders(client, "server"));
        load.awaitMore(100);
        for (int i = 0; i < RESTARTS; i++) {
            MesherProcess old = providers.get(i % 2);
            old.terminate();
            assertThat(old.awaitExit()).isZero();
            providers.set(i % 2, restarted(registry, applications.get(i % 2)));
            registry.awaitInstances("server", 2);
            load.awaitMore(20);
        }
        load.close();
        orders.close();

        assertThat(load.failures()).isEmpty();
        assertThat(orders.failures()).isEmpty();
        assertThat(orders.accepted()).hasSizeGreaterThan(1_000);
    }

    private MesherProcess restarted(RegistryProcess registry, Application application) throws IOException {
        return scenario.with(scenario.setup("server", registry.url())
                .incoming(application.port())
                // By default 5 s: enough for a caller on a busy machine to hear that the instance goes.
                .environment("mesher_shutdown_notice", "1s")
                .start());
    }
}
