package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers whose uploads hardly move don't keep others out, though each is within its own time. */
@Timeout(600)
class SlowUploadsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SLOW = 4;

    @TempDir
    private Path home;

    private final List<Wire> slow = new ArrayList<>();
    private Application app;
    private MesherProcess mesher;

    @BeforeEach
    void start() throws IOException {
        app = Application.saying("well");
    }

    @AfterEach
    void stop() throws IOException {
        for (Wire wire : slow) {
            wire.close();
        }
        mesher.close();
        app.close();
    }

    private void start(String limit) throws IOException {
        // The time of a body is so long that only the want of room can end these.
        mesher = new MesherSetup(home)
                .service("app", app.address())
                .yaml("mesher.eventLoops: 1\nmesher.timeouts.requestBody: 1h\nmesher.accessLog.requests: all\n" + limit)
                .start();
    }

    private void upload(String begin) throws IOException {
        for (int i = 0; i < SLOW; i++) {
            slow.add(mesher.callOut()
                    .send(head("POST http://app/ HTTP/1.1", "Host: app", "Content-Length: 1000000") + begin));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mesher.pool.connections: 4\nmesher.limits.waitingRequests: 1000\n",
                "mesher.pool.connections: 4\nmesher.limits.waitingRequests: 0\n",
                "servicecomb.isolation.Consumer.maxConcurrentRequests: 4\n"
            })
    void whereThereIsNoRoomTheSlowestGivesWay(String limit) throws IOException {
        start(limit);
        upload("x");
        await().atMost(PATIENCE).until(() -> app.openConnections() == SLOW);

        // For its first second a request may be as slow as it likes.
        await().atMost(PATIENCE).until(() -> mesher.get("http://app/").status() == 200);
        await().atMost(PATIENCE).until(() -> mesher.out().contains("request.too.slow"));
        Message told = slow.getFirst().read();
        assertThat(told.status()).isEqualTo(408);
        assertThat(told.value("x-mesher-code")).isEqualTo("request.too.slow");
        assertThat(mesher.out().lines().filter(line -> line.contains("request.too.slow")))
                .as("no more than had to")
                .hasSize(1);
    }

    @Test
    void aRequestWithoutAByteOfItsBodyTakesNoConnectionAndNoPlace() throws IOException {
        start("servicecomb.isolation.Consumer.maxConcurrentRequests: 1\n");
        upload("");

        assertThat(mesher.get("http://app/").status()).isEqualTo(200);
        assertThat(app.connections()).isOne();
        Wire first = slow.getFirst().send("x".repeat(1_000_000));
        assertThat(first.read().text()).isEqualTo("well");
        slow.removeLast().close();
        await().atMost(PATIENCE).until(() -> mesher.out().contains("caller.gone"));
        assertThat(mesher.out()).contains("\"POST http://app/ HTTP/1.1\" 499 caller.gone");
    }
}
