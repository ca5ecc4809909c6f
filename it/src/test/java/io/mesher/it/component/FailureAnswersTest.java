package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Mesher answers itself when it can't do what was asked. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureAnswersTest {
    private Application garbled;
    private Application silent;
    private String refusing;
    private MesherProcess mesher;
    private MesherProcess original;

    @BeforeAll
    void start(@TempDir Path home, @TempDir Path originalHome) throws IOException {
        garbled = Application.doing(wire -> {
            wire.readHead();
            wire.send("this is not HTTP\r\n\r\n");
        });
        silent = Application.doing(wire -> {
            wire.readHead();
            wire.ends();
        });
        refusing = "127.0.0.1:" + Ports.free();
        mesher = setup(home).start();
        original = setup(originalHome)
                .yaml("mesher.compat.statusCodes: original\n")
                .start();
    }

    private MesherSetup setup(Path folder) {
        return new MesherSetup(folder)
                .service("none")
                .service("Twice")
                .service("TWICE")
                .service("refusing", refusing)
                .service("garbled", garbled.address())
                .service("silent", silent.address())
                .yaml("servicecomb.isolation.Consumer.silent.timeoutInMilliseconds: 200\n");
    }

    @AfterAll
    void stop() throws IOException {
        mesher.close();
        original.close();
        garbled.close();
        silent.close();
    }

    @ParameterizedTest
    @CsvSource({
        "unknown,404,service.unknown",
        "None,503,no.instance",
        "Twice,503,no.instance",
        "twice,404,service.ambiguous",
        "none,503,no.instance",
        "refusing,502,connect.failed",
        "garbled,502,upstream.malformed",
        "silent,504,upstream.timeout",
    })
    void saysWhatHappenedAndWhatToDo(String service, int status, String code) throws IOException {
        Message answer = mesher.get("http://" + service + "/x");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.value("x-mesher-code")).isEqualTo(code);
        assertThat(answer.value("content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(answer.text().lines()).hasSize(3);
        assertThat(answer.text()).endsWith("[mesher: " + code + "]\n");
    }

    @ParameterizedTest
    @CsvSource({
        "GET http://none/ HTTP/1.1\\nHost: none\\nno field,400,request.malformed,[0-9a-f]{32}",
        "GET http://none/ HTTP/1.1\\nHost: none\\nExpect: 200-ok\\nX-Request-Id: order-7,417,expectation.unsupported,order-7",
        "GET http://none/ HTTP/1.1\\nHost: none\\nX-Request-Id: caf\u00e9,503,no.instance,caf\u00e9",
    })
    void eachIsFoundAgainByItsId(String head, int status, String code, String id) throws IOException {
        Message answer = mesher.askOut(head.replace("\\n", "\r\n") + "\r\n\r\n");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.value("x-mesher-code")).isEqualTo(code);
        assertThat(answer.value("x-request-id")).matches(id);
    }

    @Test
    void namesTheInstanceToACallerOnThisMachine() throws IOException {
        assertThat(mesher.get("http://refusing/").text())
                .startsWith("No connection to " + refusing + ": Connection refused.\n");
        assertThat(mesher.get("http://silent/").text())
                .startsWith("The instance " + silent.address() + " did not respond within 200 ms.\n");
    }

    @Test
    void programsThatTakeJsonGetProblemJson() throws IOException {
        Message answer = mesher.askOut(
                "GET http://none/ HTTP/1.1\r\nHost: none\r\nAccept: text/html, application/json;q=0.5\r\n\r\n");

        assertThat(answer.value("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).isEqualTo("""
                {"type":"about:blank","title":"The service \\"none\\" is known, but has no instance.","status":503,\
                "code":"no.instance","detail":"Start an instance of it, or check why its instances are down."}
                """);
    }

    @ParameterizedTest
    @CsvSource({"unknown,502", "none,502", "refusing,502", "garbled,502", "silent,502"})
    void theOriginalsStatusCodesCanBeHadBack(String service, int status) throws IOException {
        Message answer = original.get("http://" + service + "/x");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.has("x-mesher-code")).isTrue();
    }

    @Test
    void aClientThatTakesMesherForAWebServerIsToldOfTheProxySetting() throws IOException {
        Message answer = mesher.askOut("GET /hello HTTP/1.1\r\nHost: server2\r\n\r\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).startsWith("""
                        Invalid uri, please check:
                        1, For provider, mesher listens on external ip
                        2, Set http_proxy as mesher address, before sending request
                        """).contains("curl -x").endsWith("[mesher: request.not.for.proxy]\n");
    }

    @Test
    void connectIsRefusedWithTheWayAroundIt() throws IOException {
        Message answer = mesher.askOut("CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n");

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.value("x-mesher-code")).isEqualTo("connect.unsupported");
        assertThat(answer.text()).contains("NO_PROXY");
    }

    @Test
    void aRequestThatCameBackEndsThere(@TempDir Path home) throws IOException {
        AtomicReference<InetSocketAddress> back = new AtomicReference<>();
        try (Application relay = Application.doing(wire -> {
                    Message request = wire.read();
                    // An application that sends each request on to where it came from.
                    try (Wire again = Wire.to(back.get())) {
                        StringBuilder same = new StringBuilder("GET http://relay/ HTTP/1.1\r\n");
                        request.fields().forEach(line -> same.append(line).append("\r\n"));
                        Message answer = again.ask(same + "\r\n");
                        wire.send("HTTP/1.1 " + answer.status() + " Passed On\r\nContent-Length: 0\r\nX-Code: "
                                + answer.value("x-mesher-code") + "\r\n\r\n");
                    }
                });
                MesherProcess looping =
                        new MesherSetup(home).service("relay", relay.address()).start()) {
            back.set(looping.outgoing());
            Message answer = looping.get("http://relay/");

            assertThat(answer.status()).isEqualTo(508);
            assertThat(answer.value("x-code")).isEqualTo("loop");
            assertThat(relay.connections()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatIsNeverAcceptedCountsAsRefused(@TempDir Path home) throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                MesherProcess impatient = new MesherSetup(home)
                        .service("full", "127.0.0.1:" + full.getLocalPort())
                        .yaml("mesher.timeouts.connect: 100ms\n")
                        .start()) {
            // The system takes two connections for a backlog of one, then answers no more SYN.
            Wire[] queued = {
                Wire.to((InetSocketAddress) full.getLocalSocketAddress()),
                Wire.to((InetSocketAddress) full.getLocalSocketAddress())
            };
            Message answer = impatient.get("http://full/");

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text()).contains("no answer within 100 ms");
            for (Wire wire : queued) {
                wire.close();
            }
        }
    }
}
