package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.LookupResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {
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
        fixture.watch = true;
        registry = fixture.registry;
        registry.hasUp("order", 3);
        fixture.started().lookUp("order");
        registry.requests.clear();
        fixture.advanceSeconds(1);
    }

    private FakeSocket socket() {
        return registry.socket("/microservices/sid/watcher");
    }

    private void event(String action, String app, String service, String instance) {
        socket().sends("{\"action\":\"" + action + "\",\"key\":{\"tenant\":\"default/default\",\"appId\":\"" + app
                + "\",\"serviceName\":\"" + service + "\",\"version\":\"2.0.0\"},\"instance\":" + instance + "}");
        fixture.advance(Duration.ofMillis(50));
    }

    private static String up(String id) {
        return FakeRegistry.instance(id, "UP", "1.0.0", "rest://" + id + ":1");
    }

    @Test
    void watchesInTheNameOfItsService() {
        assertThat(socket().request.target()).isEqualTo("/v4/default/registry/microservices/sid/watcher");
    }

    @Test
    void takesNewInstanceAtOnce() {
        event("CREATE", "shop", "order", up("n"));
        assertThat(fixture.ids("order")).containsExactly("i0", "i1", "i2", "n");
        assertThat(registry.requests).isEmpty();
    }

    @Test
    void showsTheFirstChangeAtOnceAndGathersThoseThatFollow() {
        now("CREATE", up("n1"));
        assertThat(fixture.ids("order")).contains("n1");
        now("CREATE", up("n2"));
        assertThat(fixture.ids("order")).doesNotContain("n2");
        fixture.advance(Duration.ofMillis(10));
        assertThat(fixture.ids("order")).contains("n2");
    }

    @Test
    void lookUpSeesWhatEventsHaveToldUpToThen() {
        now("DELETE", up("i0"));
        now("CREATE", up("n"));
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
        assertThat(fixture.ids("order")).containsExactly("i1", "i2", "n");
        assertThat(registry.requests).isEmpty();
    }

    /** A single instance that is replaced: callers must not see the moment between. */
    @Test
    void asksForServiceThatEventsHaveEmptiedBeforeRequestsAreRefused() {
        empty();
        registry.hasUp("order", 1);
        var result = fixture.ask("order");
        fixture.advance(Duration.ofMillis(199));
        assertThat(result.get()).as("an answer may be older than the event").isNull();
        assertThat(registry.requests(FIND)).isEmpty();
        fixture.advance(Duration.ofMillis(2));
        assertThat(result.get()).isEqualTo(FOUND);
        assertThat(fixture.ids("order")).containsExactly("i0");
    }

    @Test
    void tellsWhoWaitsAtOnceWhenAnEventBringsAnInstance() {
        empty();
        var result = fixture.ask("order");
        fixture.advance(Duration.ofMillis(20));
        now("CREATE", up("n"));
        assertThat(result.get()).isEqualTo(FOUND);
        assertThat(fixture.ids("order")).containsExactly("n");
    }

    @Test
    void asksForEmptiedServiceOncePerSecond() {
        empty();
        registry.has("order");
        for (int i = 0; i < 19; i++) {
            fixture.ask("order");
            fixture.advance(Duration.ofMillis(100));
        }
        assertThat(registry.requests(FIND)).hasSize(2);
    }

    @Test
    void letsAllWaitWhoAskForServiceThatEventsHaveEmptied() {
        empty();
        registry.hasUp("order", 1);
        var first = fixture.ask("order");
        fixture.advance(Duration.ofMillis(50));
        var second = fixture.ask("order");
        fixture.advance(Duration.ofMillis(10));
        assertThat(first.get()).isNull();
        assertThat(second.get()).isNull();
        fixture.advance(Duration.ofMillis(141));
        assertThat(first.get()).isEqualTo(FOUND);
        assertThat(second.get()).isEqualTo(FOUND);
        assertThat(registry.requests(FIND)).hasSize(1);
    }

    /** As when an instance takes itself out of service before it unregisters. */
    @Test
    void asksForEmptiedServiceAlsoAfterFurtherEventsOfWhatIsGone() {
        empty();
        now("DELETE", up("i2"));
        registry.hasUp("order", 1);
        var result = fixture.ask("order");
        fixture.advance(Duration.ofMillis(199));
        assertThat(result.get()).isNull();
        fixture.advance(Duration.ofMillis(2));
        assertThat(result.get()).isEqualTo(FOUND);
        assertThat(fixture.ids("order")).containsExactly("i0");
    }

    @Test
    void waitsOnWhenAFurtherEventMakesTheNextAnswerUncertainToo() {
        empty();
        registry.hasUp("order", 1);
        var result = fixture.ask("order");
        fixture.advance(Duration.ofMillis(150));
        now("DELETE", up("i2"));
        fixture.advance(Duration.ofMillis(199));
        assertThat(result.get()).isNull();
        assertThat(registry.requests(FIND)).isEmpty();
        fixture.advance(Duration.ofMillis(2));
        assertThat(result.get()).isEqualTo(FOUND);
        assertThat(fixture.ids("order")).containsExactly("i0");
    }

    /** A failed connect has asked, and the event that says why comes before the answer. */
    @ParameterizedTest
    @ValueSource(ints = {20, 200, 400})
    void asksAgainWhenTheEventThatEmptiesTheServiceOvertakesAnAnswer(int answerMillis) {
        registry.has("order", up("i0"));
        fixture.advanceSeconds(4);
        Reply.Answer old = (Reply.Answer) Reply.answer(200, "{" + registry.instances("order") + "}", Map.of());
        registry.overrides.put(FIND, _ -> new Reply.Late(old.response(), Duration.ofMillis(answerMillis)));
        now("DELETE", up("i1"));
        now("DELETE", up("i2"));
        fixture.advanceSeconds(2);
        registry.requests.clear();
        fixture.unreachable("order", fixture.instance("order", "i0"));
        fixture.timing.run();
        assertThat(registry.requests(FIND)).hasSize(1);
        now("DELETE", up("i0"));
        registry.overrides.clear();
        registry.has("order", up("n"));
        var result = fixture.ask("order");
        fixture.advance(Duration.ofMillis(Math.max(200, answerMillis) - 1));
        assertThat(result.get()).isNull();
        fixture.advance(Duration.ofMillis(2));
        assertThat(result.get()).isEqualTo(FOUND);
        assertThat(fixture.ids("order")).containsExactly("n");
        assertThat(registry.requests(FIND)).hasSize(2);
    }

    @Test
    void isContentWithAnAnswerFromAfterTheEvent() {
        empty();
        registry.has("order");
        fixture.advance(Duration.ofMillis(300));
        socket().sends("nonsense, so that all services are asked for");
        fixture.advance(Duration.ofMillis(500));
        registry.requests.clear();
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
        assertThat(registry.requests(FIND)).isEmpty();
    }

    @Test
    void tellsWhatIsKnownInTimeWhateverEventsCome() {
        empty();
        registry.has("order");
        var result = fixture.ask("order");
        for (int i = 0; i < 30; i++) {
            now("DELETE", up("i2"));
            fixture.advance(Duration.ofMillis(100));
        }
        assertThat(result.get()).isEqualTo(FOUND);
    }

    private void empty() {
        for (String id : new String[] {"i0", "i1", "i2"}) {
            now("DELETE", up(id));
        }
    }

    /** An event, and no time for anything else. */
    private void now(String action, String instance) {
        socket().sends("{\"action\":\"" + action
                + "\",\"key\":{\"appId\":\"shop\",\"serviceName\":\"order\",\"version\":\"1.0.0\"},\"instance\":"
                + instance + "}");
        fixture.timing.run();
    }

    @Test
    void asksOnceMoreForNewServiceOfWhichTheRegistrySendsNoEventsYet() {
        registry.hasUp("order", 4);
        fixture.advanceSeconds(3);
        assertThat(registry.requests(BATCH)).hasSize(1);
        assertThat(fixture.ids("order")).hasSize(4);
        fixture.advanceSeconds(20);
        assertThat(registry.requests(BATCH)).hasSize(1);
    }

    @Test
    void takesVersionFromTheKeyWhereTheInstanceHasNone() {
        event("CREATE", "shop", "order", FakeRegistry.instance("n", "UP", "", "rest://10.0.0.1:1"));
        assertThat(fixture.instance("order", "n").version()).isEqualTo("2.0.0");
    }

    @Test
    void takesChangedInstanceAtOnce() {
        event("UPDATE", "shop", "order", FakeRegistry.instance("i1", "UP", "1.0.1", "rest://10.0.0.9:9"));
        assertThat(fixture.instance("order", "i1").endpoint().authority()).isEqualTo("10.0.0.9:9");
        assertThat(fixture.ids("order")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"DELETE,UP", "EXPIRE,UP", "UPDATE,DOWN", "CREATE,OUTOFSERVICE"})
    void dropsInstanceAtOnce(String action, String status) {
        for (String id : new String[] {"i0", "i1", "i2"}) {
            event(action, "shop", "order", FakeRegistry.instance(id, status, "1.0.0", "rest://10.0.0.1:1"));
        }
        assertThat(fixture.ids("order")).isEmpty();
    }

    @Test
    void ignoresEventsOfOtherApplicationsAndOfServicesThatNobodyCalled() {
        event("CREATE", "other", "order", up("n"));
        event("CREATE", "shop", "cart", up("n"));
        assertThat(fixture.ids("order")).hasSize(3);
        assertThat(fixture.ids("cart")).isNull();
        assertThat(registry.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":",
                "nonsense",
                "{\"action\":\"CREATE\",\"key\":{\"appId\":\"shop\",\"serviceName\":\"order\"}}",
                "{\"action\":\"ERROR\",\"key\":{\"appId\":\"shop\",\"serviceName\":\"order\"},\"instance\":{\"instanceId\":\"x\"}}"
            })
    void asksForAllServicesAfterEventThatItCannotUse(String text) {
        registry.hasUp("order", 4);
        socket().sends(text);
        fixture.advanceSeconds(1);
        assertThat(registry.requests(BATCH)).hasSize(1);
        assertThat(fixture.ids("order")).hasSize(4);
    }

    @Test
    void doesNotAskMoreThanOncePerSecondWhateverComes() {
        for (int i = 0; i < 1_000; i++) {
            socket().sends("nonsense");
            fixture.advance(Duration.ofMillis(5));
        }
        assertThat(registry.requests(BATCH)).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void registersAgainWhenTheServiceIsUnknown() {
        fixture.advanceSeconds(5);
        registry.losesAll();
        registry.requests.clear();
        socket().sends("service does not exist");
        socket().closes(1006, "connection ended");
        fixture.timing.run();
        assertThat(registry.knowsInstance).isTrue();
        assertThat(socket().ended).isFalse();
    }

    @Test
    void connectsAgainAndAsksForAllServicesThen() {
        FakeSocket first = socket();
        registry.hasUp("order", 4);
        first.closes(1006, "connection reset");
        fixture.advanceSeconds(3);
        assertThat(socket()).isNotSameAs(first);
        assertThat(fixture.ids("order")).hasSize(4);
    }

    @Test
    void triesLessAndLessOftenWhileTheWebSocketIsRefused() {
        registry.takesSockets = false;
        socket().closes(1006, "connection reset");
        fixture.advanceSeconds(120);
        assertThat(registry.sockets.size()).isBetween(6, 14);
    }

    @Test
    void pingsAndConnectsAgainWhenNothingComesBack() {
        FakeSocket first = socket();
        fixture.advanceSeconds(31);
        assertThat(first.pings).isEqualTo(1);
        first.listener.onPong();
        fixture.advanceSeconds(60);
        assertThat(first.pings).isEqualTo(3);
        fixture.advanceSeconds(32);
        assertThat(first.ended).isTrue();
        assertThat(socket()).isNotSameAs(first);
    }

    @Test
    void doesNotTakeAnOlderAnswerOverAnEvent() {
        // The question is on its way when the event comes; the answer is from before.
        registry.overrides.put("POST /instances/action", _ -> {
            String old = registry.services.get("order").toString();
            fixture.timing.execute(() -> event("DELETE", "shop", "order", up("i0")));
            return Reply.answer(
                    200, "{\"services\":{\"updated\":[{\"index\":0,\"rev\":\"old\",\"instances\":" + old + "}]}}");
        });
        fixture.advanceSeconds(30);
        registry.overrides.clear();
        registry.has("order", up("i1"), up("i2"));
        assertThat(fixture.ids("order")).containsExactly("i1", "i2");
        fixture.advanceSeconds(5);
        assertThat(fixture.ids("order")).containsExactly("i1", "i2");
    }

    @Test
    void endsTheWebSocketBeforeItUnregisters() {
        fixture.client.unregister(() -> {});
        fixture.timing.run();
        assertThat(socket().ended).isTrue();
    }
}
