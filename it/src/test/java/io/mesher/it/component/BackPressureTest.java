package io.mesher.it.component;

import static io.mesher.it.component.Bulk.MIB;
import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who doesn't read stops who sends: nothing is collected in between but what the system's buffers and ours hold. */
@Timeout(600)
class BackPressureTest {
    private static final long LENGTH = 512 * MIB;
    /** Four socket buffers of the system, at most 6 MiB each by default, and ours; the heap alone could not hold more. */
    private static final long MAX_UNDER_WAY = 64 * MIB;

    @TempDir
    private Path home;

    /** Counts what the system has taken. */
    private static final class Counted extends OutputStream {
        private final OutputStream out;
        private final AtomicLong count = new AtomicLong();

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count.incrementAndGet();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count.addAndGet(length);
        }

        void awaitStandstill() {
            AtomicLong last = new AtomicLong(-1);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(400))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> last.getAndSet(count.get()) == count.get() && count.get() > 0);
        }
    }

    @Test
    void anApplicationThatDoesNotReadStopsTheCaller() throws Exception {
        CountDownLatch readOn = new CountDownLatch(1);
        try (Application app = Application.doing(wire -> {
                    wire.readHead();
                    readOn.await();
                    wire.send(Application.ok(Long.toHexString(Bulk.sumOf(wire.in(), LENGTH))));
                });
                MesherProcess mesher =
                        new MesherSetup(home).service("app", app.address()).start();
                Wire wire = mesher.callOut()) {
            wire.send(head("PUT http://app/ HTTP/1.1", "Host: app", "Content-Length: " + LENGTH));
            Counted sent = new Counted(wire.out());
            FutureTask<Boolean> sending = new FutureTask<>(() -> {
                Bulk.write(sent, LENGTH);
                return true;
            });
            Thread.ofVirtual().start(sending);
            sent.awaitStandstill();

            assertThat(sent.count.get()).isLessThan(MAX_UNDER_WAY);
            readOn.countDown();
            assertThat(sending.get(120, TimeUnit.SECONDS)).isTrue();
            assertThat(wire.read().text()).isEqualTo(Long.toHexString(Bulk.sum(LENGTH)));
        }
    }

    @Test
    void aCallerThatDoesNotReadStopsTheApplication() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Counted> sent = new AtomicReference<>();
        try (Application app = Application.doing(wire -> {
                    wire.readHead();
                    wire.send(head("HTTP/1.1 200 OK", "Content-Length: " + LENGTH));
                    Counted counted = new Counted(wire.out());
                    sent.set(counted);
                    begun.countDown();
                    Bulk.write(counted, LENGTH);
                });
                MesherProcess mesher =
                        new MesherSetup(home).service("app", app.address()).start();
                Wire wire = mesher.callOut()) {
            wire.send(head("GET http://app/ HTTP/1.1", "Host: app"));
            assertThat(begun.await(120, TimeUnit.SECONDS)).isTrue();
            sent.get().awaitStandstill();

            assertThat(sent.get().count.get()).isLessThan(MAX_UNDER_WAY);
            assertThat(mesher.get("http://none/").status())
                    .as("others are served")
                    .isEqualTo(404);
            assertThat(wire.readHead().status()).isEqualTo(200);
            assertThat(Bulk.sumOf(wire.in(), LENGTH)).isEqualTo(Bulk.sum(LENGTH));
        }
    }

    @Test
    void manyCallersThatDoNotReadDoNotFillTheHeap() throws Exception {
        try (Application app = Application.doing(wire -> {
                    wire.readHead();
                    wire.send(head("HTTP/1.1 200 OK", "Content-Length: " + LENGTH));
                    Bulk.write(wire.out(), LENGTH);
                });
                MesherProcess mesher =
                        new MesherSetup(home).service("app", app.address()).start()) {
            Wire[] wires = new Wire[50];
            for (int i = 0; i < wires.length; i++) {
                wires[i] = mesher.callOut().send(head("GET http://app/ HTTP/1.1", "Host: app"));
            }
            for (Wire wire : wires) {
                assertThat(wire.readHead().status()).isEqualTo(200);
            }
            assertThat(mesher.admin("/livez").status()).isEqualTo(200);
            for (Wire wire : wires) {
                assertThat(Bulk.sumOf(wire.in(), 100_000)).isEqualTo(Bulk.sum(100_000));
                wire.reset();
            }
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> app.openConnections() == 0);
            assertThat(mesher.log()).doesNotContain("ERROR");
        }
    }
}
