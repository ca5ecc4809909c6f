package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.mesher.it.peer.Crowd;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of peers that stop on purpose: others are served meanwhile, and then all of it is over. */
@Timeout(600)
class SlowCrowdIT {
    private static final int READERS = 2_000;
    private static final int TUNNELS = 500;
    private static final int UPLOADS = 2_000;
    private static final int NORMAL = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long ENDLESS = 1L << 40;

    @TempDir
    private Path home;

    private final CountDownLatch end = new CountDownLatch(1);
    private Application slow;
    private Application well;

    @BeforeEach
    void start() throws IOException {
        slow = Application.doing(this::serve);
        well = Application.saying("well");
    }

    @AfterEach
    void stop() throws IOException {
        end.countDown();
        slow.close();
        well.close();
    }

    private void serve(Wire wire) throws IOException, InterruptedException {
        wire.socket().setSoTimeout(0);
        // What the other side sends and what we send waits there, not in the system's memory here.
        wire.socket().setSendBufferSize(16 * 1024);
        wire.socket().setReceiveBufferSize(16 * 1024);
        for (Message request = wire.readHead(); ; request = wire.readHead()) {
            switch (request.target()) {
                case "/endless" -> {
                    wire.send(head("HTTP/1.1 200 OK", "Content-Length: " + ENDLESS));
                    Bulk.write(wire.out(), ENDLESS);
                }
                case "/large" -> {
                    wire.send(head("HTTP/1.1 200 OK", "Content-Length: 100000"));
                    Bulk.write(wire.out(), 100_000);
                }
                case "/upload" ->
                    wire.send(Application.ok("" + wire.readBody(request).body().length()));
                case "/small" -> wire.send(Application.ok("small"));
                default -> {
                    wire.send(head("HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: any/1"));
                    switch (request.target()) {
                        case "/floods" -> Bulk.write(wire.out(), ENDLESS);
                        case "/stalls" -> end.await();
                        default -> wire.in().transferTo(OutputStream.nullOutputStream());
                    }
                    return;
                }
            }
        }
    }

    private MesherProcess mesher(String lines) throws IOException {
        return new MesherSetup(home)
                .service("slow", slow.address())
                .service("well", well.address())
                .yaml("""
                        mesher.accessLog: {requests: all, format: json, output: logs/access.log, buffer: 8388608}
                        mesher.timeouts.responseTaken: 3s
                        mesher.timeouts.tunnelIdle: 6s
                        mesher.limits.minBytesPerSecond: 100
                        mesher.timeouts.idle: 5s
                        servicecomb.isolation.Consumer.maxConcurrentRequests: 5000
                        """ + lines)
                .start();
    }

    private static String get(String path) {
        return head("GET http://slow" + path + " HTTP/1.1", "Host: slow");
    }

    private static String tunnel(String path) {
        return head("GET http://slow" + path + " HTTP/1.1", "Host: slow", "Connection: Upgrade", "Upgrade: any/1");
    }

    // --- those who behave

    /** Callers of the healthy service, one request after the other, until the test stops them. */
    private static final class Normal {
        private final AtomicBoolean over = new AtomicBoolean();
        private final List<FutureTask<List<Long>>> callers = new ArrayList<>();

        static Normal at(MesherProcess mesher) {
            Normal normal = new Normal();
            for (int i = 0; i < NORMAL; i++) {
                FutureTask<List<Long>> caller = new FutureTask<>(() -> normal.call(mesher));
                normal.callers.add(caller);
                Thread.ofVirtual().start(caller);
            }
            return normal;
        }

        private List<Long> call(MesherProcess mesher) throws IOException, InterruptedException {
            List<Long> nanos = new ArrayList<>();
            try (Wire wire = mesher.callOut()) {
                while (!over.get()) {
                    long start = System.nanoTime();
                    Message answer = wire.ask(head("GET http://well/ HTTP/1.1", "Host: well"));
                    nanos.add(System.nanoTime() - start);
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.text()).isEqualTo("well");
                    Thread.sleep(5); // they are callers, not a load
                }
            }
            return nanos;
        }

        /** All got all their answers; how long that took is printed. */
        void end(String during) throws Exception {
            over.set(true);
            List<Long> nanos = new ArrayList<>();
            for (FutureTask<List<Long>> caller : callers) {
                nanos.addAll(caller.get(120, TimeUnit.SECONDS));
            }
            nanos.sort(null);
            assertThat(nanos).isNotEmpty();
            System.out.printf(
                    "%s: %d answers of the healthy service; p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                    during,
                    nanos.size(),
                    nanos.get(nanos.size() / 2) / 1e6,
                    nanos.get(nanos.size() * 99 / 100) / 1e6,
                    nanos.getLast() / 1e6);
        }
    }

    // --- those who don't

    /**
     * How many of {@code wanted} there can be here: each is two descriptors in this process and two in Mesher's, which has the same limit.
     */
    private static int scaled(int wanted) {
        long limit = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : 1024;
        long possible = (limit - 500) / 2;
        int all = READERS + TUNNELS + UPLOADS;
        if (possible >= all) {
            return wanted;
        }
        int count = (int) (wanted * possible / all);
        System.out.printf("only %d of %d: the limit of open files is %d%n", count, wanted, limit);
        return count;
    }

    @Test
    void othersAreServedAndAllIsLetGo() throws Exception {
        int readers = scaled(READERS);
        int tunnels = scaled(TUNNELS);
        // The others' responses fit into the system's buffers: those callers don't read either, but hold up nobody.
        int endless = Math.min(readers, Crowd.maxStalled() / 2);
        int floods = Math.min(tunnels / 2, Crowd.maxStalled() / 4);
        System.out.printf(
                "%d of %d callers ask for an endless response, %d of %d tunnels are full%n",
                endless, readers, 2 * floods, tunnels);
        try (MesherProcess mesher = mesher("")) {
            Normal before = Normal.at(mesher);
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            before.end("before the crowd");
            Held.await(mesher, Held.NOTHING, slow, PATIENCE);

            Normal normal = Normal.at(mesher);
            try (Crowd _ = Crowd.of(endless, mesher.outgoing(), get("/endless"));
                    Crowd _ = Crowd.of(readers - endless, mesher.outgoing(), get("/large"));
                    Crowd _ = Crowd.of(floods, mesher.outgoing(), tunnel("/floods"));
                    Crowd stalls = Crowd.of(floods, mesher.outgoing(), tunnel("/stalls"));
                    Crowd _ = Crowd.of(tunnels - 2 * floods, mesher.outgoing(), tunnel("/silent"));
                    Crowd uploads = Crowd.of(
                            scaled(UPLOADS),
                            mesher.outgoing(),
                            head("PUT http://slow/upload HTTP/1.1", "Host: slow", "Content-Length: 1000000"))) {
                Held max = Held.NOTHING;
                for (int i = 0; i < 15; i++) {
                    uploads.drip();
                    stalls.flood(stalls.size());
                    Held now = Held.by(mesher);
                    max = new Held(
                            Math.max(max.connections(), now.connections()),
                            Math.max(max.tunnels(), now.tunnels()),
                            Math.max(max.busy(), now.busy()),
                            Math.max(max.inFlight(), now.inFlight()));
                    Thread.sleep(1_000);
                }
                normal.end("with the crowd");
                System.out.println("max at once: " + max);
                assertThat(max.tunnels()).as("tunnels that were open at once").isPositive();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(Held.by(mesher)).isEqualTo(Held.NOTHING));
                // The instances' ends of the stalled tunnels are the test's.
                end.countDown();
                Held.await(mesher, Held.NOTHING, slow, PATIENCE);
            }
            Normal after = Normal.at(mesher);
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            after.end("after the crowd");
            Held.await(mesher, Held.NOTHING, slow, PATIENCE);
            assertRecorded(mesher);
        }
    }

    /** Four callers that don't read would have the service for themselves. */
    @Test
    void aPoolOfFourIsTakenFromCallersThatDoNotRead() throws Exception {
        int readers = scaled(READERS);
        try (MesherProcess mesher = mesher("""
                mesher.pool.connections: 4
                mesher.eventLoops: 1
                mesher.limits.waitingRequests: 5000
                servicecomb.isolation.Consumer.timeoutInMilliseconds: 5000
                """)) {
            Normal normal = Normal.at(mesher);
            try (Crowd _ = Crowd.of(readers, mesher.outgoing(), get("/endless"))) {
                await().atMost(PATIENCE).until(() -> Held.by(mesher).busy() >= 4);
                await().atMost(PATIENCE)
                        .until(() -> mesher.get("http://slow/small").text().equals("small"));
                normal.end("with a pool of four in use");
                Held.await(mesher, Held.NOTHING, slow, PATIENCE);
            }
            assertThat(mesher.get("http://slow/small").text()).isEqualTo("small");
            assertRecorded(mesher);
        }
    }

    private void assertRecorded(MesherProcess mesher) throws IOException {
        assertThat(mesher.admin("/metrics").body()).contains("reason=\"caller.too.slow\"");
        // The latest only, which may all be uploads.
        assertThat(mesher.admin("/v1/mesher/explain?status=failed").body()).contains(".too.slow");
        assertThat(home.resolve("logs/access.log")).content().contains("\"reason\":\"caller.too.slow\"");
        assertThat(mesher.log()).doesNotContain("defect").doesNotContain(" ERROR ");
    }
}
