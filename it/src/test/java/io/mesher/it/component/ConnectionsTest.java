package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many callers at once, and the bounds on how many. */
@Timeout(600)
class ConnectionsTest {
    private static final int MANY = 1000;

    @TempDir
    private Path home;

    @Test
    void aThousandConnectionsAreServedAtOnce() throws Exception {
        CountDownLatch allHere = new CountDownLatch(MANY);
        try (Application app = Application.doing(wire -> {
                    for (Message request = wire.readOrEnd(); request != null; request = wire.readOrEnd()) {
                        allHere.countDown();
                        // Only when every caller's request is under way does the first get its answer.
                        assertThat(allHere.await(120, TimeUnit.SECONDS)).isTrue();
                        wire.send(Application.ok(request.target()));
                    }
                });
                MesherProcess mesher = new MesherSetup(home)
                        .service("app", app.address())
                        .yaml("mesher.pool.connections: 4000\nmesher.timeouts.connect: 10s\n")
                        .start()) {
            List<Wire> wires = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                wires.add(mesher.callOut());
            }
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < MANY; i++) {
                    wires.get(i).send(head("GET http://app/" + round + "/" + i + " HTTP/1.1", "Host: app"));
                }
                for (int i = 0; i < MANY; i++) {
                    assertThat(wires.get(i).read().text()).isEqualTo("/" + round + "/" + i);
                }
            }
            assertThat(mesher.admin("/readyz").status()).isEqualTo(200);
            for (Wire wire : wires) {
                wire.close();
            }
            assertThat(mesher.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void requestsBeyondThePoolWaitTheirTurn() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (Application app = Application.doing(wire -> {
                    for (Message request = wire.readOrEnd(); request != null; request = wire.readOrEnd()) {
                        go.await();
                        wire.send(Application.ok(request.target()));
                    }
                });
                MesherProcess mesher = new MesherSetup(home)
                        .service("app", app.address())
                        .yaml("""
                                mesher.eventLoops: 1
                                mesher.pool.connections: 2
                                mesher.limits.waitingRequests: 3
                                """)
                        .start()) {
            List<Wire> wires = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                wires.add(mesher.callOut().send(head("GET http://app/" + i + " HTTP/1.1", "Host: app")));
            }
            Wire refused = Awaitility.await().until(() -> firstAnswered(wires), Objects::nonNull);
            Message answer = refused.read();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.value("x-mesher-code")).isEqualTo("overload");
            assertThat(answer.value("retry-after")).isEqualTo("1");

            go.countDown();
            for (Wire wire : wires) {
                if (wire != refused) {
                    assertThat(wire.read().status()).isEqualTo(200);
                }
                wire.close();
            }
            assertThat(app.connections()).isEqualTo(2);
        }
    }

    private static @Nullable Wire firstAnswered(List<Wire> wires) throws IOException {
        for (Wire wire : wires) {
            if (wire.in().available() > 0) {
                return wire;
            }
        }
        return null;
    }

    @ParameterizedTest
    @ValueSource(strings = {"unfinished heads", "bytes behind a request", "large heads being served"})
    void callersCannotFillTheHeapTogether(String by) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        // 45 MB, where the heap has 32.
        String filler = "x".repeat(30_000);
        String load = switch (by) {
            case "unfinished heads" -> "GET http://app/ HTTP/1.1\r\nHost: app\r\nX: " + filler;
            case "bytes behind a request" -> head("GET http://slow/ HTTP/1.1", "Host: slow") + filler;
            default -> head("GET http://slow/ HTTP/1.1", "Host: slow", "X: " + filler);
        };
        try (Application app = Application.saying("hello");
                Application slow = Application.doing(_ -> release.await());
                MesherProcess mesher = new MesherSetup(home)
                        .service("app", app.address())
                        .service("slow", slow.address())
                        .yaml("mesher.pool.connections: 4000\nmesher.timeouts.connect: 10s\n")
                        .start()) {
            List<Wire> wires = new ArrayList<>();
            for (int i = 0; i < 1500; i++) {
                wires.add(mesher.callOut());
                sendOrBeRefused(wires.getLast(), load);
            }
            assertThat(mesher.get("http://app/").text()).isEqualTo("hello");
            for (Wire wire : wires) {
                wire.reset();
            }
            release.countDown();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(mesher.askOut(
                                            head("GET http://app/ HTTP/1.1", "Host: app", "X: " + "x".repeat(20_000)))
                                    .status())
                            .as("given back")
                            .isEqualTo(200));
        }
    }

    private static void sendOrBeRefused(Wire wire, String bytes) {
        try {
            wire.send(bytes);
        } catch (IOException _) {
            // Closed while it was sending.
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosedAndTheRestServed() throws IOException {
        try (Application app = Application.saying("hello");
                MesherProcess mesher = new MesherSetup(home)
                        .service("app", app.address())
                        .yaml("mesher.limits.connections: 3\n")
                        .start()) {
            String get = head("GET http://app/ HTTP/1.1", "Host: app");
            List<Wire> wires = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                wires.add(mesher.callOut());
                assertThat(wires.get(i).ask(get).text()).isEqualTo("hello");
            }
            try (Wire fourth = mesher.callOut()) {
                assertThat(fourth.ends()).isTrue();
            }
            assertThat(mesher.admin("/livez").status()).as("the admin port").isEqualTo(200);
            assertThat(wires.get(1).ask(get).text()).isEqualTo("hello");

            wires.get(0).close();
            Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> {
                try (Wire again = mesher.callOut()) {
                    return again.ask(get).text().equals("hello");
                }
            });
            for (Wire wire : wires) {
                wire.close();
            }
        }
    }
}
