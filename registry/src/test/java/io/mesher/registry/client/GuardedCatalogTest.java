package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.net.client.CallResponse;
import io.mesher.registry.client.find.Discovery;
import io.mesher.registry.log.CapturedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What requests see when the registry's answers shrink. */
class GuardedCatalogTest {
    @TempDir
    Path directory;

    private ClientFixture fixture;
    private FakeRegistry registry;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory);
        registry = fixture.registry;
    }

    private void startWithFour() {
        registry.hasUp("order", 4);
        fixture.started().lookUp("order");
    }

    @Test
    void keepsInstancesUntilTheRegistryHasSaidTwiceThatMostAreGone() {
        startWithFour();
        registry.hasUp("order", 1);
        fixture.advanceSeconds(34);
        assertThat(fixture.ids("order")).hasSize(4);
        assertThat(CapturedLog.lines("lacks most instances")).hasSize(1);
        fixture.advanceSeconds(34);
        assertThat(fixture.ids("order")).containsExactly("i0");
    }

    @Test
    void believesAtOnceThatHalfIsGone() {
        startWithFour();
        registry.hasUp("order", 2);
        fixture.advanceSeconds(34);
        assertThat(fixture.ids("order")).containsExactly("i0", "i1");
    }

    @Test
    void keepsInstancesWhenTheListIsSuddenlyEmpty() {
        startWithFour();
        registry.has("order");
        fixture.advanceSeconds(34);
        assertThat(fixture.ids("order")).hasSize(4);
        registry.hasUp("order", 4);
        fixture.advanceSeconds(100);
        assertThat(fixture.ids("order")).hasSize(4);
    }

    @Test
    void forgetsServiceThatIsGoneOnlyAtTheSecondAnswer() {
        startWithFour();
        registry.services.clear();
        fixture.advanceSeconds(34);
        assertThat(fixture.ids("order")).hasSize(4);
        fixture.advanceSeconds(34);
        assertThat(fixture.ids("order")).isNull();
        assertThat(fixture.lookUp("order")).isEqualTo(new LookupResult.NoSuchService());
    }

    @Test
    void dropsKeptInstanceAtItsFirstFailedConnect() {
        startWithFour();
        Instance gone = fixture.instance("order", "i2");
        Instance alive = fixture.instance("order", "i0");
        registry.hasUp("order", 1);
        fixture.advanceSeconds(34);
        fixture.unreachable("order", gone);
        fixture.unreachable("order", alive);
        fixture.timing.run();
        assertThat(fixture.ids("order")).containsExactly("i0", "i1", "i3");
    }

    @Test
    void leavesListedInstanceThatCannotBeConnectedToAlone() {
        startWithFour();
        fixture.unreachable("order", fixture.instance("order", "i2"));
        fixture.timing.run();
        assertThat(fixture.ids("order")).hasSize(4);
    }

    @Test
    void believesStatusDownAtOnce() {
        startWithFour();
        registry.has(
                "order",
                FakeRegistry.instance("i0", "DOWN", "1.0.0", "rest://10.0.0.1:1000"),
                FakeRegistry.instance("i1", "OUTOFSERVICE", "1.0.0", "rest://10.0.0.1:1001"),
                FakeRegistry.instance("i2", "STARTING", "1.0.0", "rest://10.0.0.1:1002"),
                FakeRegistry.instance("i3", "UP", "1.0.0", "rest://10.0.0.1:1003"));
        fixture.advanceSeconds(34);
        assertThat(fixture.ids("order")).containsExactly("i3");
    }

    @Test
    void keepsAllFor120SecondsWhenTheRegistryCameBackEmpty() {
        startWithFour();
        registry.losesAll();
        fixture.advanceSeconds(34);
        assertThat(registry.knowsInstance).as("registered again at once").isTrue();
        registry.hasUp("order", 1);
        fixture.advanceSeconds(85);
        assertThat(fixture.ids("order")).hasSize(4);
        registry.hasUp("order", 4);
        fixture.advanceSeconds(200);
        assertThat(fixture.ids("order")).hasSize(4);
    }

    @Test
    void looksWhetherTheRegistryKnowsUsBeforeItBelievesAnEmptyAnswer() {
        startWithFour();
        fixture.advanceSeconds(20);
        registry.requests.clear();
        registry.losesAll();
        fixture.advanceSeconds(13);
        assertThat(registry.knowsInstance).isTrue();
        assertThat(fixture.ids("order")).hasSize(4);
        assertThat(CapturedLog.lines("no longer knows")).hasSize(1);
    }

    @Test
    void distrustsRegistryThatWasAwayWhereNoHeartbeatTellsWhatItLost() {
        fixture.self = new ServiceIdentity(ServiceIdentity.UNNAMED, "shop", "", "");
        startWithFour();
        registry.refusing.add(ClientFixture.FIRST);
        fixture.advanceSeconds(60);
        registry.refusing.clear();
        registry.services.clear();
        fixture.advanceSeconds(100);
        assertThat(fixture.ids("order")).hasSize(4);
        registry.hasUp("order", 4);
        fixture.advanceSeconds(100);
        assertThat(fixture.ids("order")).hasSize(4);
    }

    @Test
    void doesNotSayThatAServiceIsMissingWhileTheRegistryIsFilledAgain() {
        startWithFour();
        registry.losesAll();
        fixture.advanceSeconds(40);
        assertThat(CapturedLog.lines("no longer knows")).hasSize(1);

        assertThat(fixture.lookUp("billing"))
                .isInstanceOfSatisfying(
                        LookupResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.cause()).contains("lost its data"));

        fixture.advance(Discovery.DISTRUST);
        assertThat(fixture.lookUp("billing")).isEqualTo(new LookupResult.NoSuchService());
    }

    @Test
    void takesItForNoLagWhenTheRegistryWasCutOffSinceTheRegistration() {
        registry.hasUp("order", 4);
        fixture.watch = true;
        fixture.start().lookUp("order");
        registry.losesAll();
        registry.socket("/watcher").closes(1006, "");
        fixture.advanceSeconds(100);
        assertThat(CapturedLog.lines("no longer knows")).hasSize(1);
        assertThat(fixture.ids("order")).hasSize(4);
    }

    @Test
    void doesNotWonderThatItsOwnInstanceIsGoneWhenItTookItOff() {
        registry.hasUp("web", 1);
        registry.hasUp("order", 1);
        fixture.started().lookUp("web");
        fixture.lookUp("order");
        fixture.client.unregister(() -> {});
        registry.has("web");
        registry.has("order");
        fixture.advanceSeconds(34);
        assertThat(CapturedLog.lines("lacks most instances"))
                .singleElement()
                .asString()
                .contains("service order");

        fixture.client.register();
        registry.hasUp("web", 1);
        fixture.advanceSeconds(34);
        registry.has("web");
        fixture.advanceSeconds(34);
        assertThat(CapturedLog.lines("service web: the registry's answer lacks most instances"))
                .hasSize(1);
    }

    /** Who hosted it has ended before our registration had arrived, so we have no lease by which we could notice. */
    @Test
    void doesNotSayThatAServiceIsMissingWhereTheRegistryWasReplacedBeforeWeWereRegistered() {
        registry.refusing.add(ClientFixture.FIRST);
        fixture.start();
        registry.refusing.clear();
        registry.hasUp("order", 1);

        assertThat(fixture.lookUp("gone"))
                .isInstanceOfSatisfying(
                        LookupResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.cause()).contains("lost its data"));
        assertThat(fixture.lookUp("order")).isEqualTo(new LookupResult.Found());
        fixture.advanceSeconds(130);
        assertThat(fixture.lookUp("gone")).isEqualTo(new LookupResult.NoSuchService());
    }

    @Test
    void ourOwnServiceIsNotMissingWhileItIsBeingRegistered() {
        registry.overrule("GET /v4/default/registry/existence", new Reply.Hang());
        fixture.start();

        assertThat(fixture.lookUp("web"))
                .isInstanceOfSatisfying(
                        LookupResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.cause()).contains("being registered"));
        assertThat(fixture.lookUp("order")).isEqualTo(new LookupResult.NoSuchService());

        registry.overrides.clear();
        fixture.advanceSeconds(5);
        registry.hasUp("web", 1);
        assertThat(fixture.lookUp("web")).isEqualTo(new LookupResult.Found());
    }

    @Test
    void ourOwnServiceIsFoundAsSoonAsItIsRegistered() {
        registry.overrule(
                "GET /v4/default/registry/existence",
                new Reply.Late(new CallResponse(200, Map.of(), new byte[] {'{', '}'}), Duration.ofMillis(100)));
        fixture.start();
        assertThat(fixture.lookUp("web")).isInstanceOf(LookupResult.Unavailable.class);

        registry.hasUp("web", 1);
        fixture.advance(Duration.ofMillis(150));
        assertThat(fixture.lookUp("web")).isEqualTo(new LookupResult.Found());
    }
}
