package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An instance whose connections are all in use, with no room to wait for one, is no reason to refuse what another can do. */
@Timeout(600)
class FullPoolIT {
    private static final int REQUESTS = 10;

    @TempDir
    private Path home;

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        goOn.countDown();
        for (AutoCloseable each : toClose.reversed()) {
            each.close();
        }
    }

    private Application instance(boolean hangs) throws IOException {
        Application app = Application.doing(wire -> {
            for (Message request = wire.readOrEnd(); request != null; request = wire.readOrEnd()) {
                if (hangs) {
                    hanging.incrementAndGet();
                    goOn.await();
                }
                wire.send(Application.ok(hangs ? "late" : "well"));
            }
        });
        toClose.add(app);
        return app;
    }

    /** One connection to each instance, and no request waits for it. */
    private MesherProcess mesher(int hang, int well) throws IOException {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < hang + well; i++) {
            addresses.add(instance(i < hang).address());
        }
        MesherProcess mesher = new MesherSetup(home)
                .service("app", addresses.toArray(new String[0]))
                .yaml("mesher.eventLoops: 1\nmesher.pool.connections: 1\nmesher.limits.waitingRequests: 0\n")
                .start();
        toClose.add(mesher);
        return mesher;
    }

    /** Instances take turns: as many requests as there are instances fill those that hang. */
    private void fill(MesherProcess mesher, int hang, int well) throws IOException {
        for (int i = 0; i < hang + well; i++) {
            int before = hanging.get();
            Wire wire = mesher.callOut().send(head("GET http://app/first HTTP/1.1", "Host: app"));
            toClose.add(wire);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> hanging.get() > before || wire.in().available() > 0);
        }
        assertThat(hanging).hasValue(hang);
    }

    private static Message ask(MesherProcess mesher, String method) throws IOException {
        return mesher.askOut(head(method + " http://app/ HTTP/1.1", "Host: app", "Content-Length: 2") + "ok");
    }

    @ParameterizedTest
    @CsvSource({"GET, 1, 1", "POST, 1, 1", "POST, 2, 1", "GET, 1, 2"})
    void anotherInstanceIsAsked(String method, int hang, int well) throws IOException {
        MesherProcess mesher = mesher(hang, well);
        fill(mesher, hang, well);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            statuses.add(ask(mesher, method).status());
        }
        assertThat(statuses).hasSize(REQUESTS).containsOnly(200);
        assertThat(mesher.admin("/metrics").body())
                .as("it is full, not ill")
                .contains("mesher_ejections_total{destination=\"app\"} 0\n");
    }

    @Test
    void whereAllAreFullTheAnswerIsOverload() throws IOException {
        MesherProcess mesher = mesher(2, 0);
        fill(mesher, 2, 0);
        Message answer = ask(mesher, "GET");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.value("x-mesher-code")).isEqualTo("overload");
        assertThat(answer.has("retry-after")).isTrue();
        goOn.countDown();
        await().atMost(Duration.ofMinutes(2)).until(() -> ask(mesher, "GET").status() == 200);
    }
}
