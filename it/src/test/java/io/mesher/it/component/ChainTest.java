package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two sidecars: the caller's and the called application's. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChainTest {
    private Application server;
    private Application legacy;
    private Application bulk;
    private MesherProcess mine;
    private MesherProcess theirs;

    @BeforeAll
    void start(@TempDir Path home, @TempDir Path otherHome) throws IOException {
        server = Application.saying("hello");
        legacy = Application.saying("legacy");
        bulk = Application.doing(wire -> {
            Message request = wire.readHead();
            if (request.has("upgrade")) {
                wire.send(head("HTTP/1.1 101 Switching Protocols", "Connection: upgrade", "Upgrade: echo"));
                wire.in().transferTo(wire.out());
                return;
            }
            long length = Long.parseLong(request.value("content-length"));
            long sum = Bulk.sumOf(wire.in(), length);
            wire.send(head("HTTP/1.1 200 OK", "X-Sum: " + sum, "Content-Length: " + length));
            Bulk.write(wire.out(), length);
        });
        theirs = new MesherSetup(otherHome)
                .name("server")
                .incoming(server.port(), legacy.port(), bulk.port())
                .yaml("mesher.timeouts.connect: 500ms\n")
                .start();
        String address = "127.0.0.2:" + theirs.incoming().getPort();
        mine = new MesherSetup(home).service("server", address).start();
    }

    @AfterAll
    void stop() throws IOException {
        mine.close();
        theirs.close();
        server.close();
        legacy.close();
        bulk.close();
    }

    @BeforeEach
    void forget() {
        server.forget();
    }

    @Test
    void aCallArrivesWithAllThatBothSay() throws IOException {
        Message response = mine.get("http://server/hello?a=b");

        assertThat(response.text()).isEqualTo("hello");
        assertThat(response.values("via"))
                .hasSize(2)
                .satisfies(
                        via -> assertThat(via.get(0)).startsWith("1.1 mesher-server-"),
                        via -> assertThat(via.get(1)).startsWith("1.1 mesher-client-"));
        Message request = server.onlyRequest();
        assertThat(request.startLine()).isEqualTo("GET /hello?a=b HTTP/1.1");
        assertThat(request.value("host")).isEqualTo("server");
        assertThat(request.value("x-cse-context")).isEqualTo("{\"x-cse-src-microservice\":\"client\"}");
        assertThat(request.values("x-forwarded-for")).containsExactly("127.0.0.1, 127.0.0.1");
        assertThat(request.value("x-forwarded-host")).isEqualTo("server");
        assertThat(request.values("via"))
                .satisfiesExactly(
                        via -> assertThat(via).startsWith("1.1 mesher-client-").endsWith("-out"),
                        via -> assertThat(via).startsWith("1.1 mesher-server-").endsWith("-in"));
    }

    @Test
    void aPortInTheUrlChoosesAmongTheApplicationsPorts() throws IOException {
        assertThat(mine.get("http://server:" + legacy.port() + "/").text()).isEqualTo("legacy");
        assertThat(mine.get("http://server:" + server.port() + "/").text()).isEqualTo("hello");
    }

    @Test
    void aPortThatIsNotDeclaredIsTheCalledSidesRefusal() throws IOException {
        Message answer = mine.get("http://server:1/");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.value("x-mesher-code")).isEqualTo("port.undeclared");
        assertThat(answer.values("via")).singleElement().asString().startsWith("1.1 mesher-client-");
    }

    @Test
    void aHundredMegabytesGoBothWays() throws IOException {
        long length = 100 * Bulk.MIB;
        try (Wire wire = mine.callOut()) {
            wire.send(head(
                    "PUT http://server:" + bulk.port() + "/ HTTP/1.1", "Host: server", "Content-Length: " + length));
            Bulk.write(wire.out(), length);
            assertThat(wire.readHead().value("x-sum")).isEqualTo(Long.toString(Bulk.sum(length)));
            assertThat(Bulk.sumOf(wire.in(), length)).isEqualTo(Bulk.sum(length));
        }
    }

    @Test
    void anUpgradedConnectionGoesThroughBoth() throws IOException {
        try (Wire wire = mine.callOut()) {
            wire.send(head(
                    "GET http://server:" + bulk.port() + "/ HTTP/1.1",
                    "Host: server",
                    "Connection: upgrade",
                    "Upgrade: echo"));
            assertThat(wire.readHead().status()).isEqualTo(101);
            for (String word : new String[] {"one", "two", "three"}) {
                wire.send(word);
                assertThat(new String(wire.readBytes(word.length()), StandardCharsets.US_ASCII))
                        .isEqualTo(word);
            }
            wire.endOutput();
            assertThat(wire.ends()).isTrue();
        }
    }

    @Test
    void theCalledApplicationCallsOthersThroughItsOwnMesher(@TempDir Path home, @TempDir Path otherHome)
            throws IOException {
        AtomicReference<InetSocketAddress> proxy = new AtomicReference<>();
        try (Application relay = Application.doing(wire -> {
                    wire.read();
                    try (Wire out = Wire.to(proxy.get())) {
                        wire.send(Application.ok("relayed "
                                + out.ask(head("GET http://server/ HTTP/1.1", "Host: x"))
                                        .text()));
                    }
                });
                MesherProcess middle = new MesherSetup(home)
                        .name("relay")
                        .incoming(relay.port())
                        .service("server", "127.0.0.2:" + theirs.incoming().getPort())
                        .start();
                MesherProcess first = new MesherSetup(otherHome)
                        .service("relay", "127.0.0.2:" + middle.incoming().getPort())
                        .start()) {
            proxy.set(middle.outgoing());

            assertThat(first.get("http://relay/").text()).isEqualTo("relayed hello");
            assertThat(server.onlyRequest().value("x-cse-context")).isEqualTo("{\"x-cse-src-microservice\":\"relay\"}");
        }
    }
}
