package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications that authenticate a connection, not a request (NTLM, RFC 4559): nobody else may use it. */
@Timeout(600)
class AuthenticatedConnectionsTest {
    private Application first;
    private Application second;
    private MesherProcess mesher;

    @BeforeEach
    void start(@TempDir Path home) throws IOException {
        first = Application.doing(AuthenticatedConnectionsTest::serve);
        second = Application.doing(AuthenticatedConnectionsTest::serve);
        mesher = new MesherSetup(home)
                .service("windows", first.address(), second.address())
                .yaml("mesher.eventLoops: 1\n")
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        mesher.close();
        first.close();
        second.close();
    }

    /** The third message of a handshake makes the connection its sender's; every answer says whose it is. */
    private static void serve(Wire wire) throws IOException {
        String user = "nobody";
        for (Message request = wire.readOrEnd(); request != null; request = wire.readOrEnd()) {
            String said = request.value("authorization");
            if (said.endsWith(" hello")) {
                String scheme = said.split(" ", 2)[0];
                wire.send(head("HTTP/1.1 401 U", "WWW-Authenticate: " + scheme + " challenge", "Content-Length: 0"));
                continue;
            }
            if (!said.isEmpty()) {
                user = said.split(" ", 2)[1];
            }
            wire.send(Application.ok(user));
        }
    }

    private static String ask(Wire wire, String... fields) throws IOException {
        String[] lines = new String[fields.length + 2];
        lines[0] = "GET http://windows/ HTTP/1.1";
        lines[1] = "Host: windows";
        System.arraycopy(fields, 0, lines, 2, fields.length);
        Message answer = wire.ask(head(lines));
        return answer.status() + " " + answer.text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NTLM", "Negotiate", "negotiate"})
    void aConnectionThatIsAuthenticatedServesItsCallerAlone(String scheme) throws IOException {
        try (Wire alice = mesher.callOut();
                Wire bob = mesher.callOut()) {
            // Handshakes that overlap.
            assertThat(ask(alice, "Authorization: " + scheme + " hello")).isEqualTo("401 ");
            assertThat(ask(bob, "Authorization: " + scheme + " hello")).isEqualTo("401 ");
            assertThat(ask(alice, "Authorization: " + scheme + " alice")).isEqualTo("200 alice");
            assertThat(ask(bob, "Authorization: " + scheme + " bob")).isEqualTo("200 bob");
            for (int i = 0; i < 10; i++) {
                assertThat(ask(alice)).isEqualTo("200 alice");
                assertThat(ask(bob)).isEqualTo("200 bob");
                try (Wire stranger = mesher.callOut()) {
                    assertThat(ask(stranger)).isEqualTo("200 nobody");
                }
            }
        }
    }

    @Test
    void itEndsWithItsCallersConnection() throws IOException {
        try (Wire alice = mesher.callOut()) {
            ask(alice, "Authorization: NTLM hello");
            assertThat(ask(alice, "Authorization: NTLM alice")).isEqualTo("200 alice");
            assertThat(first.openConnections() + second.openConnections()).isOne();
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> first.openConnections() + second.openConnections() == 0);
    }

    @Test
    void oneThatTheApplicationClosedIsReplaced() throws IOException {
        try (Wire alice = mesher.callOut()) {
            ask(alice, "Authorization: NTLM hello");
            assertThat(ask(alice, "Authorization: NTLM alice")).isEqualTo("200 alice");
            first.closeConnections();
            second.closeConnections();
            assertThat(ask(alice)).isEqualTo("200 nobody");
        }
    }

    @Test
    void otherSchemesShareConnections() throws IOException {
        for (int i = 0; i < 10; i++) {
            try (Wire caller = mesher.callOut()) {
                assertThat(ask(caller, "Authorization: Bearer token")).isEqualTo("200 token");
            }
        }
        assertThat(first.connections() + second.connections()).isEqualTo(2);
    }
}
