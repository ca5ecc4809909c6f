package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Microservice;
import io.mesher.net.client.CallFailure;
import io.mesher.registry.log.CapturedLog;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTest {
    private static final String BATCH = "POST /instances/action?type=query";
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

    private void startWith(String... names) {
        fixture.started();
        for (String name : names) {
            fixture.lookUp(name);
        }
        registry.requests.clear();
    }

    @Test
    void asksForAllKnownServicesInOneCallWithTheirRevisions() {
        registry.hasUp("order", 2);
        registry.hasUp("cart", 1);
        startWith("order", "cart");
        fixture.advanceSeconds(34);
        assertThat(registry.requests(FIND)).isEmpty();
        assertThat(registry.requests(BATCH)).singleElement().satisfies(request -> {
            assertThat(request.fields()).contains("X-ConsumerId: sid\r\n");
            assertThat(FakeRegistry.body(request)).contains("\"version\":\"0+\"", "\"appId\":\"shop\"");
            assertThat(FakeRegistry.questions(request))
                    .extracting(question -> question[0])
                    .containsExactlyInAnyOrder("order", "cart");
            assertThat(FakeRegistry.questions(request))
                    .allSatisfy(question -> assertThat(question[1]).isNotEmpty());
        });
    }

    @Test
    void keepsWhatIsNotModifiedAndTakesWhatIs() {
        registry.hasUp("order", 2);
        registry.hasUp("cart", 1);
        startWith("order", "cart");
        Microservice cart = fixture.client.snapshot().find("cart");
        registry.hasUp("order", 3);
        fixture.advanceSeconds(34);
        assertThat(fixture.ids("order")).hasSize(3);
        assertThat(fixture.client.snapshot().find("cart")).isSameAs(cart);
    }

    @Test
    void sharesTheInstancesThatStayTheSame() {
        registry.hasUp("order", 3);
        startWith("order");
        var before = fixture.instance("order", "i0");
        registry.hasUp("order", 4);
        fixture.advanceSeconds(34);
        assertThat(fixture.instance("order", "i0")).isSameAs(before);
        assertThat(fixture.instance("order", "i3").version()).isSameAs(before.version());
    }

    @Test
    void takesChangedEndpointOfKnownInstance() {
        registry.hasUp("order", 1);
        startWith("order");
        registry.has("order", FakeRegistry.instance("i0", "UP", "1.0.0", "rest://10.0.0.2:9"));
        fixture.advanceSeconds(34);
        assertThat(fixture.instance("order", "i0").endpoint().authority()).isEqualTo("10.0.0.2:9");
    }

    @Test
    void asksForAHundredNamesAtMostInOneCall() {
        fixture.started();
        for (int i = 0; i < 250; i++) {
            registry.hasUp("s" + i, 1);
            fixture.lookUp("s" + i);
        }
        registry.requests.clear();
        fixture.advanceSeconds(34);
        assertThat(registry.requests(BATCH))
                .extracting(request -> FakeRegistry.questions(request).size())
                .containsExactly(100, 100, 50);
    }

    @Test
    void asksForEachByItselfWhereTheRegistryHasNoBatch() {
        registry.hasUp("order", 1);
        registry.hasUp("cart", 1);
        startWith("order", "cart");
        registry.overrule(BATCH, Reply.answer(404, "404 page not found\n"));
        registry.hasUp("order", 2);
        fixture.advanceSeconds(34);
        assertThat(fixture.ids("order")).hasSize(2);
        assertThat(registry.requests(FIND))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.target()).contains("&rev="));
        fixture.advanceSeconds(34);
        assertThat(registry.requests(BATCH)).as("remembered for the address").hasSize(1);
        assertThat(registry.requests(FIND)).hasSize(4);
        assertThat(CapturedLog.lines("can't find several services at once")).hasSize(1);
    }

    @Test
    void asksForEachByItselfWhenTheAnswerIsNonsenseOrTooLarge() {
        registry.hasUp("order", 1);
        startWith("order");
        registry.overrule(BATCH, new Reply.Failure(new CallFailure.TooLarge(1000)));
        registry.hasUp("order", 2);
        fixture.advanceSeconds(34);
        assertThat(fixture.ids("order")).hasSize(2);
        registry.overrule(BATCH, Reply.answer(200, "<html>"));
        registry.hasUp("order", 3);
        fixture.advanceSeconds(34);
        assertThat(fixture.ids("order")).hasSize(3);
        assertThat(registry.requests(BATCH)).hasSize(2);
    }

    @Test
    void goesOnAfterABatchThatTheRegistryCannotDo() {
        fixture.started();
        for (int i = 0; i < 250; i++) {
            registry.hasUp("s" + i, 1);
            fixture.lookUp("s" + i);
        }
        registry.requests.clear();
        registry.overrides.put(BATCH, _ -> {
            registry.overrides.clear();
            return Reply.error("500003", "Internal server error", "");
        });
        fixture.advanceSeconds(34);
        assertThat(registry.requests(BATCH))
                .extracting(request -> FakeRegistry.questions(request).size())
                .containsExactly(100, 100, 50);
    }

    @Test
    void keepsEverythingWhileTheRegistryIsAway() {
        registry.hasUp("order", 2);
        startWith("order");
        registry.refusing.add(ClientFixture.FIRST);
        fixture.advanceSeconds(3_00);
        assertThat(fixture.ids("order")).containsExactly("i0", "i1");
        registry.refusing.clear();
        registry.hasUp("order", 3);
        fixture.advanceSeconds(17);
        assertThat(fixture.ids("order"))
                .as("asked again as soon as a probe is answered")
                .hasSize(3);
    }

    @Test
    void keepsEverythingWhileTheRegistryAnswersErrors() {
        registry.hasUp("order", 2);
        startWith("order");
        registry.overrule("POST /", Reply.error("500003", "Internal server error", ""));
        registry.overrule("GET /", Reply.error("429000", "Too many requests", ""));
        fixture.advanceSeconds(200);
        assertThat(fixture.ids("order")).hasSize(2);
    }

    @Test
    void forgetsServiceThatNobodyCallsAnyMore() {
        registry.hasUp("order", 1);
        registry.hasUp("cart", 1);
        startWith("order", "cart");
        for (int minute = 0; minute < 11; minute++) {
            fixture.used.merge("cart", 1L, Long::sum);
            fixture.advanceSeconds(60);
        }
        assertThat(fixture.ids("order")).isNull();
        assertThat(fixture.ids("cart")).hasSize(1);
        registry.requests.clear();
        fixture.advanceSeconds(34);
        assertThat(FakeRegistry.questions(registry.requests(BATCH).getFirst())).hasSize(1);
    }

    @Test
    void asksForWholeAnswersAfterRegistrationSinceTheyMakeTheRegistrySendEvents() {
        registry.hasUp("order", 1);
        registry.overrule("POST /v4/default/registry/microservices", new Reply.Hang());
        fixture.start();
        fixture.lookUp("order");
        assertThat(registry.requests(FIND).getFirst().fields()).doesNotContain("X-ConsumerId");
        registry.overrides.clear();
        registry.requests.clear();
        fixture.advanceSeconds(10);
        assertThat(registry.requests(BATCH)).last().satisfies(request -> {
            assertThat(request.fields()).contains("X-ConsumerId: sid");
            assertThat(FakeRegistry.questions(request).getFirst()[1]).isEmpty();
        });
    }

    @Test
    void isQuietWhenNothingIsKnown() {
        fixture.started();
        fixture.advanceSeconds(300);
        assertThat(registry.requests)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.target()).endsWith("/heartbeat"));
    }

    @Test
    void passesOverInstancesThatCannotBeCalled() {
        registry.has(
                "order",
                FakeRegistry.instance("a", "UP", "1.0.0", "rest://10.0.0.1:1"),
                FakeRegistry.instance("b", "testing", "1.0.0", "highway://10.0.0.1:2", "REST://10.0.0.1:3/?x=1"),
                FakeRegistry.instance("c", "DOWN", "1.0.0", "rest://10.0.0.1:4"),
                FakeRegistry.instance("d", "UP", "1.0.0"),
                FakeRegistry.instance("e", "UP", "1.0.0", "rest://10.0.0.1:5?sslEnabled=true"),
                FakeRegistry.instance("f", "UP", "1.0.0", "rest://10.0.0.1:6?sslEnabled=true"),
                FakeRegistry.instance("g", "UP", "", "rest://10.0.0.1:7"));
        startWith("order");
        fixture.advanceSeconds(70);
        assertThat(fixture.ids("order")).isEqualTo(List.of("a", "b"));
        assertThat(CapturedLog.lines("wants TLS")).as("told once per service").hasSize(1);
        assertThat(CapturedLog.lines("has no version")).hasSize(1);
    }
}
