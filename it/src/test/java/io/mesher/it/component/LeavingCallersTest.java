package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that leave while nothing is being sent to them: a FIN is all that Mesher sees of it. */
@Timeout(600)
class LeavingCallersTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final BlockingQueue<Message> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private Application silent;
    private MesherProcess provider;
    private MesherProcess consumer;

    /** Two Meshers: the first one's close is a FIN for the second. */
    @BeforeEach
    void start(@TempDir Path home) throws IOException {
        silent = Application.doing(wire -> {
            Message request = wire.read();
            asked.add(request);
            if (request.target().equals("/late")) {
                wire.send(Application.ok(answers.poll(120, TimeUnit.SECONDS)));
            } else if (request.target().equals("/events")) {
                wire.send(head("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Transfer-Encoding: chunked")
                        + "1\r\nx\r\n");
            }
            ended.add(wire.ends());
        });
        provider = new MesherSetup(home.resolve("provider"))
                .name("silent")
                .incoming(silent.port())
                .start();
        consumer = new MesherSetup(home.resolve("consumer"))
                .service("silent", "127.0.0.2:" + provider.incoming().getPort())
                .yaml(
                        "servicecomb.isolation.Consumer.maxConcurrentRequests: 1\nmesher.limits.streams: 2\nmesher.accessLog.requests: all\n")
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        consumer.close();
        provider.close();
        silent.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/never", "/events"})
    void theCallBehindEndsAtOnce(String path) throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Wire wire = consumer.callOut()) {
                wire.send(head("GET http://silent" + path + " HTTP/1.1", "Host: silent"));
                assertThat(asked.poll(120, TimeUnit.SECONDS)).isNotNull();
                if (path.equals("/events")) {
                    assertThat(wire.readHead().status()).isEqualTo(200);
                }
            }
            assertThat(ended.poll(120, TimeUnit.SECONDS)).isEqualTo(true);
            // Its place is free again: there is only one.
            await().atMost(PATIENCE).until(() -> underWay(consumer) == 0);
        }
        String status = path.equals("/never") ? "499" : "200";
        await().atMost(PATIENCE).until(() -> consumer.out().lines().count() == 3);
        assertThat(consumer.out().lines())
                .allMatch(line -> line.contains(" " + status + " ") && line.contains("caller.gone"));
    }

    @Test
    void streamsLeaveTheBoundOfConcurrentCallsAndHaveOneOfTheirOwn() throws Exception {
        try (Wire _ = events();
                Wire _ = events()) {
            assertThat(streams(consumer)).isEqualTo(2);
            try (Wire third = consumer.callOut()) {
                Message refused = third.ask(head("GET http://silent/events HTTP/1.1", "Host: silent"));
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.value("x-mesher-code")).isEqualTo("streams.full");
            }
        }
        await().atMost(PATIENCE).until(() -> streams(consumer) == 0);
        events().close();
    }

    /** A caller of the event stream, whose head it has. */
    private Wire events() throws Exception {
        Wire wire = consumer.callOut().send(head("GET http://silent/events HTTP/1.1", "Host: silent"));
        assertThat(wire.readHead().status()).isEqualTo(200);
        return wire;
    }

    private static int streams(MesherProcess mesher) throws IOException {
        return sum(mesher, "mesher_streams_open{");
    }

    @Test
    void aCallerThatLeavesAConnectEndsItsCall() throws Exception {
        try (Wire wire = consumer.callOut()) {
            wire.send(head("CONNECT silent:80 HTTP/1.1", "Host: silent"));
            assertThat(wire.readHead().status()).isEqualTo(200);
            wire.send(head("GET /never HTTP/1.1", "Host: silent"));
            assertThat(asked.poll(120, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(ended.poll(120, TimeUnit.SECONDS)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://silent/late HTTP/1.1\r\nHost: silent\r\nConnection: close\r\n\r\n",
                "GET http://silent/late HTTP/1.0\r\n\r\n"
            })
    void whoSaidThatNothingFollowsMayEndItsSideAndRead(String request) throws Exception {
        try (Wire wire = consumer.callOut()) {
            wire.send(request);
            assertThat(asked.poll(120, TimeUnit.SECONDS)).isNotNull();
            wire.endOutput();
            answers.add("here it is");
            assertThat(wire.read().text()).isEqualTo("here it is");
        }
    }

    private static int underWay(MesherProcess mesher) throws IOException {
        return sum(mesher, "mesher_isolation_in_flight{") + sum(mesher, "mesher_requests_in_flight{");
    }

    private static int sum(MesherProcess mesher, String family) throws IOException {
        return mesher.admin("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(family) && line.contains("outgoing"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
