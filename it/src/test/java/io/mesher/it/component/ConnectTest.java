package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.peer.Peers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CONNECT to a service, as WebSocket clients and some HTTP libraries ask for it (RFC 9110 §9.3.6). */
@Timeout(600)
class ConnectTest {
    private static final String CONNECT = head("CONNECT AccountService:80 HTTP/1.1", "Host: AccountService:80");
    private static final String GET = head("GET /x?y=1 HTTP/1.1", "Host: AccountService");
    /** The first bytes of a TLS 1.3 client. */
    private static final byte[] CLIENT_HELLO = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

    private Application first;
    private Application second;
    private MesherProcess mesher;

    @BeforeEach
    void start(@TempDir Path home) throws IOException {
        first = Application.answering(request -> Application.ok("first " + request.body()));
        second = Application.answering(_ -> Application.ok("second "));
        mesher = new MesherSetup(home)
                .service("AccountService", first.address(), second.address())
                .service("other", second.address())
                .yaml("mesher.accessLog.requests: all\n")
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        mesher.close();
        first.close();
        second.close();
    }

    @Test
    void theRequestsInsideAreTreatedAsAnyOthers() throws IOException {
        try (Wire wire = mesher.callOut()) {
            Message accepted = connect(wire, CONNECT);
            assertThat(accepted.has("content-length") || accepted.has("transfer-encoding"))
                    .isFalse();
            assertThat(accepted.has("connection")).isFalse();

            assertThat(wire.ask(GET).text() + wire.ask(GET).text()).contains("first", "second");
            Message post = wire.ask(head("POST / HTTP/1.1", "Host: AccountService", "Content-Length: 3") + "abc");
            Message again = wire.ask(head("POST / HTTP/1.1", "Host: AccountService", "Content-Length: 3") + "abc");
            assertThat(post.text() + again.text()).contains("first abc");
            assertThat(post.value("via")).isNotEmpty();
        }

        Message seen = first.requests().getFirst();
        assertThat(seen.target()).isEqualTo("/x?y=1");
        assertThat(seen.value("host")).isEqualTo("AccountService");
        assertThat(seen.has("via") && seen.has("x-forwarded-for")).isTrue();
        assertThat(mesher.admin("/metrics").text())
                .contains("destination=\"AccountService\",code_class=\"2xx\",reason=\"\"} 4\n");
        Awaitility.await().until(() -> mesher.out().contains("GET http://AccountService/x"));
        assertThat(mesher.out()).contains("CONNECT AccountService:80");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT AccountService:80 HTTP/1.0\r\n\r\n",
                "CONNECT accountservice:80 HTTP/1.1\r\nHost: accountservice:80\r\nConnection: close\r\n\r\n",
                "CONNECT AccountService:80 HTTP/1.1\r\nHost: x\r\nProxy-Connection: keep-alive\r\n\r\n"
            })
    void whatTheConnectSaysOfItsConnectionIsNothingToTheRequestsInside(String connect) throws IOException {
        try (Wire wire = mesher.callOut()) {
            connect(wire, connect);
            assertThat(wire.ask(GET).status()).isEqualTo(200);
            assertThat(wire.ask(GET).status()).isEqualTo(200);
        }
    }

    @Test
    void requestsMayFollowBeforeTheAnswer() throws IOException {
        try (Wire wire = mesher.callOut()) {
            connect(wire, CONNECT + GET + GET);
            assertThat(wire.read().text() + wire.read().text()).contains("first", "second");
        }
    }

    @Test
    void theConnectNamesTheServiceWhateverHostSays() throws IOException {
        try (Wire wire = mesher.callOut()) {
            connect(wire, head("CONNECT other:8080 HTTP/1.1", "Host: other:8080"));
            assertThat(wire.ask(head("GET / HTTP/1.1", "Host: AccountService")).text())
                    .isEqualTo("second ");
            assertThat(wire.ask(head("OPTIONS * HTTP/1.1", "Host: x")).status()).isEqualTo(200);
        }
        assertThat(second.requests().getFirst().value("host")).isEqualTo("other:8080");
        assertThat(second.requests().getFirst().value("x-forwarded-port")).isEqualTo("8080");
        assertThat(second.requests().getLast().startLine()).isEqualTo("OPTIONS * HTTP/1.1");
    }

    @Test
    void tlsInsideIsEndedAndSaid() throws IOException {
        try (Wire wire = mesher.callOut()) {
            connect(wire, head("CONNECT AccountService:443 HTTP/1.1", "Host: AccountService:443"));
            Message answer = wire.send(CLIENT_HELLO).read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.value("x-mesher-code")).isEqualTo("request.tls");
            assertThat(wire.ends()).isTrue();
        }
        Awaitility.await().until(() -> mesher.out().contains("request.tls"));
        assertThat(mesher.admin("/metrics").text()).contains("reason=\"request.tls\"");
    }

    @Test
    void otherBytesInsideAreNoHttp() throws IOException {
        try (Wire wire = mesher.callOut()) {
            connect(wire, CONNECT);
            Message answer = wire.send("*1\r\n$4\r\nPING\r\n").read();
            assertThat(answer.value("x-mesher-code")).isEqualTo("request.malformed");
            assertThat(wire.ends()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com:443", "127.0.0.1:22", "[::1]:80"})
    void nothingElseIsTunnelled(String host) throws IOException {
        Message answer = mesher.askOut(head("CONNECT " + host + " HTTP/1.1", "Host: " + host));
        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.value("x-mesher-code")).isEqualTo("connect.unsupported");
    }

    @Test
    void aConnectWithABodyIsRefused() throws IOException {
        Message answer = mesher.askOut(
                head("CONNECT AccountService:80 HTTP/1.1", "Host: AccountService:80", "Content-Length: 1") + "x");
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void curlTunnelsToAService() throws Exception {
        Process curl = new ProcessBuilder(
                        Peers.require("curl").toString(),
                        "-sS",
                        "-p",
                        "-x",
                        "127.0.0.1:" + mesher.outgoing().getPort(),
                        "http://other/",
                        "http://other/")
                .redirectErrorStream(true)
                .start();
        String shown = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(curl.waitFor()).as(shown).isZero();
        assertThat(shown).isEqualTo("second second ");
    }

    private static Message connect(Wire wire, String request) throws IOException {
        Message accepted = wire.send(request).readHead();
        assertThat(accepted.status()).isEqualTo(200);
        return accepted;
    }
}
