package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import io.mesher.it.component.Message;
import io.mesher.it.registry.RegistryRelay.Mode;
import io.mesher.testkit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The registry is gone, or worse: what lives is called all the same, without one failed request. */
@Tag("scenario")
@Timeout(600)
class RegistryFaultsIT {
    /** Refreshes that fail: a minute of them where the interval is 5 s, at the one second of these tests. */
    private static final int A_MINUTE = 12;

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

    private Application live(RegistryProcess registry, String text) throws IOException {
        Application application = scenario.with(Application.saying(text));
        registry.register("default", "server", "1.0.0", "rest://" + application.address());
        return application;
    }

    private Load load(MesherProcess mesher) {
        Load load = scenario.with(new Load(mesher, "server"));
        load.awaitMore(20);
        return load;
    }

    private static void awaitFinds(RegistryRelay relay, int count) {
        int goal = relay.finds() + count;
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> relay.finds() >= goal);
    }

    @Test
    void aRegistryThatIsKilledAndComesBackCostsNoRequest() throws IOException {
        Path kept = scenario.folder("kept");
        RegistryProcess first = scenario.with(RegistryProcess.start(kept));
        RegistryRelay relay = scenario.with(new RegistryRelay(first.address()));
        Application old = live(first, "old");
        Load load = load(scenario.consumer(relay.url()));
        Path snapshot = kept.resolve("data/registry.json");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() ->
                        Files.exists(snapshot) && Files.readString(snapshot).contains(old.address()));

        first.close();
        awaitFinds(relay, A_MINUTE);
        load.awaitMore(20);
        assertThat(load.failures()).isEmpty();

        RegistryProcess again = scenario.with(RegistryProcess.start(kept, first.port()));
        live(again, "new");
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> load.times("new") > 0);
        load.awaitMore(20);
        assertThat(load.failures()).isEmpty();
        assertThat(again.endpoints("server")).as("what it knew before").hasSize(2);
    }

    @Test
    void aRegistryThatComesBackEmptyIsToldAgainByMesherAndCostsNoRequest() throws IOException {
        RegistryProcess first = scenario.registry();
        Application application = scenario.with(Application.saying("alive"));
        scenario.provider("server", first.url(), application.port());
        first.awaitInstances("server", 1);
        Load load = load(scenario.consumer(first.url()));

        first.close();
        RegistryProcess empty = scenario.with(RegistryProcess.start(scenario.folder("empty"), first.port()));
        empty.awaitInstances("server", 1);
        load.awaitMore(200);

        assertThat(load.failures()).isEmpty();
    }

    @Test
    void aRegistryThatComesBackEmptyIsToldAgainByTheOfficialClientAndCostsNoRequest() throws IOException {
        RegistryProcess first = scenario.registry();
        scenario.officialJavaProvider(first.url(), "server", "alive").await("registered on");
        Load load = load(scenario.consumer(first.url()));

        first.close();
        RegistryProcess empty = scenario.with(RegistryProcess.start(scenario.folder("empty"), first.port()));
        empty.awaitInstances("server", 1);
        load.awaitMore(200);

        assertThat(load.failures()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"HANG", "ERRORS", "EMPTY_ONCE"})
    void aRegistryThatAnswersWronglyCostsNoRequest(Mode wrong) throws IOException {
        RegistryProcess registry = scenario.registry();
        RegistryRelay relay = scenario.with(new RegistryRelay(registry.address()));
        live(registry, "old");
        Load load = load(scenario.consumer(relay.url()));

        relay.be(wrong);
        awaitFinds(relay, 4);
        load.awaitMore(20);
        assertThat(load.failures()).isEmpty();

        relay.be(Mode.PASS);
        live(registry, "new");
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> load.times("new") > 0);
        load.awaitMore(20);
        assertThat(load.failures()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"HANG", "ERRORS"})
    void aNameThatCannotBeLookedUpIsAnsweredWith503AndIsFoundLater(Mode wrong) throws IOException {
        RegistryProcess registry = scenario.registry();
        RegistryRelay relay = scenario.with(new RegistryRelay(registry.address()));
        live(registry, "found");
        MesherProcess mesher = scenario.consumer(relay.url());

        relay.be(wrong);
        Message answer = mesher.get("http://server/hello");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).containsIgnoringCase("registry");

        relay.be(Mode.PASS);
        ScenarioFixture.awaitAnswer(mesher, "http://server/hello", "found");
    }

    @Test
    void aMesherThatStartsBeforeTheRegistryRegistersWhenItComes() throws IOException {
        int port = Ports.free();
        String url = "http://127.0.0.1:" + port;
        Application application = scenario.with(Application.saying("alive"));
        scenario.provider("server", url, application.port());
        MesherProcess consumer = scenario.consumer(url);
        assertThat(consumer.get("http://server/hello").status()).isEqualTo(503);

        RegistryProcess registry = scenario.with(RegistryProcess.start(scenario.folder("late"), port));
        registry.awaitInstances("server", 1);

        ScenarioFixture.awaitAnswer(consumer, "http://server/hello", "alive");
    }

    @Test
    void aMesherThatRestartsWithoutTheRegistryKnowsWhatItKnew() throws Exception {
        RegistryProcess registry = scenario.registry();
        live(registry, "alive");
        MesherSetup setup = scenario.setup("client", registry.url());
        MesherProcess first = scenario.with(setup.start());
        assertThat(first.get("http://server/hello").text()).isEqualTo("alive");
        first.terminate();
        assertThat(first.awaitExit()).isZero();

        registry.close();
        MesherProcess again = scenario.with(setup.start());

        assertThat(again.get("http://server/hello").text()).isEqualTo("alive");
    }

    @Test
    void aWatchThatIsCutComesBackAndTellsOfWhatWasMissed() throws IOException {
        RegistryProcess registry = scenario.registry();
        RegistryRelay relay = scenario.with(new RegistryRelay(registry.address()));
        live(registry, "old");
        MesherProcess mesher =
                scenario.with(scenario.setupWatching("client", relay.url()).start());
        Load load = load(mesher);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> relay.watches() == 1);

        live(registry, "second");
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> load.times("second") > 0);
        relay.cutWatches();
        live(registry, "third");
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> load.times("third") > 0);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> relay.watches() == 1);

        assertThat(load.failures()).isEmpty();
    }
}
