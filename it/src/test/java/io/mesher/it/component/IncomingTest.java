package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.mesher.testkit.Ports;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How calls from elsewhere reach the local application, and what it is told of the caller. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncomingTest {
    private Application first;
    private Application second;
    private MesherProcess one;
    private MesherProcess several;

    @BeforeAll
    void start(@TempDir Path home, @TempDir Path otherHome) throws IOException {
        first = Application.saying("first");
        second = Application.saying("second");
        one = new MesherSetup(home).name("server").incoming(first.port()).start();
        several = new MesherSetup(otherHome)
                .name("server")
                .incoming(first.port(), second.port())
                .start();
    }

    @AfterAll
    void stop() throws IOException {
        one.close();
        several.close();
        first.close();
        second.close();
    }

    @BeforeEach
    void forget() {
        first.forget();
    }

    private Message received(String... fields) throws IOException {
        String[] lines = new String[fields.length + 2];
        lines[0] = "GET /x HTTP/1.1";
        lines[1] = "Host: server.example:99";
        System.arraycopy(fields, 0, lines, 2, fields.length);
        assertThat(one.askIn(head(lines)).status()).isEqualTo(200);
        return first.onlyRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Other: 1", "X-Forwarded-Port: 22", "X-Forwarded-Port: nonsense"})
    void theOneDeclaredPortGetsEveryRequest(String field) throws IOException {
        assertThat(one.askIn(head("GET / HTTP/1.1", "Host: server", field)).text())
                .isEqualTo("first");
    }

    @Test
    void theFirstDeclaredPortGetsRequestsWithoutAHint() throws IOException {
        assertThat(several.askIn(head("GET / HTTP/1.1", "Host: server")).text()).isEqualTo("first");
    }

    @Test
    void aHintSelectsAmongTheDeclaredPorts() throws IOException {
        assertThat(several.askIn(head("GET / HTTP/1.1", "Host: server", "X-Forwarded-Port: " + second.port()))
                        .text())
                .isEqualTo("second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "nonsense", "70000", "-1", "99999999999999999999"})
    void noCallerReachesAPortThatIsNotDeclared(String port) throws IOException {
        Message answer =
                several.askIn(head("GET / HTTP/1.1", "Host: server", "x-cse-context: {}", "X-Forwarded-Port: " + port));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.value("x-mesher-code")).isEqualTo("port.undeclared");
        assertThat(first.requests()).isEmpty();
        // No Mesher sent this one, so it is the port of a load balancer.
        Message balanced = several.askIn(head("GET / HTTP/1.1", "Host: server", "X-Forwarded-Port: " + port));
        assertThat(balanced.text()).isEqualTo("first");
    }

    @Test
    void noPortDeclaredMeansNoRequestsTaken(@TempDir Path home) throws IOException {
        try (MesherProcess none = new MesherSetup(home).incoming().start()) {
            Message answer = none.askIn(head("GET / HTTP/1.1", "Host: server", "X-Forwarded-Port: " + first.port()));

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text()).contains("SERVICE_PORTS=rest:<port>");
            assertThat(none.log()).contains("incoming requests have nowhere to go");
        }
    }

    @Test
    void absoluteFormDoesNotMakeAnOpenProxyOfIt() throws IOException {
        assertThat(one.askIn(head("GET http://127.0.0.1:" + second.port() + "/y HTTP/1.1", "Host: server"))
                        .text())
                .isEqualTo("first");
        assertThat(first.onlyRequest().startLine()).isEqualTo("GET /y HTTP/1.1");
    }

    @Test
    void connectIsRefused() throws IOException {
        assertThat(one.askIn(head("CONNECT server:" + second.port() + " HTTP/1.1", "Host: server:" + second.port()))
                        .status())
                .isEqualTo(501);
    }

    @Test
    void theApplicationIsToldOfTheCaller() throws IOException {
        Message request = received();

        assertThat(request.fields().getFirst()).isEqualTo("Host: server.example:99");
        assertThat(request.value("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(request.value("x-forwarded-host")).isEqualTo("server.example:99");
        assertThat(request.value("x-forwarded-proto")).isEqualTo("http");
        assertThat(request.value("via")).startsWith("1.1 mesher-server-").endsWith("-in");
    }

    @Test
    void theCallersAddressIsAppendedAsOneLine() throws IOException {
        assertThat(received("X-Forwarded-For: 10.0.0.1, 10.0.0.2", "Via: 1.0 a", "x-forwarded-for: 10.0.0.3")
                        .values("x-forwarded-for"))
                .containsExactly("10.0.0.1, 10.0.0.2, 10.0.0.3, 127.0.0.1");
        assertThat(first.onlyRequest().values("via")).hasSize(2).first().isEqualTo("1.0 a");
    }

    @Test
    void aTrustedPeersHostAndSchemeAreBelieved() throws IOException {
        Message request = received("X-Forwarded-Host: shop.example", "X-Forwarded-Proto: https");

        assertThat(request.values("x-forwarded-host")).containsExactly("shop.example");
        assertThat(request.values("x-forwarded-proto")).containsExactly("https");
    }

    @Test
    void fieldsOfTheCallersConnectionEndHere() throws IOException {
        Message request = received(
                "Connection: X-Gone, close",
                "x-gone: 1",
                "X-Stays: 1",
                "TE: trailers",
                "Keep-Alive: timeout=5",
                "Upgrade: h2c",
                "Proxy-Connection: close");

        assertThat(request.fields())
                .noneMatch(line -> line.toLowerCase(Locale.ROOT)
                        .matches("(connection|x-gone|keep-alive|upgrade|proxy-connection):.*"))
                .contains("X-Stays: 1");
    }

    @Test
    void noCallerRemovesByConnectionWhatMesherSays() throws IOException {
        Message request = received("Connection: X-Forwarded-For, X-Forwarded-Host, Via, Host");

        assertThat(request.value("host")).isEqualTo("server.example:99");
        assertThat(request.value("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(request.value("x-forwarded-host")).isEqualTo("server.example:99");
        assertThat(request.has("via")).isTrue();
    }

    @Test
    void fieldsKeepTheirCaseOrderAndRepeats() throws IOException {
        assertThat(received("X-b: 1", "x-A: 2", "X-b: 3", "Accept:").fields())
                .startsWith("Host: server.example:99", "X-b: 1", "x-A: 2", "X-b: 3", "Accept: ");
    }

    @Test
    void aCallerFromOutsideSeesNoInternalAddressAndIsNotBelieved(@TempDir Path home) throws IOException {
        Optional<InetAddress> outside = outsideAddress();
        assumeThat(outside)
                .as("this machine has an IPv4 address besides loopback")
                .isPresent();
        String address = outside.orElseThrow().getHostAddress();
        int nobody = Ports.free();
        try (MesherProcess mesher = new MesherSetup(home)
                        .incoming(first.port(), nobody)
                        .listen(address + ":0")
                        .start();
                Wire wire = mesher.callIn()) {
            Message answer = wire.ask(head("GET / HTTP/1.1", "Host: a", "X-Forwarded-Port: " + nobody));
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.value("x-mesher-code")).isEqualTo("connect.failed");
            assertThat(answer.text()).doesNotContain("127.0.0.1").doesNotContain(Integer.toString(nobody));

            wire.ask(head("GET / HTTP/1.1", "Host: a", "X-Forwarded-Host: evil", "X-Forwarded-Proto: https"));
            assertThat(first.onlyRequest().values("x-forwarded-host")).containsExactly("a");
            assertThat(first.onlyRequest().values("x-forwarded-proto")).containsExactly("http");
            assertThat(first.onlyRequest().value("x-forwarded-for")).isEqualTo(address);
        }
    }

    private static Optional<InetAddress> outsideAddress() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address
                        && !address.isLoopbackAddress()
                        && !address.isLinkLocalAddress())
                .findFirst();
    }
}
