package io.mesher.control.logfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.telemetry.log.LineRing;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class LineWriterTest {
    private static final int BYTES = 128 * 1024;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Batches batches = new Batches();
    private final LineWriter writer = new LineWriter("test-log", batches, failure -> {});

    @AfterEach
    void end() {
        batches.open.countDown();
        writer.close();
    }

    private LineRing ring(@Nullable Thread producer) {
        return writer.newRing(BYTES, () -> {}, producer);
    }

    private static void put(LineRing ring, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        ring.offer(bytes, bytes.length);
    }

    @Test
    void aRingIsForgottenAfterItsThreadAndItsDropsAreNot() throws InterruptedException {
        batches.open.countDown();
        Thread producer = Thread.ofPlatform().unstarted(() -> {});
        LineRing first = ring(producer);
        producer.start();
        put(first, "one\n");
        put(first, "x".repeat(BYTES + 1) + "\n");
        producer.join();
        assertThat(writer.flush(NANOS)).isTrue();
        ring(Thread.currentThread());
        ring(Thread.currentThread());
        assertThat(writer.sources()).hasSize(2).noneMatch(source -> source.ring == first);
        assertThat(writer.dropped()).isEqualTo(1);
    }

    @Test
    void aRingIsKeptUntilItsLinesAreWritten() throws InterruptedException {
        Thread producer = Thread.ofPlatform().start(() -> {});
        producer.join();
        put(ring(producer), "one\n");
        ring(null);
        assertThat(writer.sources()).hasSize(2);
    }

    @Test
    void aFlushWaitsForWhatWasThereBefore() {
        LineRing ring = ring(null);
        put(ring, "one\n");
        assertThat(writer.flush(TimeUnit.MILLISECONDS.toNanos(10))).isFalse();
        batches.open.countDown();
        assertThat(writer.flush(NANOS)).isTrue();
        assertThat(batches.written).containsExactly("one\n");
        assertThat(writer.flush(NANOS)).isTrue();
    }

    @Test
    void theNextBatchGoesOnWithTheRingThatDidNotFitIntoTheLastOne() {
        LineRing first = ring(null);
        LineRing second = ring(null);
        put(first, "begin\n");
        Awaitility.await().until(() -> batches.waiting);
        String rows = ("r".repeat(99) + "\n").repeat(400);
        put(first, "a\n" + rows);
        put(second, "b\n" + rows);
        batches.next.release();
        Awaitility.await().until(() -> batches.written.size() == 1 && batches.waiting);
        put(first, "later\n");
        batches.open.countDown();
        batches.next.release(10);
        assertThat(writer.flush(NANOS)).isTrue();
        assertThat(String.join("", batches.written)).isEqualTo("begin\na\n" + rows + "b\n" + rows + "later\n");
    }

    /** Keeps what is written at once. */
    private static final class Batches implements LogTarget {
        private final CountDownLatch open = new CountDownLatch(1);
        private final Semaphore next = new Semaphore(0);
        private final List<String> written = new CopyOnWriteArrayList<>();
        private volatile boolean waiting;

        @Override
        public void beforeLine() {}

        @Override
        public int write(ByteBuffer bytes) {
            waiting = true;
            while (open.getCount() > 0 && !next.tryAcquire()) {
                Thread.onSpinWait();
            }
            waiting = false;
            int length = bytes.remaining();
            written.add(UTF_8.decode(bytes).toString());
            return length;
        }

        @Override
        public String name() {
            return "the test";
        }

        @Override
        public void close() {}
    }
}
