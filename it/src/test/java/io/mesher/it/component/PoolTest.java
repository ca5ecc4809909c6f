package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to applications are kept, and applications close them when they like: no request is lost or doubled by it. */
@Timeout(600)
class PoolTest {
    @TempDir
    private Path home;

    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

    private MesherProcess mesher(Application app) throws IOException {
        // One loop, so that the second request finds the connection of the first.
        return new MesherSetup(home)
                .service("app", app.address())
                .yaml("mesher.eventLoops: 1\n")
                .start();
    }

    /** Answers one request per connection, then closes without having said so. */
    private void answerOnce(Wire wire) throws IOException {
        Message request = wire.read();
        delivered.add(request.target());
        wire.send(Application.ok(request.target()));
        wire.close();
        closed.add(request.target());
    }

    /** Answers the first request of a connection, takes the second and closes. */
    private void dieOnSecond(Wire wire) throws IOException {
        Message first = wire.read();
        delivered.add(first.target());
        wire.send(Application.ok(first.target()));
        Message second = wire.readOrEnd();
        if (second != null) {
            delivered.add(second.target());
        }
    }

    private static String request(String method, String path, String body) {
        return head(method + " http://app/" + path + " HTTP/1.1", "Host: app", "Content-Length: " + body.length())
                + body;
    }

    @Test
    void aConnectionIsUsedAgain() throws IOException {
        try (Application app = Application.saying("hello");
                MesherProcess mesher = mesher(app)) {
            for (int i = 0; i < 10; i++) {
                assertThat(mesher.get("http://app/").text()).isEqualTo("hello");
            }
            assertThat(app.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aConnectionThatTheApplicationHasClosedIsNotUsed(String method) throws Exception {
        try (Application app = Application.doing(this::answerOnce);
                MesherProcess mesher = mesher(app);
                Wire wire = mesher.callOut()) {
            for (int i = 0; i < 50; i++) {
                assertThat(wire.ask(request(method, "" + i, "")).text()).isEqualTo("/" + i);
                // The next request goes out when the end of the connection is already there to be seen.
                assertThat(closed.poll(120, TimeUnit.SECONDS)).isEqualTo("/" + i);
            }
            assertThat(delivered).hasSize(50).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void anIdempotentRequestIsSentAgainOnceWhenItsConnectionDies(String method) throws IOException {
        try (Application app = Application.doing(this::dieOnSecond);
                MesherProcess mesher = mesher(app)) {
            assertThat(mesher.askOut(request("GET", "first", "")).text()).isEqualTo("/first");
            assertThat(mesher.askOut(request(method, "second", "content")).text())
                    .isEqualTo("/second");

            assertThat(delivered).containsExactly("/first", "/second", "/second");
            assertThat(app.connections()).isEqualTo(2);
        }
    }

    @Test
    void aPostIsNeverDeliveredTwice() throws IOException {
        try (Application app = Application.doing(this::dieOnSecond);
                MesherProcess mesher = mesher(app)) {
            assertThat(mesher.askOut(request("GET", "first", "")).text()).isEqualTo("/first");
            Message answer = mesher.askOut(request("POST", "order-17", "content"));

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.value("x-mesher-code")).isEqualTo("upstream.closed");
            assertThat(answer.text()).contains("It may have processed the request: repeat it if that does no harm.");
            assertThat(mesher.askOut(request("GET", "after", "")).text()).isEqualTo("/after");
            assertThat(delivered).containsExactly("/first", "/order-17", "/after");
        }
    }

    @Test
    void aNewConnectionThatDiesIsNotReplaced() throws IOException {
        try (Application app =
                        Application.doing(wire -> delivered.add(wire.read().target()));
                MesherProcess mesher = mesher(app)) {
            assertThat(mesher.askOut(request("GET", "one", "")).status()).isEqualTo(502);

            assertThat(delivered).containsExactly("/one");
        }
    }

    @Test
    void anIdleConnectionIsGivenUpInTimeBeforeTheApplicationDoesSo() throws Exception {
        BlockingQueue<Boolean> endedByMesher = new LinkedBlockingQueue<>();
        try (Application app = Application.doing(wire -> {
                    wire.read();
                    wire.send(head("HTTP/1.1 200 OK", "Content-Length: 0", "Keep-Alive: timeout=2"));
                    endedByMesher.add(wire.readOrEnd() == null);
                });
                MesherProcess mesher = mesher(app)) {
            assertThat(mesher.get("http://app/").status()).isEqualTo(200);

            assertThat(endedByMesher.poll(120, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aResponseWithBytesTooManyEndsItsConnection() throws Exception {
        try (Application app = Application.doing(wire -> {
                    delivered.add(wire.read().target());
                    wire.send(Application.ok("mine") + Application.ok("not asked for"));
                    closed.add(wire.ends() ? "ended" : "used again");
                });
                MesherProcess mesher = mesher(app)) {
            assertThat(mesher.get("http://app/1").text()).isEqualTo("mine");
            assertThat(closed.poll(120, TimeUnit.SECONDS)).isEqualTo("ended");
            assertThat(mesher.get("http://app/2").text()).isEqualTo("mine");
            assertThat(delivered).containsExactly("/1", "/2");
        }
    }
}
