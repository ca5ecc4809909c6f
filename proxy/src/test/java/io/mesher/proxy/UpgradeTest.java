package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which upgrades go on, as a whole exchange decides it; a request whose doesn't is an ordinary one. */
class UpgradeTest {
    @ParameterizedTest
    @ValueSource(strings = {"websocket", "WebSocket", "irc/6.9", "h2x", "foo, websocket", "httpx", "tlsx"})
    void protocolsThatHideNoRequestsGoOn(String protocols) {
        assertThat(goesOn("GET http://server/ HTTP/1.1", protocols)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h2c",
                "H2C",
                "h2",
                "HTTP/2.0",
                "http/1.1",
                "TLS/1.0",
                "tls/1.3",
                "websocket, h2c",
                "h2c,websocket",
                "websocket,\tHTTP/3"
            })
    void thoseThatWouldDoNot(String protocols) {
        assertThat(goesOn("GET http://server/ HTTP/1.1", protocols)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"GET http://server/ HTTP/1.0", "POST http://server/ HTTP/1.0"})
    void http10HasNoUpgrade(String line) {
        assertThat(goesOn(line, "websocket")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 3", "Transfer-Encoding: chunked"})
    void aRequestWithABodyIsNotUpgraded(String framing) {
        assertThat(goesOn("POST http://server/ HTTP/1.1", "websocket", framing)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 0", "X-Other: 1"})
    void oneWithoutIs(String other) {
        assertThat(goesOn("POST http://server/ HTTP/1.1", "websocket", other)).isTrue();
    }

    private static boolean goesOn(String line, String protocols) {
        return goesOn(line, protocols, "X-Other: 1");
    }

    private static boolean goesOn(String line, String protocols, String field) {
        try (ExchangeFixture fixture = new ExchangeFixture(1)) {
            fixture.request(line, "Host: server", "Connection: upgrade", "Upgrade: " + protocols, field);
            fixture.connection();
            return fixture.journal.stream().anyMatch(entry -> entry.matches("up request [A-Z]+ upgrade"));
        }
    }
}
