package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.RegistryConfig.HeartbeatMode;
import io.mesher.core.telemetry.RegistryStatus;
import io.mesher.core.telemetry.RegistryStatus.Heartbeats;
import io.mesher.core.telemetry.RegistryStatus.LookUps;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryStatusTest {
    @TempDir
    Path directory;

    private ClientFixture fixture;
    private FakeRegistry registry;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory);
        registry = fixture.registry;
    }

    private RegistryStatus status() {
        return fixture.client.status();
    }

    private long millis() {
        return fixture.timing.epochMillis();
    }

    @Test
    void tellsSinceWhenItIsRegistered() {
        fixture.start();
        long since = millis();
        fixture.advanceSeconds(10);
        assertThat(status().registration()).isEqualTo(new RegistryStatus.Registration(since, 1));
        assertThat(status().address()).isEqualTo("127.0.0.1:30100");
        assertThat(status().isStale()).isFalse();
        fixture.client.unregister(() -> {});
        fixture.timing.run();
        assertThat(status().registration()).isEqualTo(new RegistryStatus.Registration(0, 1));
    }

    @Test
    void countsRegistrationsAnew() {
        fixture.started();
        registry.losesAll();
        fixture.advanceSeconds(31);
        RegistryStatus status = status();
        assertThat(status.registration().times()).isEqualTo(2);
        assertThat(status.registration().since()).isGreaterThan(millis() - 10_000);
        assertThat(status.heartbeats().failed()).isEqualTo(1);
    }

    @Test
    void countsHeartbeatsByRequest() {
        fixture.start();
        assertThat(status().heartbeats()).isEqualTo(new Heartbeats(0, 0, 0, 0));
        fixture.advanceSeconds(31);
        Heartbeats first = status().heartbeats();
        assertThat(first.good()).isEqualTo(1);
        assertThat(first.lastGood()).isBetween(millis() - 5_000, millis());
        registry.overrule("PUT /heartbeat", Reply.error("500003", "m", "d"));
        fixture.advanceSeconds(31);
        Heartbeats later = status().heartbeats();
        assertThat(later.good()).isEqualTo(1);
        assertThat(later.lastGood()).isEqualTo(first.lastGood());
        assertThat(later.failed()).isPositive();
        assertThat(later.lastFailed()).isGreaterThan(first.lastGood());
    }

    @Test
    void countsPingsOfTheRegistry() {
        fixture.heartbeatMode = HeartbeatMode.WEB_SOCKET;
        fixture.start();
        registry.socket("/heartbeat").listener.onPing();
        assertThat(status().heartbeats()).isEqualTo(new Heartbeats(1, millis(), 0, 0));
    }

    @Test
    void tellsSinceWhenNoAddressAnswers() {
        fixture.addresses = List.of(ClientFixture.FIRST, ClientFixture.SECOND);
        fixture.started();
        registry.refusing.add(ClientFixture.FIRST);
        fixture.advanceSeconds(31);
        assertThat(status().address()).isEqualTo("127.0.0.2:30100");
        assertThat(status().isStale()).isFalse();
        registry.refusing.add(ClientFixture.SECOND);
        fixture.advanceSeconds(31);
        long since = status().staleSince();
        assertThat(since).isBetween(millis() - 31_000, millis());
        fixture.advanceSeconds(60);
        assertThat(status().staleSince()).isEqualTo(since);
        registry.refusing.clear();
        fixture.advanceSeconds(31);
        assertThat(status().staleSince()).isZero();
    }

    @Test
    void aStartWithoutRegistryIsStaleFromTheFirstQuestion() {
        registry.refusing.add(ClientFixture.FIRST);
        fixture.start();
        assertThat(status().staleSince()).isEqualTo(millis());
        assertThat(status().registration()).isEqualTo(new RegistryStatus.Registration(0, 0));
    }

    @Test
    void tellsWhetherItWatches() {
        fixture.watch = true;
        fixture.started();
        assertThat(status().watching()).isTrue();
        registry.takesSockets = false;
        registry.socket("/watcher").closes(1006, "");
        assertThat(status().watching()).isFalse();
        registry.takesSockets = true;
        fixture.advanceSeconds(31);
        assertThat(status().watching()).isTrue();
        fixture.client.unregister(() -> {});
        fixture.timing.run();
        assertThat(status().watching()).isFalse();
    }

    @Test
    void countsWhatItKnows() {
        fixture.statics = CatalogSnapshot.ofStatic("shop", Map.of("fixed", List.of(new Endpoint("h", 1))));
        registry.hasUp("order", 3);
        fixture.started();
        assertThat(status().services()).isEqualTo(1);
        assertThat(status().instances()).isEqualTo(1);
        fixture.lookUp("order");
        assertThat(status().services()).isEqualTo(2);
        assertThat(status().instances()).isEqualTo(4);
    }

    @Test
    void countsLookUps() {
        registry.hasUp("order", 1);
        fixture.started();
        fixture.lookUp("order");
        fixture.lookUp("order");
        assertThat(status().lookUps()).isEqualTo(new LookUps(1, 0, 0, 0));
        fixture.lookUp("none");
        fixture.lookUp("none");
        assertThat(status().lookUps()).isEqualTo(new LookUps(2, 0, 1, 1));
        registry.refusing.add(ClientFixture.FIRST);
        fixture.lookUp("late");
        assertThat(status().lookUps()).isEqualTo(new LookUps(3, 1, 1, 1));
    }

    @Test
    void countsALookUpAtItsEndSoThatThoseWithAnAnswerNeverBecomeFewer() {
        fixture.started();
        registry.hanging.add(ClientFixture.FIRST);
        fixture.ask("order");
        fixture.timing.run();
        assertThat(status().lookUps()).isEqualTo(new LookUps(0, 0, 0, 0));
        fixture.advanceSeconds(4);
        assertThat(status().lookUps()).isEqualTo(new LookUps(1, 1, 0, 0));
    }

    @Test
    void countsPulls() {
        registry.hasUp("order", 1);
        fixture.started();
        fixture.advanceSeconds(60);
        assertThat(status().pulls().all()).as("of nothing").isZero();
        fixture.lookUp("order");
        fixture.advanceSeconds(70);
        long all = status().pulls().all();
        assertThat(all).isBetween(1L, 3L);
        assertThat(status().pulls().failed()).isZero();
        long lastGood = status().pulls().lastGood();
        assertThat(lastGood).isGreaterThan(millis() - 40_000);
        registry.refusing.add(ClientFixture.FIRST);
        fixture.advanceSeconds(40);
        assertThat(status().pulls().failed()).isPositive();
        assertThat(status().pulls().lastGood()).isEqualTo(lastGood);
    }
}
