package io.mesher.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.LogConfig;
import io.mesher.net.loop.EventLoop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;

/** What becomes of lines and of those who log them while standard error takes nothing. */
@Timeout(600)
class UnreadLogTest {
    private static final int LINES = 5_000;
    private static final Pattern REPORT = Pattern.compile(" WARN  Log: (\\d+) lines of this log were lost");

    private final Pipe pipe = new Pipe();
    private final LogOutput output = new LogOutput(pipe, LogConfig.DEFAULT);
    private final Loggers loggers = new Loggers(output);
    private final Logger log = loggers.getLogger("io.mesher.app.Mesher");
    private final EventLoop loop = new EventLoop("loop-0", failure -> {
        throw new AssertionError(failure);
    });

    @AfterEach
    void end() {
        pipe.reads.countDown();
        loop.close();
    }

    private void onLoop(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            task.run();
            done.complete(null);
        });
        done.join();
    }

    private void logOnLoop(int lines) {
        onLoop(() -> {
            for (int i = 0; i < lines; i++) {
                log.info("line {}", i);
            }
        });
    }

    private int reported() {
        int sum = 0;
        for (Matcher matcher = REPORT.matcher(pipe.text()); matcher.find(); ) {
            sum += Integer.parseInt(matcher.group(1));
        }
        return sum;
    }

    private List<Integer> numbers(String before) {
        List<Integer> numbers = new ArrayList<>();
        for (String line : pipe.text().lines().toList()) {
            int at = line.indexOf(before);
            if (at >= 0) {
                numbers.add(Integer.parseInt(line.substring(at + before.length())));
            }
        }
        return numbers;
    }

    @Test
    void aLoopGoesOnAndItsLostLinesAreReportedWhenSomebodyReadsAgain() {
        loop.start();
        logOnLoop(LINES);

        assertThat(output.dropped()).isPositive().isLessThan(LINES);
        assertThat(pipe.text()).isEmpty();
        long lost = output.dropped();
        pipe.reads.countDown();
        Awaitility.await().until(() -> numbers("Mesher: line ").size() + reported() == LINES);
        assertThat(reported()).isEqualTo(lost);
        assertThat(numbers("Mesher: line ")).isSorted().doesNotHaveDuplicates().startsWith(0, 1, 2);

        logOnLoop(1);
        Awaitility.await().until(() -> numbers("Mesher: line ").getLast() == 0);
        assertThat(output.dropped()).isEqualTo(lost);
    }

    @Test
    void otherThreadsGoOnTooThoughNotAtOnce() throws InterruptedException {
        Thread other = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < LINES; i++) {
                log.info("line {}", i);
            }
        });
        other.join();

        assertThat(output.dropped()).isPositive().isLessThan(LINES);
        pipe.reads.countDown();
        Awaitility.await().until(() -> numbers("Mesher: line ").size() + reported() == LINES);
    }

    @Test
    void aLevelIsChangedOnALoopWhileNobodyReads() {
        loop.start();
        logOnLoop(LINES);
        onLoop(() -> loggers.configure(LogConfig.DEFAULT.with(LogConfig.Level.DEBUG)));
        assertThat(log.isDebugEnabled()).isTrue();
    }

    @Test
    void theLineOfAnyThreadButALoopIsWrittenWhenTheCallReturns() throws InterruptedException {
        pipe.reads.countDown();
        loop.start();
        logOnLoop(1);
        List<Integer> missing = new ArrayList<>();
        Thread other = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 100; i++) {
                log.info("other {}", i);
                if (!pipe.text().endsWith("Mesher: other " + i + "\n")) {
                    missing.add(i);
                }
            }
        });
        other.join();
        log.info("own 1");
        assertThat(pipe.text()).endsWith("Mesher: own 1\n");
        assertThat(missing).isEmpty();
    }

    @Test
    void aStartNeedsNoFurtherThread() {
        pipe.reads.countDown();
        long before = threads();
        log.info("own 1");
        assertThat(pipe.text()).endsWith("Mesher: own 1\n");
        assertThat(threads()).isEqualTo(before);
    }

    /** Those of other tests never end. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("log"))
                .count();
    }

    @Test
    void linesThatNoPlaceTakesAreCountedAndReported() {
        pipe.reads.countDown();
        pipe.full = true;
        log.warn("one");
        log.warn("two", new IOException("with a stack trace"));
        long lost = output.dropped();
        assertThat(lost).isGreaterThan(3);
        pipe.full = false;
        log.info("three");
        assertThat(pipe.text()).doesNotContain("one", "two");
        assertThat(pipe.text().lines().toList().getFirst()).endsWith("Mesher: three");
        assertThat(reported()).isEqualTo((int) lost);
    }

    /** Takes nothing until somebody reads, and refuses what it gets while it is full. */
    private static final class Pipe extends OutputStream {
        private final CountDownLatch reads = new CountDownLatch(1);
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private volatile boolean full;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] lines, int offset, int length) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            try {
                reads.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            bytes.write(lines, offset, length);
        }

        String text() {
            return bytes.toString(UTF_8);
        }
    }
}
