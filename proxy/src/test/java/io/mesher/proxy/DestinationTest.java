package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.LeftOut;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.ServicePort;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.core.route.Subset;
import io.mesher.core.telemetry.ServiceCounters;
import io.mesher.core.telemetry.ServiceCounters.Count;
import io.mesher.proxy.filter.LocalPort;
import io.mesher.proxy.filter.ResolveDestination;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The filters that say where a request goes. */
class DestinationTest {
    private static final InetAddress PEER = InetAddress.ofLiteral("127.0.0.1");
    private static final ServiceIdentity SELF = new ServiceIdentity("app", "default", "", "");

    // --- ResolveDestination

    @ParameterizedTest
    @ValueSource(strings = {"http://server/a", "http://server", "http://server:8080/a", "http://server?b"})
    void theHostOfTheUrlNamesTheService(String url) {
        try (ExchangeFixture fixture = resolving()) {
            fixture.request("GET " + url + " HTTP/1.1", "Host: other");
            assertThat(fixture.journal).containsExactly("acquire 10.0.0.1:80 ANY");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://Server/", "http://serve/", "http://server2/", "http://[::1]/"})
    void otherNamesAreUnknown(String url) {
        try (ExchangeFixture fixture = resolving()) {
            fixture.request("GET " + url + " HTTP/1.1", "Host: server");
            assertThat(fixture.journal).containsExactly("down answer 404 service.unknown");
        }
    }

    @Test
    void aServiceIsFoundWhateverTheCaseOfTheHost() {
        try (ExchangeFixture fixture = resolving()) {
            fixture.catalog.becomes(fixture.catalog.snapshot().complete());
            fixture.request("GET http://SERVER/a HTTP/1.1", "Host: SERVER");
            assertThat(fixture.journal).containsExactly("acquire 10.0.0.1:80 ANY");
            assertThat(fixture.exchange.destinationName()).isEqualTo("server");
            assertThat(fixture.exchange.service().name()).isEqualTo("server");
            fixture.connection();
            fixture.responds(200);
            fixture.ends();
            assertThat(fixture.count("server", Count.SUCCESSES)).isOne();
            assertThat(fixture.counters.all())
                    .extracting(ServiceCounters::service)
                    .containsExactly("server");
        }
    }

    @Test
    void theAnswerNamesASimilarService() {
        try (ExchangeFixture fixture = resolving()) {
            fixture.catalog.answersAtOnce(new LookupResult.NoSuchService("server"));
            fixture.request("GET http://serve/a HTTP/1.1", "Host: serve");
            assertThat(fixture.journal).containsExactly("down answer 404 service.unknown");
            assertThat(new String(fixture.caller.lastAnswer().body(), StandardCharsets.UTF_8))
                    .contains("Did you mean \"server\"?");
        }
    }

    @Test
    void ofSeveralSpellingsTheAnswerNamesAll() {
        try (ExchangeFixture fixture = resolving()) {
            fixture.catalog.answersAtOnce(new LookupResult.Ambiguous(List.of("SERVER", "Server")));
            fixture.request("GET http://sERVER/a HTTP/1.1", "Host: sERVER");
            assertThat(fixture.journal).containsExactly("down answer 404 service.ambiguous");
            assertThat(new String(fixture.caller.lastAnswer().body(), StandardCharsets.UTF_8))
                    .contains("\"sERVER\"", "\"SERVER\", \"Server\"");
        }
    }

    @Test
    void aServiceWithoutInstancesIsKnownThoughOthersDifferInCaseOnly() {
        try (ExchangeFixture fixture = resolving()) {
            fixture.catalog.becomes(CatalogSnapshot.ofStatic(Map.of("server", List.of(), "Server", List.of())));
            fixture.catalog.answersAtOnce(new LookupResult.Ambiguous(List.of("Server", "server")));
            fixture.request("GET http://server/a HTTP/1.1", "Host: server");
            assertThat(fixture.journal).containsExactly("down answer 503 no.instance");
        }
    }

    @Test
    void namesThatCallersMakeUpAreCountedTogether() {
        try (ExchangeFixture fixture = resolving()) {
            for (int i = 0; i < 100; i++) {
                fixture.request("GET http://made-up-" + i + "/ HTTP/1.1", "Host: x");
            }
            assertThat(fixture.counters.all())
                    .extracting(ServiceCounters::service)
                    .containsOnly("unknown");
            assertThat(fixture.count("unknown", Count.STATUS_4XX)).isEqualTo(100);
        }
    }

    @Test
    void whatIsWorkedOutOfInstancesStaysWhereOnlyOthersAreLeftOut() {
        try (ExchangeFixture fixture = resolving()) {
            Destination server = fixture.exchange.context().destination("server");
            Instance instance = new Instance("a", "1.0", new Endpoint("10.0.0.1", 80));
            Microservice before = new Microservice("server", List.of(instance));
            Microservice after = before.with(new LeftOut(List.of(), 1));
            Microservice other = new Microservice("server", List.of(instance));

            Target latest = server.latest(before);
            assertThat(server.latest(after)).isSameAs(latest);
            assertThat(server.latest(other)).isNotSameAs(latest);
            Subset old = new Subset("1.0", "", Map.of());
            Target named = server.target(old, before);
            assertThat(server.target(old, after)).isSameAs(named);
            assertThat(server.target(old, other)).isNotSameAs(named);
        }
    }

    private static ExchangeFixture resolving() {
        return new ExchangeFixture(1, PEER, List.of(new ResolveDestination()));
    }

    // --- LocalPort

    @Test
    void theFirstPortIsTheDefault() {
        assertThat(local(List.of(8080, 8081))).isEqualTo("acquire 127.0.0.1:8080 ANY");
    }

    @Test
    void theHintChoosesAmongTheDeclaredPorts() {
        assertThat(local(List.of(8080, 8081), "X-Forwarded-Port: 8081")).isEqualTo("acquire 127.0.0.1:8081 ANY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22", "0", "-1", "808", "80810", "99999999999999999999", "8081x", "", "8080, 8081"})
    void noOtherPortIsReached(String hint) {
        assertThat(local(List.of(8080, 8081), "x-cse-context: {}", "X-Forwarded-Port: " + hint))
                .isEqualTo("down answer 404 port.undeclared");
        // Not from a Mesher: a load balancer says on which port it took the request.
        assertThat(local(List.of(8080, 8081), "X-Forwarded-Port: " + hint)).isEqualTo("acquire 127.0.0.1:8080 ANY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22", "8080", "x"})
    void anOnlyPortNeedsNoHint(String hint) {
        assertThat(local(List.of(8080), "X-Forwarded-Port: " + hint)).isEqualTo("acquire 127.0.0.1:8080 ANY");
    }

    @Test
    void nothingIsReachedWhereNoPortIsDeclared() {
        assertThat(local(List.of())).isEqualTo("down answer 404 port.undeclared");
        assertThat(local(List.of(), "X-Forwarded-Port: 22")).isEqualTo("down answer 404 port.undeclared");
    }

    @Test
    void portsOfOtherProtocolsTakeNoHttp() {
        LocalPort filter =
                new LocalPort(SELF, List.of(new ServicePort("grpc", "", 9090), new ServicePort("rest", "a", 8080)));
        try (ExchangeFixture fixture = new ExchangeFixture(1, PEER, List.of(filter))) {
            fixture.request("GET / HTTP/1.1", "Host: app", "X-Forwarded-Port: 9090");
            assertThat(fixture.upstreams.asked()).containsExactly(new Endpoint("127.0.0.1", 8080));
            fixture.connectFails();
            assertThat(fixture.count("client", Count.REQUESTS)).isOne();
        }
    }

    private static String local(List<Integer> ports, String... hint) {
        List<ServicePort> declared =
                ports.stream().map(port -> new ServicePort("rest", "", port)).toList();
        String[] lines = Arrays.copyOf(new String[] {"GET / HTTP/1.1", "Host: app"}, 2 + hint.length);
        System.arraycopy(hint, 0, lines, 2, hint.length);
        try (ExchangeFixture fixture = new ExchangeFixture(1, PEER, List.of(new LocalPort(SELF, declared)))) {
            fixture.request(lines);
            return String.join("; ", fixture.journal);
        }
    }
}
