package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.LookupResult;
import io.mesher.core.config.RegistryConfig.Account;
import io.mesher.core.config.RegistryConfig.HeartbeatMode;
import io.mesher.registry.client.find.Lookups;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A defect, an exception that nobody expects, costs what it interrupts, and nothing that comes later. */
class DefectsTest {
    private static final LookupResult FOUND = new LookupResult.Found();
    private static final String FIND = "GET /v4/default/registry/instances?";
    private static final String BATCH = "POST /instances/action";

    @TempDir
    Path directory;

    private ClientFixture fixture;
    private FakeRegistry registry;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory);
        fixture.timing.expectsDefects = true;
        registry = fixture.registry;
        registry.hasUp("order", 1);
    }

    private void assertDefects() {
        assertThat(fixture.timing.defects).isNotEmpty();
    }

    private static void fail() {
        throw new IllegalStateException("made by the test");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void refreshesAgainAfterAnAnswerThatCouldNotBeRead(int status) {
        fixture.started().lookUp("order");
        registry.overrule(BATCH, Reply.defect(status));
        fixture.advanceSeconds(40);
        assertDefects();
        registry.overrides.clear();
        registry.hasUp("order", 2);
        fixture.advanceSeconds(40);
        assertThat(fixture.ids("order")).hasSize(2);
    }

    @Test
    void refreshesAgainAfterADefectAtTheBeginningOfOne() {
        fixture.started().lookUp("order");
        registry.hasUp("order", 2);
        fixture.onUsageAsked = DefectsTest::fail;
        fixture.advanceSeconds(40);
        assertDefects();
        assertThat(fixture.ids("order")).hasSize(1);
        fixture.onUsageAsked = () -> {};
        fixture.advanceSeconds(40);
        assertThat(fixture.ids("order")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 500})
    void endsALookUpWhoseAnswerCouldNotBeRead(int status) {
        fixture.started();
        registry.overrule(FIND, Reply.defect(status));
        assertThat(fixture.lookUp("order")).isInstanceOf(LookupResult.Unavailable.class);
        assertDefects();
        registry.overrides.clear();
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
    }

    @Test
    void answersEveryoneWhoWaitsForALookUpThoughOneOfThemHasADefect() {
        fixture.started();
        AtomicReference<LookupResult> before = fixture.ask("order");
        fixture.client.lookUp("", "order", _ -> fail());
        AtomicReference<LookupResult> after = fixture.ask("order");
        fixture.timing.run();
        assertDefects();
        assertThat(before.get()).isEqualTo(FOUND);
        assertThat(after.get()).isEqualTo(FOUND);
    }

    @Test
    void looksUpAsManyNamesAsBeforeAfterDefectsOfThoseWhoAsked() {
        fixture.started();
        for (int i = 0; i < Lookups.MAX_UNDER_WAY; i++) {
            registry.hasUp("s" + i, 1);
            fixture.client.lookUp("", "s" + i, _ -> fail());
        }
        fixture.timing.run();
        assertThat(fixture.timing.defects).hasSize(Lookups.MAX_UNDER_WAY);
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /existence", "POST /v4/default/registry/microservices", "POST /sid/instances"})
    void registersAfterAnAnswerThatCouldNotBeRead(String call) {
        registry.overrule(call, Reply.defect(200));
        fixture.start();
        registry.overrule(call, Reply.defect(400));
        fixture.advanceSeconds(3);
        registry.overrule(call, Reply.defect(500));
        fixture.advanceSeconds(5);
        assertDefects();
        registry.overrides.clear();
        fixture.advanceSeconds(40);
        assertThat(registry.requests("PUT /heartbeat")).isNotEmpty();
    }

    @Test
    void keepsTheLeaseAfterAHeartbeatWhoseAnswerCouldNotBeRead() {
        fixture.started();
        registry.overrule("PUT /heartbeat", Reply.defect(500));
        fixture.advanceSeconds(40);
        assertDefects();
        registry.overrides.clear();
        registry.requests.clear();
        fixture.advanceSeconds(40);
        assertThat(registry.requests("PUT /heartbeat")).isNotEmpty();
    }

    @Test
    void reportsTheStatusAgainAfterAnAnswerThatCouldNotBeRead() {
        fixture.started();
        registry.overrule("PUT /status", Reply.defect(500));
        fixture.client.status(false);
        fixture.timing.run();
        assertDefects();
        registry.overrides.clear();
        registry.requests.clear();
        fixture.advanceSeconds(5);
        assertThat(registry.requests("PUT /status")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 500})
    void logsInAgainAfterAnAnswerThatCouldNotBeRead(int status) {
        fixture.account = new Account("mesher", "secret");
        registry.overrule("POST /v4/token", Reply.defect(status));
        fixture.start();
        assertDefects();
        registry.overrides.clear();
        fixture.advanceSeconds(60);
        assertThat(registry.knowsInstance).isTrue();
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
    }

    @Test
    void watchesAgainAfterADefectOnAnEvent() {
        fixture.watch = true;
        fixture.started().lookUp("order");
        int sockets = registry.sockets.size();
        // No frame has such an event: what reads it meets a defect.
        registry.socket("/watcher").listener.onText(null);
        fixture.advanceSeconds(3);
        assertDefects();
        assertThat(registry.sockets).hasSizeGreaterThan(sockets);
    }

    @Test
    void opensTheWatchAndTheHeartbeatAgainAfterADefectAtTheirOpening() {
        fixture.watch = true;
        fixture.heartbeatMode = HeartbeatMode.WEB_SOCKET;
        registry.onSocket = DefectsTest::fail;
        fixture.started();
        assertDefects();
        assertThat(registry.sockets).isEmpty();
        registry.onSocket = () -> {};
        fixture.advanceSeconds(40);
        assertThat(registry.socket("/watcher").ended).isFalse();
    }

    @Test
    void callsOnAfterADefectAtTheSendingOfACall() {
        fixture.started().lookUp("order");
        registry.onCall = DefectsTest::fail;
        fixture.advanceSeconds(100);
        assertThat(fixture.lookUp("cart")).isInstanceOf(LookupResult.Unavailable.class);
        assertDefects();
        registry.onCall = () -> {};
        registry.hasUp("order", 2);
        fixture.advanceSeconds(60);
        assertThat(fixture.ids("order")).hasSize(2);
        assertThat(registry.requests("PUT /heartbeat")).isNotEmpty();
    }

    @Test
    void looksForAddressesThatAreBackAfterADefectInAProbe() {
        fixture.started().lookUp("order");
        registry.refusing.add(ClientFixture.FIRST);
        fixture.advanceSeconds(40);
        registry.onCall = DefectsTest::fail;
        fixture.advanceSeconds(20);
        assertDefects();
        registry.onCall = () -> {};
        registry.refusing.clear();
        registry.requests.clear();
        fixture.advanceSeconds(16);
        assertThat(registry.requests("GET /readiness")).isNotEmpty();
    }

    @Test
    void registersAgainAfterADefectOfWhoWaitedForTheUnregistration() {
        fixture.started();
        AtomicInteger done = new AtomicInteger();
        fixture.client.unregister(() -> {
            done.incrementAndGet();
            fail();
        });
        fixture.client.register();
        fixture.timing.run();
        assertDefects();
        assertThat(done).hasValue(1);
        assertThat(registry.knowsInstance).isTrue();
        fixture.advance(Duration.ofSeconds(40));
        assertThat(registry.requests("PUT /heartbeat")).isNotEmpty();
    }
}
