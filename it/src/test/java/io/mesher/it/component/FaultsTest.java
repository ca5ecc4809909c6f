package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.testkit.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications that aren't up, die, hang or close half: each caller gets its answer, and the next one is served. */
@Timeout(600)
class FaultsTest {
    private static final String GET = head("GET / HTTP/1.1", "Host: server");

    @TempDir
    private Path home;

    private MesherProcess before(int port) throws IOException {
        return new MesherSetup(home)
                .incoming(port)
                .yaml("servicecomb.isolation.Consumer.timeoutInMilliseconds: 300\n")
                .start();
    }

    private static Application at(int port) throws IOException {
        return Application.answeringAt(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), _ -> Application.ok("up"));
    }

    @Test
    void anApplicationMayComeUpLater() throws IOException {
        int port = Ports.free();
        try (MesherProcess mesher = before(port);
                Wire wire = mesher.callIn()) {
            Message answer = wire.ask(GET);
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.value("x-mesher-code")).isEqualTo("connect.failed");

            try (Application app = at(port)) {
                assertThat(wire.ask(GET).text()).isEqualTo("up");
                assertThat(app.requests()).hasSize(1);
            }
        }
    }

    @Test
    void anApplicationMayBeKilledAndComeBack() throws IOException {
        try (Application app = Application.saying("up");
                MesherProcess mesher = before(app.port());
                Wire wire = mesher.callIn()) {
            assertThat(wire.ask(GET).text()).isEqualTo("up");
            app.die();
            assertThat(wire.ask(GET).status()).isEqualTo(502);

            try (Application again = at(app.port())) {
                assertThat(wire.ask(GET).text()).isEqualTo("up");
                assertThat(again.requests()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000", "Transfer-Encoding: chunked"})
    void aResponseThatIsBrokenOffIsNeverTakenForAWholeOne(String framing) throws IOException {
        try (Application app = Application.doing(wire -> {
                    wire.read();
                    wire.send(head("HTTP/1.1 200 OK", framing) + "4\r\npart\r\n");
                    wire.reset();
                });
                MesherProcess mesher = before(app.port());
                Wire wire = mesher.callIn()) {
            wire.send(GET);

            assertThatThrownBy(wire::read).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000", "Transfer-Encoding: chunked"})
    void aResponseThatEndsTooEarlyIsNeverTakenForAWholeOne(String framing) throws IOException {
        try (Application app = Application.doing(wire -> {
                    wire.read();
                    wire.send(head("HTTP/1.1 200 OK", framing) + "4\r\npart\r\n");
                });
                MesherProcess mesher = before(app.port());
                Wire wire = mesher.callIn()) {
            wire.send(GET);

            assertThatThrownBy(wire::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aHangingApplicationCostsItsCallerATimeOutAndItsConnection() throws Exception {
        BlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();
        try (Application app = Application.doing(wire -> {
                    wire.read();
                    ended.add(wire.ends());
                });
                MesherProcess mesher = before(app.port());
                Wire wire = mesher.callIn()) {
            Message answer = wire.ask(GET);

            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.value("x-mesher-code")).isEqualTo("upstream.timeout");
            assertThat(ended.poll(120, TimeUnit.SECONDS)).isTrue();
            assertThat(wire.ask(GET).status()).as("on the same connection").isEqualTo(504);
        }
    }

    @Test
    void anApplicationThatHangsWithinItsHeadTimesOutToo() throws IOException {
        try (Application app = Application.doing(wire -> {
                    wire.read();
                    wire.send("HTTP/1.1 200 OK\r\nX-A: b\r\n");
                    wire.ends();
                });
                MesherProcess mesher = before(app.port())) {
            assertThat(mesher.askIn(GET).status()).isEqualTo(504);
        }
    }

    @Test
    void anApplicationThatResetsAtOnceIsABadGateway() throws IOException {
        try (Application app = Application.doing(Wire::reset);
                MesherProcess mesher = before(app.port());
                Wire wire = mesher.callIn()) {
            for (int i = 0; i < 20; i++) {
                assertThat(wire.ask(GET).status()).isEqualTo(502);
            }
        }
    }

    @Test
    void anApplicationThatResetsAfterTheRequestIsABadGateway() throws IOException {
        try (Application app = Application.doing(wire -> {
                    wire.read();
                    wire.reset();
                });
                MesherProcess mesher = before(app.port())) {
            Message answer = mesher.askIn(GET);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.value("x-mesher-code")).isEqualTo("upstream.closed");
        }
    }

    @Test
    void anApplicationThatEndsWithinItsHeadIsABadGateway() throws IOException {
        try (Application app = Application.doing(wire -> {
                    wire.read();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Len");
                });
                MesherProcess mesher = before(app.port())) {
            Message answer = mesher.askIn(GET);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.value("x-mesher-code")).isEqualTo("upstream.malformed");
        }
    }

    @Test
    void anApplicationThatEndsItsSideWithoutAResponseIsABadGateway() throws IOException {
        try (Application app = Application.doing(wire -> {
                    wire.read();
                    wire.endOutput();
                    wire.ends();
                });
                MesherProcess mesher = before(app.port())) {
            assertThat(mesher.askIn(GET).value("x-mesher-code")).isEqualTo("upstream.closed");
        }
    }

    @Test
    void anApplicationMayEndItsSideWithItsResponse() throws Exception {
        BlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();
        try (Application app = Application.doing(wire -> {
                    wire.read();
                    wire.send(Application.ok("whole"));
                    wire.endOutput();
                    ended.add(wire.ends());
                });
                MesherProcess mesher = before(app.port());
                Wire wire = mesher.callIn()) {
            for (int i = 0; i < 10; i++) {
                assertThat(wire.ask(GET).text()).isEqualTo("whole");
                assertThat(ended.poll(120, TimeUnit.SECONDS))
                        .as("closed by Mesher too")
                        .isTrue();
            }
        }
    }

    @Test
    void anApplicationThatDiesWithinAnUploadEndsItForTheCaller() throws IOException {
        try (Application app = Application.doing(wire -> {
                    wire.readHead();
                    wire.readBytes(4);
                    wire.reset();
                });
                MesherProcess mesher = before(app.port());
                Wire wire = mesher.callIn()) {
            wire.send(head("PUT / HTTP/1.1", "Host: server", "Content-Length: 1000") + "some");
            Message answer = wire.read();

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.value("connection")).isEqualTo("close");
        }
    }
}
