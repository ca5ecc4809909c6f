package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services of other applications, which a route rule can name. */
class OtherApplicationsTest {
    private static final LookupResult FOUND = new LookupResult.Found();
    private static final LookupResult NO_SUCH_SERVICE = new LookupResult.NoSuchService();
    private static final String BATCH = "POST /instances/action";
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

    private void startWithBoth() {
        registry.hasUp("order", 1);
        registry.has("billing/order", up("x"));
        fixture.started().lookUp("order");
        fixture.lookUp("billing", "order");
        registry.requests.clear();
    }

    private static String up(String id) {
        return FakeRegistry.instance(id, "UP", "1.0.0", "rest://" + id + ":1");
    }

    @Test
    void asksForServiceOfTheNamedApplication() {
        registry.has("billing/order", up("x"));
        fixture.started();
        assertThat(fixture.lookUp("billing", "order")).isEqualTo(FOUND);
        assertThat(registry.requests(FIND))
                .singleElement()
                .satisfies(request -> assertThat(request.target())
                        .endsWith("/instances?appId=billing&serviceName=order&version=0%2B"));
        assertThat(fixture.ids("billing", "order")).containsExactly("x");
        assertThat(fixture.client.snapshot().find("billing", "order").app()).isEqualTo("billing");
        assertThat(fixture.ids("order")).as("of our own there is none").isNull();
    }

    @Test
    void keepsServicesOfOneNameApart() {
        startWithBoth();
        assertThat(fixture.ids("order")).containsExactly("i0");
        assertThat(fixture.ids("billing", "order")).containsExactly("x");
        assertThat(fixture.lookUp("ghost")).isEqualTo(NO_SUCH_SERVICE);
        registry.has("billing/ghost", up("y"));
        assertThat(fixture.lookUp("billing", "ghost")).isEqualTo(FOUND);
    }

    @Test
    void takesItsOwnApplicationsNameForItself() {
        registry.hasUp("order", 1);
        fixture.started();
        assertThat(fixture.lookUp("shop", "order")).isEqualTo(FOUND);
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
        assertThat(registry.requests(FIND)).hasSize(1);
        assertThat(fixture.ids("shop", "order")).containsExactly("i0");
        assertThat(fixture.client.snapshot().find("order").app()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a&appId=shop"})
    void doesNotAskForApplicationsThatCannotBe(String app) {
        fixture.started();
        assertThat(fixture.lookUp(app, "order")).isEqualTo(NO_SUCH_SERVICE);
        assertThat(registry.requests(FIND)).isEmpty();
    }

    @Test
    void configuredServicesAreOfItsOwnApplication() {
        registry.has("billing/order", up("x"));
        fixture.statics = CatalogSnapshot.ofStatic("shop", Map.of("order", List.of(new Endpoint("10.9.9.9", 80))));
        fixture.started();
        assertThat(fixture.lookUp("billing", "order")).isEqualTo(FOUND);
        assertThat(fixture.ids("billing", "order")).containsExactly("x");
        assertThat(fixture.ids("order")).containsExactly("10.9.9.9:80");
    }

    @Test
    void asksForThemAgainWithTheOthers() {
        startWithBoth();
        registry.has("billing/order", up("x"), up("y"));
        fixture.advanceSeconds(34);
        assertThat(registry.requests(BATCH))
                .singleElement()
                .satisfies(request -> assertThat(FakeRegistry.questions(request))
                        .extracting(question -> question[2] + "/" + question[0])
                        .containsExactlyInAnyOrder("shop/order", "billing/order"));
        assertThat(fixture.ids("billing", "order")).containsExactly("x", "y");
        assertThat(fixture.ids("order")).containsExactly("i0");
    }

    @Test
    void takesEventsForTheApplicationThatTheyName() {
        fixture.watch = true;
        startWithBoth();
        fixture.advanceSeconds(1);
        event("billing", "CREATE", up("y"));
        assertThat(fixture.ids("billing", "order")).containsExactly("x", "y");
        assertThat(fixture.ids("order")).containsExactly("i0");
        event("shop", "CREATE", up("z"));
        assertThat(fixture.ids("billing", "order")).containsExactly("x", "y");
        assertThat(fixture.ids("order")).containsExactly("i0", "z");
        event("", "CREATE", up("n"));
        assertThat(fixture.ids("order")).containsExactly("i0", "z");
    }

    @Test
    void anEventOfAnotherApplicationEndsNobodyElsesWait() {
        fixture.watch = true;
        startWithBoth();
        fixture.advanceSeconds(1);
        event("billing", "DELETE", up("x"));
        var result = fixture.ask("billing", "order");
        event("shop", "CREATE", up("z"));
        assertThat(result.get()).isNull();
        event("billing", "CREATE", up("y"));
        assertThat(result.get()).isEqualTo(FOUND);
        assertThat(fixture.ids("billing", "order")).containsExactly("y");
    }

    private void event(String app, String action, String instance) {
        registry.socket("/watcher")
                .sends("{\"action\":\"" + action + "\",\"key\":{\"appId\":\"" + app
                        + "\",\"serviceName\":\"order\"},\"instance\":" + instance + "}");
        fixture.advance(Duration.ofMillis(20));
    }

    @Test
    void asksAgainForTheOneWhoseInstanceRefusesConnections() {
        startWithBoth();
        fixture.advanceSeconds(2);
        Microservice service = fixture.client.snapshot().find("billing", "order");
        registry.has("billing/order", up("x"), up("y"));
        fixture.client.unreachable(service, service.instances().getFirst());
        fixture.timing.run();
        assertThat(registry.requests(FIND))
                .singleElement()
                .satisfies(request -> assertThat(request.target()).contains("appId=billing&"));
        assertThat(fixture.ids("billing", "order")).containsExactly("x", "y");
    }

    @Test
    void forgetsThoseThatNobodyCallsAnyMore() {
        startWithBoth();
        registry.has("billing/cart", up("c"));
        fixture.lookUp("billing", "cart");
        for (int minute = 0; minute < 11; minute++) {
            fixture.used.merge("order", 1L, Long::sum);
            fixture.advanceSeconds(60);
        }
        assertThat(fixture.ids("billing", "cart")).isNull();
        assertThat(fixture.ids("billing", "order"))
                .as("called by a name that is in use")
                .containsExactly("x");
    }

    @Test
    void knowsThemAfterARestartWithoutTheRegistry() throws IOException {
        startWithBoth();
        fixture.client.close();
        fixture.timing.run();
        assertThat(Files.readString(directory.resolve("catalog-shop-web.json")))
                .startsWith("{\"app\":\"shop\",\"services\":[{\"name\":\"order\",\"instances\":[{\"id\":\"i0\"")
                .contains("\"servicesOfOtherApplications\":[{\"app\":\"billing\",\"name\":\"order\","
                        + "\"instances\":[{\"id\":\"x\"");
        fixture = new ClientFixture(directory);
        fixture.registry.refusing.add(ClientFixture.FIRST);
        fixture.start();
        assertThat(fixture.lookUp("billing", "order")).isEqualTo(FOUND);
        assertThat(fixture.lookUp("order")).isEqualTo(FOUND);
        assertThat(fixture.ids("billing", "order")).containsExactly("x");
        assertThat(fixture.ids("order")).containsExactly("i0");
    }
}
