package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.Message;
import io.mesher.it.component.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Instances die, move, and stand beside others: a caller reaches one that lives, and the right one. */
@Tag("scenario")
@Timeout(600)
class ProviderFaultsIT {
    private static final String HELLO = "http://server/hello";

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

    private Application saying(String text) throws IOException {
        return scenario.with(Application.saying(text));
    }

    private String register(String version, Application application) throws IOException {
        return registry.register("default", "server", version, "rest://" + application.address());
    }

    private Load load() throws IOException {
        Load load = scenario.with(new Load(scenario.consumer(registry.url()), "server"));
        load.awaitMore(20);
        return load;
    }

    private static void awaitTimes(Load load, String text, long more) {
        long goal = load.times(text) + more;
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> load.times(text) >= goal);
    }

    @Test
    void aProviderThatIsKilledCostsNoRequestWhileAnotherLives() throws IOException {
        Application killed = saying("killed");
        register("1.0.0", killed);
        register("1.0.0", saying("alive"));
        Load load = load();
        awaitTimes(load, "killed", 10);

        killed.die();
        awaitTimes(load, "alive", 200);

        assertThat(load.failures()).isEmpty();
        assertThat(registry.endpoints("server")).as("its lease still counts").hasSize(2);
    }

    @Test
    void aProviderThatIsRestartedOnAnotherPortIsFoundThere() throws IOException {
        Application before = saying("before");
        register("1.0.0", before);
        Load load = load();

        register("1.0.0", saying("after"));
        awaitTimes(load, "after", 10);
        before.die();
        awaitTimes(load, "after", 200);

        assertThat(load.failures()).isEmpty();
    }

    @Test
    void aProviderThatWasAloneAndComesBackElsewhereAnswersAgain() throws IOException {
        Application before = saying("before");
        register("1.0.0", before);
        MesherProcess mesher = scenario.consumer(registry.url());
        assertThat(mesher.get(HELLO).text()).isEqualTo("before");

        before.die();
        Message answer = mesher.get(HELLO);
        assertThat(answer.status()).isIn(502, 503);
        register("1.0.0", saying("after"));

        ScenarioFixture.awaitAnswer(mesher, HELLO, "after");
        for (int i = 0; i < 20; i++) {
            assertThat(mesher.get(HELLO).text()).isEqualTo("after");
        }
    }

    @Test
    void aProvidersMesherThatIsToldToEndCostsNoRequest() throws Exception {
        MesherProcess first =
                scenario.provider("server", registry.url(), saying("first").port());
        scenario.provider("server", registry.url(), saying("second").port());
        registry.awaitInstances("server", 2);
        Load load = load();
        awaitTimes(load, "first", 10);

        first.terminate();
        assertThat(first.awaitExit()).isZero();
        awaitTimes(load, "second", 50);

        assertThat(load.failures()).isEmpty();
        assertThat(registry.endpoints("server")).hasSize(1);
    }

    @Test
    void theNewestOfTwoVersionsGetsTheRequests() throws IOException {
        register("1.0.0", saying("old"));
        Load load = load();

        String newer = register("1.10.0", saying("new"));
        awaitTimes(load, "new", 10);
        long old = load.times("old");
        awaitTimes(load, "new", 50);
        assertThat(load.times("old")).isEqualTo(old);

        assertThat(registry.ask("DELETE", newer, "").status()).isEqualTo(200);
        awaitTimes(load, "old", 50);
        assertThat(load.failures()).isEmpty();
    }

    @Test
    void anotherApplicationsServiceOfTheSameNameIsNotCalled() throws IOException {
        Application own = saying("own");
        Application other = saying("other");
        registry.register("default", "server", "1.0.0", "rest://" + own.address());
        registry.register("elsewhere", "server", "2.0.0", "rest://" + other.address());
        registry.register("elsewhere", "theirs", "1.0.0", "rest://" + other.address());
        MesherProcess mesher = scenario.consumer(registry.url());

        for (int i = 0; i < 20; i++) {
            assertThat(mesher.get(HELLO).text()).isEqualTo("own");
        }
        assertThat(mesher.get("http://theirs/hello").status()).isEqualTo(404);
        assertThat(other.connections()).isZero();
    }

    @Test
    void anInstanceThatNobodyRenewsIsForgottenAndCostsNoRequest() throws IOException {
        Application dead = saying("dead");
        register("1.0.0", saying("alive"));
        String instances = register("1.0.0", dead);
        assertThat(registry.ask("DELETE", instances, "").status()).isEqualTo(200);
        String parent = instances.substring(0, instances.lastIndexOf('/'));
        Message registered = registry.ask(
                "POST",
                parent,
                "{\"instance\":{\"hostName\":\"localhost\",\"status\":\"UP\",\"endpoints\":[\"rest://" + dead.address()
                        + "\"],\"healthCheck\":{\"mode\":\"push\",\"interval\":5,\"times\":3}}}");
        assertThat(registered.status()).isEqualTo(200);
        Load load = load();
        awaitTimes(load, "dead", 10);

        dead.die();
        registry.awaitInstances("server", 1);
        awaitTimes(load, "alive", 200);

        assertThat(load.failures()).isEmpty();
        assertThat(registry.endpoints("server")).doesNotContain("rest://" + dead.address());
    }

    @Test
    void thousandsOfUnknownNamesAreAnsweredWith404BesideAServiceThatLives() throws IOException {
        register("1.0.0", saying("alive"));
        MesherProcess mesher = scenario.consumer(registry.url());
        Load load = scenario.with(new Load(mesher, "server"));
        load.awaitMore(20);

        Map<Integer, Integer> statuses = new TreeMap<>();
        try (Wire wire = mesher.callOut()) {
            for (int i = 0; i < 5000; i++) {
                String name = "unknown-" + i;
                Message answer = wire.ask("GET http://" + name + "/ HTTP/1.1\r\nHost: " + name + "\r\n\r\n");
                statuses.merge(answer.status(), 1, Integer::sum);
            }
        }
        load.awaitMore(20);

        assertThat(statuses).containsExactly(Map.entry(404, 5000));
        assertThat(load.failures()).isEmpty();
    }
}
