package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.route.Subset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an event loop keeps of services that the catalog no longer has. */
class ForgottenServiceTest {
    /** Longer than until the loop looks for them. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private static final Subset OF_SHOP = new Subset("", "shop", Map.of());

    private final ExchangeFixture fixture = new ExchangeFixture(1);
    private final LoopContext context = fixture.context;
    private final Microservice stays = service("", "stays", "10.0.1.1");
    private final Microservice goes = service("", "goes", "10.0.2.1");
    private final Microservice foreign = service("shop", "stays", "10.0.3.1");

    private static Microservice service(String app, String name, String host) {
        return new Microservice(app, name, List.of(new Instance(host, "1.0.0", new Endpoint(host, 80))));
    }

    private void known(Microservice... services) {
        fixture.catalog.becomes(CatalogSnapshot.of("default", List.of(services)));
    }

    /** As after requests to all three. */
    private void use() {
        known(stays, goes, foreign);
        context.destination("stays").latest(stays);
        context.destination("stays").target(OF_SHOP, foreign);
        context.destination("goes").latest(goes);
        context.destination("goes").target(new Subset("1.0.0", "", Map.of()), goes);
    }

    private List<Microservice> kept() {
        return Stream.of(stays, goes, foreign)
                .filter(service ->
                        pathTo(service) != null || pathTo(service.instances().getFirst()) != null)
                .toList();
    }

    /** The fixture keeps its exchange, which is another matter. */
    private @Nullable String pathTo(Object wanted) {
        return ObjectPath.between(context, wanted, object -> object instanceof Exchange || object == fixture);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void servicesThatTheCatalogHasStay() {
        use();
        Target before = context.destination("goes").latest(goes);
        fixture.clock.advance(LONG);
        assertThat(kept()).containsExactly(stays, goes, foreign);
        assertThat(context.destination("goes").latest(goes)).isSameAs(before);
    }

    @Test
    void ofAServiceThatIsGoneNothingIsKept() {
        use();
        known(stays, foreign);
        fixture.clock.advance(LONG);
        assertThat(kept()).containsExactly(stays, foreign);
        assertThat(context.destination("goes").state().candidates().all()).isEmpty();
    }

    @Test
    void ofAnotherApplicationsServiceThatIsGoneNothingIsKept() {
        use();
        known(stays, goes);
        fixture.clock.advance(LONG);
        assertThat(kept()).containsExactly(stays, goes);
    }

    @Test
    void eachLaterOneIsForgottenToo() {
        use();
        fixture.clock.advance(LONG);
        known(stays, goes);
        fixture.clock.advance(LONG);
        known(stays);
        fixture.clock.advance(LONG);
        assertThat(kept()).containsExactly(stays);
    }

    /** A change of rules drops what was worked out of them, but not what requests found out. */
    @Test
    void whatRequestsFoundOutIsForgottenWithoutARequestSinceTheRulesChanged() {
        use();
        fixture.governance = new Policies().config();
        assertThat(context.destination("goes").state().candidates().all()).isNotEmpty();
        known(stays, foreign);
        fixture.clock.advance(LONG);
        assertThat(kept()).doesNotContain(goes);
    }

    @Test
    void whoComesBackIsServed() {
        use();
        known(stays);
        fixture.clock.advance(LONG);
        Microservice again = service("", "goes", "10.0.2.2");
        known(stays, again);
        fixture.request("GET http://goes/a HTTP/1.1", "Host: goes");
        assertThat(fixture.upstreams.asked()).containsExactly(new Endpoint("10.0.2.2", 80));
    }

    @Test
    void aRequestThatIsUnderWayMeanwhileEndsAsUsual() {
        known(goes);
        fixture.request("GET http://goes/a HTTP/1.1", "Host: goes");
        fixture.connection();
        fixture.responds(200);
        known();
        fixture.clock.advance(LONG);
        fixture.closes();
        assertThat(fixture.journal).last().isEqualTo("down abort");
        assertThat(kept()).isEmpty();
    }
}
