package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.client.find.Lookups;
import io.mesher.registry.client.find.MissingNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupsTest {
    private static final LookupResult FOUND = new LookupResult.Found();
    private static final LookupResult NO_SUCH_SERVICE = new LookupResult.NoSuchService();
    private static final String FIND = "GET /v4/default/registry/instances?";

    @TempDir
    Path directory;

    private ClientFixture fixture;
    private FakeRegistry registry;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory);
        registry = fixture.registry;
    }

    @Test
    void findsServiceOfItsOwnApplicationWhenItIsFirstCalled() {
        registry.hasUp("order", 2);
        fixture.started();
        assertThat(fixture.ids("order")).isNull();
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
        assertThat(fixture.ids("order")).containsExactly("i0", "i1");
        assertThat(fixture.instance("order", "i1").endpoint()).isEqualTo(new Endpoint("10.0.0.1", 1001));
        assertThat(registry.requests(FIND)).singleElement().satisfies(request -> {
            assertThat(request.target()).endsWith("/instances?appId=shop&serviceName=order&version=0%2B");
            assertThat(request.fields()).contains("X-ConsumerId: sid\r\n");
        });
    }

    @Test
    void asksWithItsEnvironment() {
        registry.hasUp("order", 1);
        fixture.self = new ServiceIdentity("web", "shop", "1.0.0", "testing");
        fixture.started().lookUp("order");
        assertThat(registry.requests(FIND).getFirst().target()).endsWith("&version=0%2B&env=testing");
    }

    @Test
    void asksOnceForManyCallersOfTheSameName() {
        registry.hasUp("order", 1);
        fixture.started();
        List<AtomicReference<LookupResult>> results = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            results.add(fixture.ask("order"));
        }
        fixture.timing.run();
        assertThat(results).allSatisfy(result -> assertThat(result.get()).isEqualTo(FOUND));
        assertThat(registry.requests(FIND)).hasSize(1);
    }

    @Test
    void doesNotAskForWhatItHas() {
        registry.hasUp("order", 1);
        fixture.started().lookUp("order");
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
        assertThat(registry.requests(FIND)).hasSize(1);
    }

    @Test
    void remembersForShortThatThereIsNoSuchService() {
        fixture.started();
        assertThat(fixture.lookUp("ghost")).isEqualTo(NO_SUCH_SERVICE);
        assertThat(fixture.lookUp("ghost")).isEqualTo(NO_SUCH_SERVICE);
        assertThat(registry.requests(FIND)).hasSize(1);
        registry.hasUp("ghost", 1);
        fixture.advanceSeconds(1);
        assertThat(fixture.lookUp("ghost")).isEqualTo(FOUND);
    }

    @Test
    void forgetsTheOldestOfTooManyMissingNames() {
        MissingNames names = new MissingNames();
        for (int i = 0; i <= MissingNames.MAX; i++) {
            names.add(new ServiceName("", "n" + i), NO_SUCH_SERVICE, i);
        }
        assertThat(names.answer(new ServiceName("", "n0"), MissingNames.MAX)).isNull();
        assertThat(names.answer(new ServiceName("", "n1"), MissingNames.MAX)).isEqualTo(NO_SUCH_SERVICE);
    }

    @Test
    void asksAtMostOncePerSecondForServiceWithoutInstances() {
        registry.has("order");
        fixture.started();
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
        assertThat(fixture.ids("order")).isEmpty();
        fixture.lookUp("order");
        assertThat(registry.requests(FIND)).hasSize(1);
        registry.hasUp("order", 1);
        fixture.advanceSeconds(1);
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
        assertThat(fixture.ids("order")).containsExactly("i0");
        assertThat(registry.requests(FIND)).hasSize(2);
    }

    @Test
    void asksForFewNamesAtATimeAndLetsFewWait() {
        fixture.started();
        registry.hanging.add(ClientFixture.FIRST);
        List<AtomicReference<LookupResult>> results = new ArrayList<>();
        for (int i = 0; i < Lookups.MAX_UNDER_WAY + Lookups.MAX_WAITING; i++) {
            results.add(fixture.ask("name" + i));
        }
        fixture.timing.run();
        assertThat(registry.requests(FIND)).hasSize(Lookups.MAX_UNDER_WAY);
        assertThat(fixture.lookUp("onemore"))
                .isInstanceOfSatisfying(
                        LookupResult.Overload.class,
                        overload -> assertThat(overload.limit()).contains("16", "256"));
        fixture.advance(Duration.ofSeconds(4));
        assertThat(results).allSatisfy(result -> assertThat(result.get()).isInstanceOf(LookupResult.Unavailable.class));
    }

    @Test
    void saysWhichRegistryDidNotAnswerAndWhy() {
        fixture.started();
        registry.refusing.add(ClientFixture.FIRST);
        assertThat(fixture.lookUp("order"))
                .isEqualTo(new LookupResult.Unavailable("registry at 127.0.0.1:30100: connection refused"));
    }

    @Test
    void answersWithinTheTimeoutWhenTheRegistryHangs() {
        fixture.started();
        registry.hanging.add(ClientFixture.FIRST);
        AtomicReference<LookupResult> result = fixture.ask("order");
        fixture.advance(Duration.ofMillis(2_900));
        assertThat(result.get()).isNull();
        fixture.advance(Duration.ofMillis(200));
        assertThat(result.get()).isInstanceOf(LookupResult.Unavailable.class);
    }

    @Test
    void takesErrorForAnswerOfNobody() {
        fixture.started();
        registry.overrule(FIND, Reply.error("500003", "Internal server error", "oops"));
        assertThat(fixture.lookUp("order"))
                .isInstanceOfSatisfying(
                        LookupResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.cause()).contains("500003", "oops"));
    }

    @Test
    void doesNotAskForNamesThatNoServiceCanHave() {
        fixture.started();
        assertThat(fixture.lookUp("a b")).isEqualTo(NO_SUCH_SERVICE);
        assertThat(fixture.lookUp("x".repeat(290))).isEqualTo(NO_SUCH_SERVICE);
        assertThat(registry.requests(FIND)).isEmpty();
    }

    @Test
    void prefersConfiguredServiceAndNeverAsksForIt() {
        registry.hasUp("order", 3);
        fixture.statics = CatalogSnapshot.ofStatic(Map.of("order", List.of(new Endpoint("10.9.9.9", 80))));
        fixture.started();
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
        assertThat(fixture.ids("order")).containsExactly("10.9.9.9:80");
        assertThat(registry.requests(FIND)).isEmpty();
    }

    @Test
    void looksNothingUpWhereDiscoveryIsOff() {
        registry.hasUp("order", 3);
        fixture.discover = false;
        fixture.started();
        assertThat(fixture.lookUp("order")).isEqualTo(NO_SUCH_SERVICE);
        assertThat(registry.requests(FIND)).isEmpty();
    }

    @Test
    void findsServiceAlsoWhenTheRegistryHasLostUs() {
        fixture.started();
        registry.losesAll();
        registry.hasUp("order", 1);
        registry.overrule("POST /v4/default/registry/microservices", new Reply.Hang());
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
        registry.overrides.clear();
        fixture.advanceSeconds(5);
        assertThat(registry.knowsInstance)
                .as("registers again, since the registry said that it doesn't know us")
                .isTrue();
    }

    @Test
    void asksAgainAtOnceForServiceWhoseInstanceRefusesConnections() {
        registry.has("order", FakeRegistry.instance("old", "UP", "1.0.0", "rest://10.0.0.1:1"));
        fixture.started().lookUp("order");
        Instance old = fixture.instance("order", "old");
        fixture.advanceSeconds(2);
        registry.has("order", FakeRegistry.instance("new", "UP", "1.0.0", "rest://10.0.0.1:2"));
        fixture.unreachable("order", old);
        fixture.timing.run();
        assertThat(fixture.ids("order")).contains("new");
        assertThat(registry.requests(FIND).getLast().target()).contains("&rev=");
        fixture.unreachable("order", old);
        fixture.timing.run();
        assertThat(fixture.ids("order")).as("no longer named, nor reachable").containsExactly("new");
    }

    @Test
    void asksAgainForUnreachableInstancesAtMostOncePerSecond() {
        registry.hasUp("order", 2);
        fixture.started().lookUp("order");
        registry.requests.clear();
        Instance instance = fixture.instance("order", "i0");
        for (int i = 0; i < 500; i++) {
            fixture.unreachable("order", instance);
            fixture.advance(Duration.ofMillis(10));
        }
        assertThat(registry.requests(FIND)).hasSizeBetween(4, 5);
    }

    @Test
    void doesNotAskAgainForWhatIsNotInTheCatalogOrWhileNoRegistryAnswers() {
        registry.hasUp("order", 1);
        fixture.started().lookUp("order");
        Instance instance = fixture.instance("order", "i0");
        registry.requests.clear();
        fixture.advanceSeconds(2);
        fixture.unreachable("order", new Instance("local", "1.0.0", new Endpoint("127.0.0.1", 8080)));
        fixture.unreachable("web", instance);
        fixture.timing.run();
        registry.refusing.add(ClientFixture.FIRST);
        fixture.lookUp("other");
        registry.requests.clear();
        fixture.unreachable("order", instance);
        fixture.timing.run();
        assertThat(registry.requests(FIND)).isEmpty();
    }

    @Test
    void doesNotTakeAnAnswerOverThatToALaterQuestion() {
        registry.has("order", FakeRegistry.instance("old", "UP", "1.0.0", "rest://10.0.0.1:1"));
        fixture.watch = true;
        fixture.started().lookUp("order");
        fixture.advanceSeconds(5);
        Reply.Answer before = (Reply.Answer)
                Reply.answer(200, "{" + registry.instances("order") + "}", Map.of("x-resource-revision", "1"));
        registry.overrides.put(FIND, _ -> new Reply.Late(before.response(), Duration.ofSeconds(2)));
        fixture.unreachable("order", fixture.instance("order", "old"));
        fixture.timing.run();
        registry.overrides.clear();
        registry.has(
                "order",
                FakeRegistry.instance("old", "DOWN", "1.0.0", "rest://10.0.0.1:1"),
                FakeRegistry.instance("new", "UP", "1.0.0", "rest://10.0.0.1:2"));
        fixture.advanceSeconds(1);
        registry.socket("/watcher").sends("nonsense, so that all services are asked for");
        fixture.timing.run();
        assertThat(fixture.ids("order")).containsExactly("new");
        fixture.advance(Duration.ofMillis(1_100));
        assertThat(fixture.ids("order")).containsExactly("new");
    }
}
