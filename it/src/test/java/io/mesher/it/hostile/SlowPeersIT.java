package io.mesher.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Callers that send too slowly on purpose are told so, or cut, however often they move. */
@Timeout(600)
class SlowPeersIT {
    private static final int MAX_STEPS = 500;

    @TempDir
    private static Path folder;

    private static Recorder backend;
    private static MesherProcess mesher;

    @BeforeAll
    static void start() throws IOException {
        backend = Recorder.start();
        mesher = MesherProcess.start(
                folder, List.of(backend), "  timeouts: {head: 400ms, idle: 400ms, requestBody: 400ms}\n");
    }

    @AfterAll
    static void stop() throws Exception {
        mesher.close();
        backend.close();
    }

    @AfterEach
    void nothingWholeArrived() {
        assertThat(backend.takeSeen()).isEmpty();
        mesher.assertUnharmed();
    }

    private static List<InetSocketAddress> sides() {
        return List.of(mesher.incoming(), mesher.outgoing(), mesher.admin());
    }

    @Test
    void aHeadThatTricklesInIsAnsweredWith408() throws Exception {
        for (InetSocketAddress side : sides()) {
            try (RawClient client = new RawClient(side)) {
                client.send("GET /p HTTP/1.1\r\nHost: localhost\r\nX: ");
                // A byte at a time keeps nobody's connection: the time is that of the whole head.
                Thread trickle = Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < MAX_STEPS && !Thread.currentThread().isInterrupted(); i++) {
                        client.send("x");
                        pause();
                    }
                });
                assertThat(client.response("GET").status()).isEqualTo(408);
                trickle.interrupt();
                trickle.join();
                client.endOutput();
                assertThat(client.rest()).isEmpty();
            }
        }
    }

    @Test
    void aBodyThatStopsIsAnsweredWith408() throws Exception {
        for (String framing :
                List.of("Content-Length: 10\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n5\r\nhel")) {
            try (RawClient client = new RawClient(mesher.incoming())) {
                client.send("POST /p HTTP/1.1\r\nHost: localhost\r\n" + framing);
                assertThat(client.response("POST").status()).isEqualTo(408);
                assertThat(client.rest()).isEmpty();
            }
        }
    }

    @Test
    void aConnectionWithoutARequestIsClosedWithoutAWord() throws IOException {
        for (InetSocketAddress side : sides()) {
            try (RawClient client = new RawClient(side)) {
                assertThat(client.rest()).isEmpty();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
