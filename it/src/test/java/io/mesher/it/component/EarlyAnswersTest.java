package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Applications that answer before they have read all of the request. */
@Timeout(600)
class EarlyAnswersTest {
    private static final int LENGTH = 300_000;
    private static final String FIRST = "x".repeat(1_000);
    private static final String REST = "y".repeat(LENGTH - FIRST.length());
    private static final String ACCEPTED = head("HTTP/1.1 202 Accepted", "Content-Length: 8") + "accepted";

    private final BlockingQueue<Integer> read = new LinkedBlockingQueue<>();
    private Application app;
    private MesherProcess mesher;

    @BeforeEach
    void start(@TempDir Path home) throws IOException {
        app = Application.doing(this::serve);
        mesher = new MesherSetup(home)
                .service("app", app.address())
                .yaml("mesher.eventLoops: 1\n")
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        mesher.close();
        app.close();
    }

    private void serve(Wire wire) throws IOException {
        while (true) {
            String line = wire.readHead().startLine();
            wire.readBytes(FIRST.length());
            if (line.contains("/refused")) {
                wire.send(head("HTTP/1.1 403 Forbidden", "Connection: close", "Content-Length: 0"));
                return;
            }
            wire.send(ACCEPTED);
            if (line.contains("/gone")) {
                return;
            }
            wire.readBytes(REST.length());
            read.add(LENGTH);
        }
    }

    private static String upload(String path) {
        return head("POST http://app" + path + " HTTP/1.1", "Host: app", "Content-Length: " + LENGTH) + FIRST;
    }

    @Test
    void theUploadGoesOnAfterAnEarlyAccepted() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (Wire wire = mesher.callOut()) {
                Message accepted = wire.send(upload("/accepted")).readHead();
                assertThat(accepted.status()).isEqualTo(202);
                assertThat(wire.readBody(accepted).text()).isEqualTo("accepted");
                wire.send(REST);
                assertThat(read.poll(120, TimeUnit.SECONDS)).isEqualTo(LENGTH);
            }
        }
        assertThat(app.connections()).as("the connection is used again").isOne();
    }

    @Test
    void anApplicationThatClosesAfterItsAnswerEndsTheUpload() throws IOException {
        try (Wire wire = mesher.callOut()) {
            Message accepted = wire.ask(upload("/gone"));
            assertThat(accepted.text()).isEqualTo("accepted");
        }
    }

    @Test
    void aRefusalArrivesThoughTheCallerIsStillSending() throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(upload("/refused")).send(REST.substring(0, 100_000));
            assertThat(wire.read().status()).isEqualTo(403);
        }
    }
}
