package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.LeftOut;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.failure.DownstreamFailure;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.ServiceCounters;
import io.mesher.core.telemetry.ServiceCounters.Count;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http1.ParsedHeads;
import io.mesher.proxy.filter.ResolveDestination;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests for services that the catalog lacks. */
class LookupTest {
    private static final InetAddress PEER = InetAddress.ofLiteral("127.0.0.1");
    private static final List<Filter> FILTERS = List.of(new ResolveDestination());
    private static final int MAX = ExchangeFixture.SETTINGS.waitingLookups();
    private static final Duration TIME = ExchangeFixture.SETTINGS.timeouts().lookup();

    private final ExchangeFixture fixture = new ExchangeFixture(1, PEER, FILTERS);
    private final LookupQueue lookups = fixture.context.lookups();

    /** One more connection of the same loop. */
    private final class Caller {
        private final List<String> journal = new ArrayList<>();
        private final Exchange exchange;
        private final FakeServerStream stream = new FakeServerStream(fixture.context.loop(), PEER, journal);

        Caller(List<Filter> filters) {
            exchange = new Exchange(fixture.context, Direction.OUTGOING, filters.toArray(new Filter[0]));
            stream.handler(exchange);
        }

        Caller get(String service) {
            stream.begin(ParsedHeads.request("GET http://" + service + "/ HTTP/1.1", "Host: " + service));
            exchange.onRequest(stream);
            return this;
        }

        void leave() {
            stream.gone();
            exchange.onRequestFailed(new RequestFailure.Gone());
            stream.over();
        }
    }

    private Caller get(String service) {
        return new Caller(FILTERS).get(service);
    }

    private void answer(String service, LookupResult result) {
        fixture.catalog.answer(service, result);
        fixture.clock.runTasks();
    }

    @BeforeEach
    void forget() {
        fixture.catalog.forget();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aNameIsAskedForOnceHoweverManyWaitForIt() {
        List<Caller> callers = List.of(get("a"), get("b"), get("a"), get("a"));
        assertThat(fixture.news()).containsExactly("look up a", "look up b");
        answer("a", new LookupResult.NoSuchService());
        assertThat(callers).extracting(caller -> caller.journal.size()).containsExactly(1, 0, 1, 1);
        answer("b", new LookupResult.NoSuchService());
        assertThat(callers)
                .allSatisfy(caller -> assertThat(caller.journal).containsExactly("down answer 404 service.unknown"));
        assertThat(lookups.waiting()).isZero();
        assertThat(lookups.names()).isZero();
    }

    @Test
    void whatIsAskedIsServedAsIfItHadBeenKnown() {
        fixture.get();
        fixture.found();
        fixture.connection();
        fixture.responds(200);
        fixture.ends();
        assertThat(fixture.news())
                .containsExactly(
                        "look up server", "acquire 10.0.0.1:80 ANY", "up request GET", "down head 200", "down end");
        assertThat(fixture.count("server", Count.SUCCESSES)).isOne();
        fixture.get();
        assertThat(fixture.news()).containsExactly("acquire 10.0.0.1:80 ANY");
    }

    @Test
    void noBodyIsReadBeforeTheInstanceTakesIt() {
        fixture.withBody("POST");
        assertThat(fixture.caller.isBodyWanted()).isFalse();
        fixture.found();
        assertThat(fixture.caller.isBodyWanted()).isFalse();
        fixture.connection();
        fixture.body("a");
        fixture.bodyEnd();
        assertThat(fixture.upstream().body()).isEqualTo("a");
    }

    @Test
    void aServiceWithoutInstancesIsLookedUpToo() {
        fixture.catalog.becomes(CatalogSnapshot.ofStatic(Map.of("server", List.of())));
        fixture.get();
        fixture.lookedUp(new LookupResult.NoSuchService());
        fixture.get();
        fixture.lookedUp(new LookupResult.Found());
        assertThat(fixture.news())
                .containsExactly(
                        "look up server",
                        "down answer 503 no.instance",
                        "look up server",
                        "down answer 503 no.instance");
        assertThat(fixture.count("server", Count.STATUS_5XX)).isEqualTo(2);
        fixture.get();
        fixture.found();
        assertThat(fixture.news()).containsExactly("look up server", "acquire 10.0.0.1:80 ANY");
    }

    @Test
    void aRequestAsksOnce() {
        fixture.get();
        fixture.lookedUp(new LookupResult.Found());
        assertThat(fixture.news()).containsExactly("look up server", "down answer 404 service.unknown");
        assertThat(fixture.catalog.isAsked()).isFalse();
    }

    @Test
    void whatBecameKnownMeanwhileCountsWhateverTheAnswer() {
        fixture.get();
        fixture.catalog.remember();
        fixture.lookedUp(new LookupResult.Unavailable("Connection refused"));
        assertThat(fixture.news()).containsExactly("look up server", "acquire 10.0.0.1:80 ANY");
    }

    @Test
    void anAnswerAtOnceIsTakenWithinTheCall() {
        fixture.catalog.answersAtOnce(new LookupResult.Unavailable("Connection refused"));
        fixture.get();
        assertThat(fixture.news()).containsExactly("down answer 503 registry.unavailable");
        fixture.catalog.answersAtOnce(new LookupResult.Overload("1000 names"));
        fixture.get();
        assertThat(fixture.news()).containsExactly("down answer 503 overload");
        assertThat(lookups.names()).isZero();
    }

    @Test
    void anAnswerOnAnotherThreadWaitsForTheLoop() throws InterruptedException {
        fixture.get();
        fixture.news();
        fixture.catalog.remember();
        Thread registry = new Thread(() -> fixture.catalog.answer("server", new LookupResult.Found()));
        registry.start();
        registry.join();
        assertThat(fixture.news()).isEmpty();
        fixture.clock.runTasks();
        assertThat(fixture.news()).containsExactly("acquire 10.0.0.1:80 ANY");
    }

    @Test
    void anAnswerAfterTheTimeIsTooLate() {
        fixture.get();
        fixture.clock.advance(TIME.minusSeconds(1));
        assertThat(fixture.news()).containsExactly("look up server");
        fixture.clock.advance(Duration.ofSeconds(2));
        assertThat(fixture.news()).containsExactly("down answer 503 lookup.timeout");
        fixture.get();
        fixture.lookedUp(new LookupResult.NoSuchService());
        assertThat(fixture.news()).containsExactly("look up server", "down answer 404 service.unknown");
    }

    @Test
    void anAnswerThatComesForACallerWhoIsGoneIsForTheOthers() {
        Caller gone = get("server");
        Caller stays = get("server");
        gone.leave();
        assertThat(lookups.waiting()).isOne();
        fixture.found();
        assertThat(gone.journal).isEmpty();
        assertThat(fixture.news()).containsExactly("look up server", "acquire 10.0.0.1:80 ANY");
        assertThat(stays.exchange.state()).isEqualTo(ExchangeState.CONNECTING);
    }

    @Test
    void pipelinedRequestsAreLookedUpOneAfterTheOther() {
        fixture.caller.pipelined(() -> fixture.request("GET http://other/ HTTP/1.1", "Host: other"));
        fixture.get();
        assertThat(fixture.catalog.asked()).containsExactly("server");
        fixture.lookedUp(new LookupResult.NoSuchService());
        assertThat(fixture.catalog.asked()).containsExactly("other");
        answer("other", new LookupResult.Unavailable("Connection refused"));
        assertThat(fixture.news())
                .containsExactly(
                        "look up server",
                        "down answer 404 service.unknown",
                        "look up other",
                        "down answer 503 registry.unavailable");
        assertThat(fixture.requests()).isEqualTo(2);
    }

    @Test
    void servicesOfOneNameOfTwoApplicationsAreLookedUpApart() {
        Filter foreign = new FilterOf(
                exchange -> exchange.lookUp("billing", "server") == null ? null : new DownstreamFailure.Gone());
        Caller own = get("server");
        new Caller(List.of(foreign)).get("server");
        new Caller(List.of(foreign)).get("server");
        assertThat(fixture.catalog.asked()).containsExactly("server", "billing/server");
        answer("billing/server", new LookupResult.NoSuchService());
        assertThat(own.exchange.state()).isEqualTo(ExchangeState.LOOKING_UP);
        assertThat(lookups.waiting()).isEqualTo(1);
        assertThat(lookups.names()).isEqualTo(1);
    }

    @Test
    void aDefectInOneRequestLeavesTheOthersTheirAnswer() {
        Filter defect = new FilterOf(exchange -> {
            if (exchange.lookUp("", "server") != null) {
                throw new IllegalStateException("a defect");
            }
            return null;
        });
        new Caller(List.of(defect)).get("server");
        Caller other = get("server");
        fixture.catalog.answer("server", new LookupResult.NoSuchService());
        assertThatThrownBy(fixture.clock::runTasks).hasRootCauseMessage("a defect");
        fixture.clock.runTasks();
        assertThat(other.journal).containsExactly("down answer 404 service.unknown");
        assertThat(lookups.waiting()).isZero();
    }

    @Test
    void tenThousandUnknownNamesAtOnceAreBounded() {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            callers.add(get("name-" + i));
        }
        assertThat(fixture.catalog.asked()).hasSize(MAX);
        assertThat(lookups.waiting()).isEqualTo(MAX);
        assertThat(callers.subList(MAX, 10_000))
                .allSatisfy(caller -> assertThat(caller.journal).containsExactly("down answer 503 overload"));
        fixture.clock.advance(TIME.plusSeconds(1));
        assertThat(callers.subList(0, MAX))
                .allSatisfy(caller -> assertThat(caller.journal).containsExactly("down answer 503 lookup.timeout"));
        assertThat(lookups.waiting()).isZero();
        assertThat(lookups.names()).isZero();
        assertThat(fixture.counters.all()).extracting(ServiceCounters::service).containsOnly("unknown");
    }

    @Test
    void callersThatGoAwayAtOnceLeaveNoMoreLookUpsBehind() {
        for (int i = 0; i < 10_000; i++) {
            Caller caller = get("name-" + i);
            if (caller.stream.isOpen()) {
                caller.leave();
            }
        }
        assertThat(lookups.waiting()).isZero();
        assertThat(lookups.names()).isEqualTo(MAX);
        fixture.clock.advance(TIME.plusSeconds(1));
        assertThat(lookups.names()).isZero();
    }

    @Test
    void tenThousandRequestsForOneNameAreBounded() {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            callers.add(get("name"));
        }
        assertThat(lookups.waiting()).isEqualTo(MAX);
        assertThat(lookups.names()).isOne();
        assertThat(callers.getLast().journal).containsExactly("down answer 503 overload");
        answer("name", new LookupResult.NoSuchService());
        assertThat(callers)
                .allSatisfy(caller -> assertThat(caller.stream.ends()).isOne());
    }

    @Test
    void anInstanceThatCannotBeReachedIsTold() {
        fixture.catalog.becomes(CatalogSnapshot.ofStatic(
                Map.of("server", List.of(new Endpoint("10.0.0.1", 80), new Endpoint("10.0.0.2", 80)))));
        fixture.get();
        fixture.connectFails();
        assertThat(fixture.catalog.unreachable()).containsExactly("server 10.0.0.1:80");
        fixture.connectFails();
        assertThat(fixture.catalog.unreachable()).containsExactly("server 10.0.0.1:80", "server 10.0.0.2:80");
    }

    @Test
    void theAnswerSaysWhyRegisteredInstancesGetNoRequests() {
        LeftOut.One one = new LeftOut.One("a", "grpc://10.0.0.1:80", "1.0", "it has no rest:// endpoint");
        Microservice service = new Microservice("grpcOnly", List.of()).with(new LeftOut(List.of(one), 0));
        fixture.catalog.becomes(CatalogSnapshot.of(List.of(service)));
        fixture.catalog.answersAtOnce(new LookupResult.Found());

        Caller caller = get("grpcOnly");

        assertThat(new String(caller.stream.lastAnswer().body(), StandardCharsets.UTF_8))
                .startsWith(
                        "The service \"grpcOnly\" is known, but its only instance gets no requests: it has no rest://"
                                + " endpoint.\n");
    }
}
