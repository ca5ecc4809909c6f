package io.mesher.core.telemetry.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class LineRingTest {
    private final AtomicInteger woken = new AtomicInteger();
    private final AtomicInteger drops = new AtomicInteger();

    private LineRing ring(int bytes) {
        return new LineRing(bytes, woken::incrementAndGet, drops::incrementAndGet);
    }

    @Test
    void givesBackWhatWasPutIn() {
        LineRing ring = ring(16);
        assertThat(write(ring, "one\n")).isTrue();
        assertThat(write(ring, "two\n")).isTrue();
        assertThat(take(ring)).isEqualTo("one\ntwo\n");
        assertThat(ring.isEmpty()).isTrue();
    }

    @Test
    void takesALineOverTheEndOfItsMemory() {
        LineRing ring = ring(8);
        write(ring, "123456");
        take(ring);
        write(ring, "abcd");
        assertThat(take(ring)).isEqualTo("abcd");
    }

    @Test
    void takesWholeLinesAsFarAsThereIsRoom() {
        LineRing ring = ring(32);
        ByteBuffer target = ByteBuffer.allocate(8);
        write(ring, "12345\n");
        write(ring, "abc\n");
        write(ring, "0123456789\n");
        assertThat(ring.take(target)).isEqualTo(6);
        assertThat(ring.take(target)).isZero();
        assertThat(ring.take(target.position(4))).isEqualTo(4);
        assertThat(ring.take(target.position(1))).isZero();
        assertThat(ring.take(target.clear())).isEqualTo(8);
        assertThat(ring.take(target.clear())).isEqualTo(3);
        assertThat(ring.take(target.clear())).isZero();
        assertThat(ring.isEmpty()).isTrue();
    }

    @Test
    void dropsALineWithoutRoomAsAWholeAndCountsIt() {
        LineRing ring = ring(8);
        assertThat(write(ring, "12345")).isTrue();
        assertThat(write(ring, "1234")).isFalse();
        assertThat(write(ring, "123")).isTrue();
        assertThat(write(ring, "")).isTrue();
        assertThat(write(ring, "1")).isFalse();
        assertThat(ring.dropped()).isEqualTo(2);
        assertThat(drops).hasValue(2);
        assertThat(take(ring)).isEqualTo("12345123");
    }

    @Test
    void takesAsManyOfSeveralLinesAsHaveRoomAndCountsTheOthers() {
        LineRing ring = ring(16);
        assertThat(write(ring, "one\ntwo\n")).isTrue();
        assertThat(write(ring, "three\nfour\nfive\n")).isFalse();
        assertThat(ring.dropped()).isEqualTo(2);
        assertThat(drops).hasValue(1);
        assertThat(write(ring, "x\n")).isTrue();
        assertThat(write(ring, "six\nseven\n")).isFalse();
        assertThat(ring.dropped()).isEqualTo(4);
        assertThat(take(ring)).isEqualTo("one\ntwo\nthree\nx\n");
        assertThat(write(ring, "over\nthe\nend\n")).isTrue();
        assertThat(take(ring)).isEqualTo("over\nthe\nend\n");
    }

    @Test
    void countsTheLinesThatWaitOverTheEndOfItsMemoryToo() {
        LineRing ring = ring(8);
        assertThat(ring.waitingLines()).isZero();
        write(ring, "12345\n");
        take(ring);
        write(ring, "a\nb\nc\n");
        assertThat(ring.waitingLines()).isEqualTo(3);
        take(ring);
        assertThat(ring.waitingLines()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 9})
    void dropsALineThatIsLongerThanAllOfIt(int bytes) {
        LineRing ring = ring(bytes);
        assertThat(write(ring, "x".repeat(17))).isFalse();
        assertThat(write(ring, "y")).isTrue();
        assertThat(take(ring)).isEqualTo("y");
    }

    @Test
    void announcesALineOnceToWhoAwaitsOne() {
        LineRing ring = ring(64);
        write(ring, "first");
        write(ring, "second");
        assertThat(woken).hasValue(1);
        ring.wakeAtLine();
        write(ring, "third");
        write(ring, "fourth");
        assertThat(woken).hasValue(2);
        ring.wakeAtLine();
        ring.wakeNever();
        write(ring, "fifth");
        assertThat(woken).hasValue(2);
    }

    @Test
    void announcesTheLineThatFillsHalfOfItOnce() {
        LineRing ring = ring(64);
        ring.wakeAtHalf();
        write(ring, "x".repeat(31));
        assertThat(woken).hasValue(0);
        assertThat(ring.isHalfFull()).isFalse();
        write(ring, "y");
        assertThat(woken).hasValue(1);
        assertThat(ring.isHalfFull()).isTrue();
        write(ring, "z");
        assertThat(woken).hasValue(1);
        take(ring);
        ring.wakeAtHalf();
        write(ring, "x".repeat(31));
        assertThat(woken).hasValue(1);
        assertThat(ring.isHalfFull()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void doesAsAQueueOfLinesWithABoundDoes(long seed) {
        Random random = new Random(seed);
        int capacity = 1 << random.nextInt(3, 8);
        LineRing ring = ring(capacity);
        Queue<String> model = new ArrayDeque<>();
        int held = 0;
        long dropped = 0;
        for (int step = 0; step < 20_000; step++) {
            if (random.nextInt(3) > 0) {
                String line = Character.toString('a' + random.nextInt(26)).repeat(random.nextInt(capacity / 2 + 3));
                boolean fits = held + line.length() <= capacity;
                assertThat(write(ring, line)).isEqualTo(fits);
                if (fits) {
                    model.add(line);
                    held += line.length();
                } else {
                    dropped++;
                }
            } else {
                assertThat(take(ring)).isEqualTo(String.join("", model));
                model.clear();
                held = 0;
            }
            assertThat(ring.dropped()).isEqualTo(dropped);
        }
    }

    /** Every line is a number, blanks and a line end; lengths differ, so that ends fall everywhere. */
    @Test
    void neverTearsOrLosesALineBetweenTwoThreads() throws InterruptedException {
        int lines = 200_000;
        Thread taker = Thread.currentThread();
        LineRing ring = new LineRing(512, () -> LockSupport.unpark(taker), () -> {});
        Thread maker = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < lines; i++) {
                while (!write(ring, i + " ".repeat(i % 37) + "\n")) {
                    Thread.onSpinWait();
                }
            }
        });
        StringBuilder rest = new StringBuilder();
        int next = 0;
        while (next < lines) {
            if (ring.isEmpty()) {
                ring.wakeAtLine();
                if (ring.isEmpty()) {
                    LockSupport.park();
                }
                ring.wakeNever();
            }
            rest.append(take(ring));
            int from = 0;
            for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n", from)) {
                assertThat(rest.substring(from, end)).isEqualTo(next + " ".repeat(next % 37));
                from = end + 1;
                next++;
            }
            rest.delete(0, from);
        }
        maker.join();
        assertThat(rest).isEmpty();
    }

    private static boolean write(LineRing ring, String line) {
        return ring.offer(line.getBytes(US_ASCII), line.length());
    }

    /** All that is there. */
    static String take(LineRing ring) {
        ByteBuffer target = ByteBuffer.allocate(16 * 1024);
        ring.take(target);
        return UTF_8.decode(target.flip()).toString();
    }
}
