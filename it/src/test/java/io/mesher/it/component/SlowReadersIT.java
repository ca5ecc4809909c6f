package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A caller that takes no bytes, or too few, is let go, with everything that is held for it; a caller that takes them slowly, or
 * waits for a silent service, isn't. ServerConnectionTimeTest has the exact times; here it is the system that takes the bytes.
 */
@Timeout(600)
class SlowReadersIT {
    /** Many times the times that are configured here. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** More than all buffers between an application and a caller hold. */
    private static final long ENDLESS = 1L << 40;
    /** More than the system takes for the caller at once. */
    private static final long LAST = 5 * Bulk.MIB;

    private static final String TAKEN = "mesher.timeouts.responseTaken: 1s\n";
    /** So that nothing but what a test is about lets go. */
    private static final String OTHERWISE_PATIENT = "mesher.timeouts.idle: 10m\n";

    @TempDir
    private Path home;

    private final CountDownLatch end = new CountDownLatch(1);
    private Application app;
    private MesherProcess mesher;

    @BeforeEach
    void start() throws IOException {
        app = Application.doing(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        end.countDown();
        if (mesher != null) {
            mesher.close();
        }
        app.close();
    }

    private void mesher(String... lines) throws IOException {
        mesher = new MesherSetup(home)
                .service("app", app.address())
                .yaml("mesher.accessLog: {requests: all, format: json}\n" + OTHERWISE_PATIENT + String.join("", lines))
                .start();
    }

    // --- the application

    private void serve(Wire wire) throws IOException, InterruptedException {
        wire.socket().setSoTimeout(0);
        wire.socket().setSendBufferSize(64 * 1024);
        for (Message request = wire.readHead(); ; request = wire.readHead()) {
            switch (request.target()) {
                case "/length" -> {
                    wire.send(head("HTTP/1.1 200 OK", "Content-Length: " + ENDLESS));
                    Bulk.write(wire.out(), ENDLESS);
                }
                case "/chunked" -> {
                    wire.send(head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"));
                    Bulk.writeChunked(wire.out(), ENDLESS);
                }
                case "/last" -> {
                    wire.send(head("HTTP/1.1 200 OK", "Content-Length: " + LAST));
                    Bulk.write(wire.out(), LAST);
                }
                case "/silent" -> {
                    wire.send(head("HTTP/1.1 200 OK", "Content-Type: text/event-stream"));
                    wire.send("data: 1\n\n");
                    end.await();
                    wire.send("data: 2\n\n");
                    return;
                }
                case "/late" -> {
                    end.await();
                    wire.send(Application.ok("late"));
                }
                case "/upload" ->
                    wire.send(Application.ok(wire.readBody(request).text()));
                default -> tunnel(wire, request.target());
            }
        }
    }

    private void tunnel(Wire wire, String target) throws IOException, InterruptedException {
        wire.send(head("HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: any/1"));
        switch (target) {
            case "/floods" -> Bulk.write(wire.out(), ENDLESS);
            case "/floods-and-ends" -> {
                // More than the system's buffers take, so that some of it waits within Mesher.
                Bulk.write(wire.out(), 16 * Bulk.MIB);
                wire.endOutput();
                end.await();
            }
            case "/stalls" -> end.await();
            case "/takes" -> wire.in().transferTo(OutputStream.nullOutputStream());
            case "/speaks" -> {
                while (end.getCount() > 0) {
                    wire.send("x");
                    Thread.sleep(100);
                }
            }
            default -> throw new AssertionError(target);
        }
    }

    // --- the caller

    /** Its system takes few bytes that it doesn't read. */
    private Wire slow() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(
                mesher.outgoing().getAddress(), mesher.outgoing().getPort()));
        return new Wire(socket);
    }

    private Wire asks(String path) throws IOException {
        return slow().send(head("GET http://app" + path + " HTTP/1.1", "Host: app"));
    }

    private Wire tunnelTo(String path) throws IOException {
        Wire wire = slow().send(head(
                "GET http://app" + path + " HTTP/1.1", "Host: app", "Connection: Upgrade", "Upgrade: any/1"));
        assertThat(wire.readHead().status()).isEqualTo(101);
        return wire;
    }

    /** Sends until the connection ends, by whichever side. */
    private static Thread floods(Wire wire) {
        return Thread.ofVirtual().start(() -> {
            try {
                Bulk.write(wire.out(), ENDLESS);
            } catch (IOException _) {
                // It was let go, or the test is over.
            }
        });
    }

    private static void reads(Wire wire, int bytes, Duration every) throws IOException {
        InputStream in = wire.socket().getInputStream();
        Thread.ofVirtual().start(new FutureTask<>(() -> ends(in, bytes, every)));
    }

    // --- what comes of it

    private void assertLetGo() {
        Held.await(mesher, Held.NOTHING, app, PATIENCE);
    }

    private void awaitHeld(Held expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Held.by(mesher)).isEqualTo(expected));
    }

    private void assertRecorded(int status, String code) throws IOException {
        await().atMost(PATIENCE).until(() -> mesher.out().lines().count() == 1);
        assertThat(mesher.out()).contains("\"status\":" + status + ",").contains("\"reason\":\"" + code + "\"");
        assertThat(mesher.admin("/metrics").body())
                .containsPattern("mesher_requests_total\\{[^}]*reason=\"" + code + "\"} 1\n");
        assertThat(mesher.admin("/v1/mesher/explain").body()).contains(code);
        assertThat(mesher.log()).doesNotContain("defect").doesNotContain(" ERROR ");
    }

    /** Not longer than the test's own patience; true when the connection was ended. */
    private static boolean ends(InputStream in, int bytes, Duration every) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        byte[] buffer = new byte[bytes];
        while (System.nanoTime() < until) {
            try {
                if (in.readNBytes(buffer, 0, bytes) < bytes) {
                    return true;
                }
            } catch (IOException _) {
                return true; // reset
            }
            Thread.sleep(every);
        }
        return false;
    }

    // --- responses

    @ParameterizedTest
    @ValueSource(strings = {"/length", "/chunked"})
    void aCallerThatNeverReads(String path) throws Exception {
        mesher(TAKEN);
        try (Wire wire = asks(path)) {
            awaitHeld(new Held(1, 0, 1, 1));
            assertLetGo();
            assertRecorded(200, "caller.too.slow");
            // Cut, and visibly: what is there must not look whole.
            assertThat(ends(wire.socket().getInputStream(), 1 << 16, Duration.ZERO))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/length", "/chunked"})
    void aCallerThatReadsAByteASecond(String path) throws Exception {
        mesher(TAKEN);
        try (Wire wire = asks(path)) {
            reads(wire, 1, Duration.ofSeconds(1));
            assertLetGo();
            assertRecorded(200, "caller.too.slow");
        }
    }

    /** Never silent for long, but too slow. */
    @Test
    void aCallerBelowTheLeastRate() throws Exception {
        mesher("mesher.timeouts.responseTaken: 2s\n", "mesher.limits.minBytesPerSecond: 50000\n");
        try (Wire wire = asks("/length")) {
            reads(wire, 500, Duration.ofMillis(100));
            assertLetGo();
            assertRecorded(200, "caller.too.slow");
        }
    }

    /** The system reports that it takes bytes again when a third of its send buffer is free, which is a megabyte: no measure. */
    @Test
    void aSlowButSteadyCallerGetsOn() throws Exception {
        mesher("mesher.timeouts.responseTaken: 15s\n", "mesher.limits.minBytesPerSecond: 1000\n");
        try (Wire wire = mesher.callOut()) {
            wire.send(head("GET http://app/length HTTP/1.1", "Host: app"));
            assertThat(wire.readHead().status()).isEqualTo(200);
            for (int i = 0; i < 200; i++) {
                // 20 KB a second for 20 seconds.
                assertThat(wire.in().readNBytes(2_000)).hasSize(2_000);
                Thread.sleep(100);
            }
            assertThat(Held.by(mesher)).isEqualTo(new Held(1, 0, 1, 1));
            assertThat(wire.in().readNBytes(8 << 20))
                    .as("more than what was under way")
                    .hasSize(8 << 20);
        }
    }

    /** When the instance has sent all of it, the caller still has its time, which isn't that for an idle connection. */
    @Test
    void aSlowCallerGetsAllOfItsLastResponse() throws Exception {
        mesher = new MesherSetup(home)
                .service("app", app.address())
                .yaml("mesher.timeouts: {idle: 1s, responseTaken: 60s}\n")
                .start();
        try (Wire wire = slow().send(head("GET http://app/last HTTP/1.1", "Host: app", "Connection: close"))) {
            assertThat(wire.readHead().status()).isEqualTo(200);
            long sum = 0;
            for (int i = 0; i < 40; i++) {
                // 400 KB a second, so that most of the rest waits in the system when Mesher has the last bytes.
                sum += wire.in().readNBytes(40_000).length;
                Thread.sleep(100);
            }
            assertThat(sum).isEqualTo(40 * 40_000);
            assertThat(wire.in().readAllBytes()).hasSize((int) LAST - 40 * 40_000);
        }
    }

    @Test
    void aSilentServiceIsNotItsCallersFault() throws Exception {
        mesher(TAKEN, "mesher.limits.minBytesPerSecond: 1000\n");
        try (Wire events = asks("/silent");
                Wire poll = asks("/late")) {
            assertThat(events.readHead().status()).isEqualTo(200);
            assertThat(events.readChunk()).asString().isEqualTo("data: 1\n\n");
            Thread.sleep(3_000); // longer than any time that is configured here
            end.countDown();
            assertThat(events.readChunk()).asString().isEqualTo("data: 2\n\n");
            assertThat(events.readChunk()).as("the end").isEmpty();
            assertThat(poll.read().text()).isEqualTo("late");
        }
    }

    // --- requests

    @Test
    void anUploadOfFewBytesASecond() throws Exception {
        mesher("mesher.limits.minBytesPerSecond: 100\n", "mesher.timeouts.requestBody: 5s\n");
        try (Wire wire = slow().send(head("PUT http://app/upload HTTP/1.1", "Host: app", "Content-Length: 100000"))) {
            Thread drips = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 600; i++) {
                        wire.send("x");
                        Thread.sleep(100);
                    }
                } catch (IOException | InterruptedException _) {
                    // It was let go, or the test is over.
                }
            });
            wire.socket().setSoTimeout((int) PATIENCE.toMillis());
            Message answer = wire.read();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.value("x-mesher-code")).isEqualTo("request.too.slow");
            assertThat(answer.text()).contains("mesher.limits.minBytesPerSecond");
            drips.interrupt();
            assertLetGo();
            assertRecorded(408, "request.too.slow");
        }
    }

    @Test
    void aSlowButSteadyUploadGetsThrough() throws Exception {
        mesher("mesher.limits.minBytesPerSecond: 100\n", "mesher.timeouts.requestBody: 10s\n", TAKEN);
        String part = "0123456789".repeat(50);
        try (Wire wire = slow().send(head("PUT http://app/upload HTTP/1.1", "Host: app", "Content-Length: 12500"))) {
            for (int i = 0; i < 25; i++) {
                wire.send(part);
                Thread.sleep(500);
            }
            assertThat(wire.read().text()).isEqualTo(part.repeat(25));
        }
    }

    // --- tunnels

    @Test
    void aTunnelWhoseCallerDoesNotRead() throws Exception {
        mesher(TAKEN);
        try (Wire _ = tunnelTo("/floods")) {
            awaitHeld(new Held(1, 1, 1, 1));
            assertLetGo();
            assertRecorded(101, "caller.too.slow");
        }
    }

    @Test
    void aTunnelWhoseInstanceDoesNotRead() throws Exception {
        mesher(TAKEN);
        try (Wire wire = tunnelTo("/stalls")) {
            Thread flood = floods(wire);
            awaitHeldButApplication();
            assertThat(flood.join(PATIENCE)).as("the caller is cut off").isTrue();
        }
    }

    /** The instance's end is the test's: Mesher must hold nothing any longer. */
    private void awaitHeldButApplication() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Held.by(mesher)).isEqualTo(Held.NOTHING));
    }

    /** Mesher reads from neither side then, and must notice all the same. */
    @Test
    void aTunnelWhoseInstanceDoesNotReadAndWhoseCallerResets() throws Exception {
        mesher("mesher.timeouts.responseTaken: 5s\n");
        try (Wire wire = tunnelTo("/stalls")) {
            Thread flood = floods(wire);
            awaitHeld(new Held(1, 1, 1, 1));
            flood.join(Duration.ofSeconds(2));
            wire.reset();
            flood.join();
            awaitHeldButApplication();
        }
    }

    @Test
    void aTunnelThatStallsBothWays() throws Exception {
        mesher(TAKEN);
        try (Wire wire = tunnelTo("/floods")) {
            Thread flood = floods(wire);
            assertLetGo();
            assertThat(flood.join(PATIENCE)).as("the caller is cut off").isTrue();
        }
    }

    @Test
    void aTunnelThatHasEndedButForBytesThatItsCallerDoesNotTake() throws Exception {
        mesher(TAKEN);
        try (Wire wire = tunnelTo("/floods-and-ends")) {
            wire.endOutput();
            awaitHeldButApplication();
        }
    }

    @Test
    void aTunnelInWhichNothingIsSaid() throws Exception {
        mesher("mesher.timeouts.tunnelIdle: 1s\n");
        try (Wire wire = tunnelTo("/takes")) {
            assertLetGo();
            assertThat(ends(wire.socket().getInputStream(), 1 << 16, Duration.ZERO))
                    .isTrue();
        }
    }

    /** One side that sends is enough. */
    @ParameterizedTest
    @ValueSource(strings = {"/takes", "/speaks"})
    void aTunnelWithTrafficStays(String path) throws Exception {
        mesher(
                "mesher.timeouts.tunnelIdle: 6s\n",
                "mesher.timeouts.responseTaken: 6s\n",
                "mesher.limits.minBytesPerSecond: 1000\n");
        try (Wire wire = tunnelTo(path)) {
            for (int i = 0; i < 80; i++) {
                if (path.equals("/takes")) {
                    wire.send("x");
                    Thread.sleep(100);
                } else {
                    wire.readBytes(1);
                }
            }
            assertThat(Held.by(mesher)).isEqualTo(new Held(1, 1, 1, 1));
        }
    }
}
