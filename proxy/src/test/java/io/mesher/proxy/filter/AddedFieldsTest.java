package io.mesher.proxy.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.TrustedPeers;
import io.mesher.core.config.TrustedPeers.Cidr;
import io.mesher.proxy.Filter;
import io.mesher.proxy.Filtered;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filters that drop the caller's fields and add ours. */
class AddedFieldsTest {
    private static final String GET = "GET http://server/a HTTP/1.1";
    private static final String HOST = "Host: server";

    // --- HopByHopFields

    @Test
    void fieldsOfTheConnectionAndThoseItNamesStayHere() {
        Filtered filtered = Filtered.by(
                new HopByHopFields(),
                GET,
                HOST,
                "Connection: close, X-Mine",
                "X-Mine: 1",
                "Keep-Alive: timeout=5",
                "Proxy-Authorization: secret",
                "TE: trailers",
                "Upgrade: websocket",
                "X-Other: 2");
        assertThat(filtered.kept()).containsExactly(HOST, "X-Other: 2");
        assertThat(filtered.added()).isEmpty();
    }

    // --- Via

    @Test
    void viaSaysInWhichVersionTheRequestCame() {
        Filter via = new Via("mesher-a-out");
        assertThat(Filtered.by(via, GET, HOST).added()).isEqualTo("Via: 1.1 mesher-a-out\r\n");
        assertThat(Filtered.by(via, "GET http://server/a HTTP/1.0", HOST).added())
                .isEqualTo("Via: 1.0 mesher-a-out\r\n");
    }

    @Test
    void theViaOfOthersStays() {
        assertThat(Filtered.by(new Via("mesher-a-out"), GET, HOST, "Via: 1.0 x").kept())
                .containsExactly(HOST, "Via: 1.0 x");
    }

    // --- ForwardedFor

    @Test
    void theCallerIsAppendedInOneLine() {
        Filtered filtered = Filtered.from(
                "10.1.2.3",
                new ForwardedFor(),
                GET,
                "X-Forwarded-For: 1.1.1.1, 2.2.2.2",
                HOST,
                "X-Forwarded-For:",
                "x-forwarded-for: 3.3.3.3");
        assertThat(filtered.kept()).containsExactly(HOST);
        assertThat(filtered.added()).isEqualTo("X-Forwarded-For: 1.1.1.1, 2.2.2.2, 3.3.3.3, 10.1.2.3\r\n");
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3, 10.1.2.3", "2001:db8::1, 2001:db8:0:0:0:0:0:1", "::ffff:10.1.2.3, 10.1.2.3"})
    void theCallersAddressIsWrittenWithoutAPort(String peer, String written) {
        assertThat(Filtered.from(peer, new ForwardedFor(), GET, HOST).added())
                .isEqualTo("X-Forwarded-For: " + written + "\r\n");
    }

    // --- PortHint

    @Test
    void thePortOfTheUrlReplacesTheCallersHint() {
        Filtered filtered = Filtered.by(
                new PortHint(), "GET http://server:8081/a HTTP/1.1", "Host: server:8081", "X-Forwarded-Port: 1");
        assertThat(filtered.kept()).containsExactly("Host: server:8081");
        assertThat(filtered.added()).isEqualTo("X-Forwarded-Port: 8081\r\n");
    }

    @Test
    void theCallersHintStaysWhereTheUrlHasNoPort() {
        Filtered filtered = Filtered.by(new PortHint(), GET, HOST, "X-Forwarded-Port: 1");
        assertThat(filtered.kept()).containsExactly(HOST, "X-Forwarded-Port: 1");
        assertThat(filtered.added()).isEmpty();
    }

    // --- ForwardedHost

    private static final ForwardedHost FORWARDED_HOST =
            new ForwardedHost(new TrustedPeers(List.of(new Cidr(InetAddress.ofLiteral("10.0.0.0"), 8))));

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1, server:8080, server:8080",
        "GET http://other:1/ HTTP/1.1, server, other:1",
        "GET http://[::1]:81/ HTTP/1.1, server, [::1]:81",
        "GET / HTTP/1.1, [::1], [::1]"
    })
    void theApplicationIsToldTheHost(String line, String host, String told) {
        assertThat(Filtered.by(FORWARDED_HOST, line, "Host: " + host).added())
                .isEqualTo("X-Forwarded-Host: " + told + "\r\nX-Forwarded-Proto: http\r\n");
    }

    @Test
    void aRequestWithoutHostNamesNone() {
        assertThat(Filtered.by(FORWARDED_HOST, "GET / HTTP/1.0").added()).isEqualTo("X-Forwarded-Proto: http\r\n");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "10.200.0.1", "::1"})
    void trustedPeersAreBelieved(String peer) {
        Filtered filtered = Filtered.from(
                peer, FORWARDED_HOST, GET, HOST, "X-Forwarded-Host: public.example", "X-Forwarded-Proto: https");
        assertThat(filtered.kept())
                .containsExactly(HOST, "X-Forwarded-Host: public.example", "X-Forwarded-Proto: https");
        assertThat(filtered.added()).isEmpty();
    }

    @Test
    void whatATrustedPeerLeavesOutIsAdded() {
        assertThat(Filtered.by(FORWARDED_HOST, GET, HOST, "X-Forwarded-Proto: https")
                        .added())
                .isEqualTo("X-Forwarded-Host: server\r\n");
    }

    @ParameterizedTest
    @CsvSource({"11.0.0.1", "2001:db8::1"})
    void othersAreNot(String peer) {
        Filtered filtered = Filtered.from(
                peer,
                FORWARDED_HOST,
                GET,
                HOST,
                "X-Forwarded-Host: evil",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: evil2");
        assertThat(filtered.kept()).containsExactly(HOST);
        assertThat(filtered.added()).isEqualTo("X-Forwarded-Host: server\r\nX-Forwarded-Proto: http\r\n");
    }
}
