package io.mesher.it.component;

import static io.mesher.it.component.Bulk.MIB;
import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large bodies, byte by byte, through the small heap that the launcher gives. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodiesTest {
    private static final long LARGE = 100 * MIB;
    /** Far beyond the heap, the counters of 32 bits too where there is time for it. */
    private static final long HUGE = "1".equals(System.getenv("MESHER_LONG")) ? 10_240 * MIB : 1024 * MIB;

    private Application app;
    private MesherProcess mesher;

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        app = Application.doing(wire -> {
            Message request = wire.readHead();
            long length =
                    Long.parseLong(request.target().substring(request.target().lastIndexOf('/') + 1));
            switch (request.target().split("/", 3)[1]) {
                case "up" -> {
                    boolean chunked = request.has("transfer-encoding");
                    long sum = chunked ? Bulk.sumOfChunks(wire) : Bulk.sumOf(wire.in(), length);
                    wire.send(Application.ok(Long.toHexString(sum)));
                }
                case "down" -> {
                    wire.send(head("HTTP/1.1 200 OK", "Content-Length: " + length));
                    Bulk.write(wire.out(), length);
                }
                case "chunks" -> {
                    wire.send(head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"));
                    Bulk.writeChunked(wire.out(), length);
                }
                default -> {
                    wire.send(head("HTTP/1.1 200 OK", "Content-Length: " + length));
                    byte[] buffer = new byte[50_000];
                    for (long left = length; left > 0; ) {
                        int count = wire.in().read(buffer, 0, (int) Math.min(buffer.length, left));
                        wire.out().write(buffer, 0, count);
                        left -= count;
                    }
                }
            }
        });
        mesher = new MesherSetup(home).service("app", app.address()).start();
    }

    @AfterAll
    void stop() throws IOException {
        assertThat(mesher.log()).doesNotContain("ERROR").doesNotContain("WARN");
        mesher.close();
        app.close();
    }

    @Test
    void uploadsArriveAsTheyWereSent() throws IOException {
        upload(LARGE);
    }

    @Test
    void downloadsArriveAsTheyWereSent() throws IOException {
        download(LARGE);
    }

    @Test
    void uploadsFarBeyondTheHeapArrive() throws IOException {
        upload(HUGE);
        assertThat(mesher.isAlive()).isTrue();
    }

    @Test
    void downloadsFarBeyondTheHeapArrive() throws IOException {
        download(HUGE);
        assertThat(mesher.isAlive()).isTrue();
    }

    private void upload(long length) throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(head("PUT http://app/up/" + length + " HTTP/1.1", "Host: app", "Content-Length: " + length));
            Bulk.write(wire.out(), length);

            assertThat(wire.read().text()).isEqualTo(Long.toHexString(Bulk.sum(length)));
        }
    }

    private void download(long length) throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(head("GET http://app/down/" + length + " HTTP/1.1", "Host: app"));

            assertThat(wire.readHead().value("content-length")).isEqualTo(Long.toString(length));
            assertThat(Bulk.sumOf(wire.in(), length)).isEqualTo(Bulk.sum(length));
        }
    }

    @Test
    void chunkedUploadsArriveAsTheyWereSent() throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(head("POST http://app/up/" + LARGE + " HTTP/1.1", "Host: app", "Transfer-Encoding: chunked"));
            Bulk.writeChunked(wire.out(), LARGE);

            assertThat(wire.read().text()).isEqualTo(Long.toHexString(Bulk.sum(LARGE)));
        }
    }

    @Test
    void chunkedDownloadsArriveAsTheyWereSent() throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(head("GET http://app/chunks/" + LARGE + " HTTP/1.1", "Host: app"));

            assertThat(wire.readHead().value("transfer-encoding")).isEqualTo("chunked");
            assertThat(Bulk.sumOfChunks(wire)).isEqualTo(Bulk.sum(LARGE));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 65_536, 100 * MIB})
    void bothDirectionsFlowAtOnce(long length) throws Exception {
        try (Wire wire = mesher.callOut()) {
            FutureTask<Long> sum = inBackground(() -> {
                assertThat(wire.readHead().status()).isEqualTo(200);
                return Bulk.sumOf(wire.in(), length);
            });
            wire.send(head("POST http://app/echo/" + length + " HTTP/1.1", "Host: app", "Content-Length: " + length));
            Bulk.write(wire.out(), length);

            assertThat(sum.get(120, TimeUnit.SECONDS)).isEqualTo(Bulk.sum(length));
        }
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }
}
