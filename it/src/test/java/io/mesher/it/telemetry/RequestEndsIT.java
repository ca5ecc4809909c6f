package io.mesher.it.telemetry;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import io.mesher.it.component.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a request ends, it is counted and logged once, as what it was, and nothing of it stays held. */
@Timeout(600)
class RequestEndsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TUNNELS = 5;

    enum Leaving {
        CLOSE,
        HALF_CLOSE,
        RESET
    }

    @TempDir
    private Path home;

    private final CountDownLatch answering = new CountDownLatch(1);
    private Application app;
    private MesherProcess mesher;

    @BeforeEach
    void start() throws IOException {
        app = Application.doing(this::serve);
        mesher = new MesherSetup(home).service("app", app.address()).yaml("""
                        mesher.accessLog: {requests: all, format: json}
                        mesher.tracing.enabled: false
                        servicecomb.isolation.Consumer.maxConcurrentRequests: 4
                        """).start();
    }

    @AfterEach
    void end() throws IOException {
        answering.countDown();
        mesher.close();
        app.close();
    }

    private void serve(Wire wire) throws IOException {
        String line = wire.readHead().startLine();
        if (line.contains("/tunnel")) {
            wire.send(head("HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: echo/1"));
            try {
                while (true) {
                    wire.send(wire.readBytes(1));
                }
            } catch (EOFException _) {
                return;
            }
        }
        if (line.contains("/late")) {
            try {
                answering.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    }

    private Wire asks(String path, String... fields) throws IOException {
        List<String> lines = new ArrayList<>(List.of("GET http://app" + path + " HTTP/1.1", "Host: app"));
        lines.addAll(List.of(fields));
        return mesher.callOut().send(head(lines.toArray(String[]::new)));
    }

    private void awaitLines(int count) {
        await().atMost(PATIENCE).until(() -> mesher.out().lines().count() == count);
    }

    private List<String> statuses() {
        return mesher.out()
                .lines()
                .map(LogLine::parse)
                .map(line -> line.get("status") + " " + line.getOrDefault("reason", "-"))
                .toList();
    }

    private String metric(String series) throws IOException {
        return Pattern.compile("(?m)^" + Pattern.quote(series) + " (.*)$")
                .matcher(mesher.admin("/metrics").body())
                .results()
                .map(result -> result.group(1))
                .findFirst()
                .orElse("none");
    }

    private void assertNothingIsHeld() throws IOException {
        assertThat(metric("mesher_isolation_in_flight{direction=\"outgoing\",destination=\"app\"}"))
                .isEqualTo("0");
        assertThat(mesher.log()).doesNotContain("defect");
    }

    @ParameterizedTest
    @EnumSource(Leaving.class)
    void aTunnelThatItsCallerEnds(Leaving leaving) throws IOException {
        for (int i = 0; i < TUNNELS; i++) {
            try (Wire wire = mesher.callOut()) {
                wire.send(
                        head("GET http://app/tunnel HTTP/1.1", "Host: app", "Connection: Upgrade", "Upgrade: echo/1"));
                assertThat(wire.readHead().status()).isEqualTo(101);
                assertThat(wire.send("x").readBytes(1)).containsExactly('x');
                switch (leaving) {
                    case CLOSE -> {}
                    case HALF_CLOSE -> {
                        wire.endOutput();
                        assertThat(wire.ends()).isTrue();
                    }
                    case RESET -> wire.reset();
                }
            }
            awaitLines(i + 1);
        }
        assertThat(statuses()).containsOnly(leaving == Leaving.RESET ? "101 caller.gone" : "101 -");
        assertThat(mesher.get("http://app/").status()).isEqualTo(200);
        awaitLines(TUNNELS + 1);
        assertNothingIsHeld();
    }

    @ParameterizedTest
    @EnumSource(Leaving.class)
    void aRequestWhoseCallerDoesNotWait(Leaving leaving) throws IOException {
        // Only who says that nothing follows may end its side and still read.
        String[] last = leaving == Leaving.HALF_CLOSE ? new String[] {"Connection: close"} : new String[0];
        try (Wire wire = asks("/late", last)) {
            await().atMost(PATIENCE).until(() -> app.connections() == 1);
            switch (leaving) {
                case CLOSE -> wire.socket().close();
                case HALF_CLOSE -> wire.endOutput();
                case RESET -> wire.reset();
            }
            answering.countDown();
            if (leaving == Leaving.HALF_CLOSE) {
                assertThat(wire.read().body()).isEqualTo("hello");
            }
            awaitLines(1);
        }
        assertThat(statuses()).containsExactly(leaving == Leaving.HALF_CLOSE ? "200 -" : "499 caller.gone");
        assertNothingIsHeld();
    }
}
