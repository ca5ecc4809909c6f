package io.mesher.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.LogConfig;
import io.mesher.core.config.LogConfig.Format;
import io.mesher.core.config.LogConfig.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.MarkerFactory;

@Timeout(600)
class LoggersTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Loggers loggers = new Loggers(new LogOutput(written, LogConfig.DEFAULT));
    private final Logger logger = loggers.getLogger("io.mesher.app.Mesher");

    @Test
    void showsTheSimpleNameOfAClass() {
        logger.info("started");

        assertThat(written.toString(UTF_8)).endsWith(" INFO  Mesher: started\n");
    }

    @Test
    void givesOneLoggerPerName() {
        assertThat(loggers.getLogger("io.mesher.app.Mesher")).isSameAs(logger);
        assertThat(loggers.getLogger("io.mesher.app.Main")).isNotSameAs(logger);
    }

    @Test
    void fillsPlaceholdersAndTakesATrailingThrowable() {
        logger.warn("{} of {} failed", 2, "three", new IOException("reset"));

        assertThat(lines().get(0)).endsWith(" WARN  Mesher: 2 of three failed");
        assertThat(lines().get(1)).isEqualTo("    java.io.IOException: reset");
    }

    @Test
    void takesKeysAndMarkersOfTheFluentCalls() {
        logger.atInfo()
                .addMarker(MarkerFactory.getMarker("audit"))
                .addKeyValue("port", 1)
                .log("hello {}", "x");

        assertThat(written.toString(UTF_8))
                .contains("INFO  Mesher: ")
                .contains("port=1")
                .contains("hello x");
    }

    @Test
    void writesNullAsAWord() {
        logger.info((String) null);

        assertThat(written.toString(UTF_8)).endsWith("Mesher: null\n");
    }

    @Test
    void writesLevelsFromTheLeastUpwardsAndFollowsAChange() {
        for (Level min : Level.values()) {
            loggers.configure(new LogConfig(min, Format.TEXT));
            written.reset();
            logger.trace("trace");
            logger.debug("DEBUG");
            logger.info("INFO");
            logger.warn("WARN");
            logger.error("ERROR");

            List<String> expected = new ArrayList<>();
            for (Level level : Level.values()) {
                if (level.compareTo(min) >= 0) {
                    expected.add(level.name());
                }
            }
            assertThat(lines())
                    .extracting(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .containsExactlyElementsOf(expected);
            assertThat(loggers.config().level()).isEqualTo(min);
        }
    }

    @Test
    void followsAChangeOfTheFormat() {
        loggers.configure(new LogConfig(Level.INFO, Format.JSON));

        logger.info("started");

        assertThat(LayoutTest.fields(written.toString(UTF_8)))
                .containsEntry("logger", "Mesher")
                .containsEntry("message", "started");
    }

    @Test
    void survivesAnOutputThatIsGone() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Logger unheard = new Loggers(new LogOutput(gone, LogConfig.DEFAULT)).getLogger("x");

        unheard.info("first");
        unheard.info("second");

        assertThat(unheard.isInfoEnabled()).isTrue();
    }

    @Test
    void neverTearsALineBetweenThreads() throws InterruptedException {
        int threads = 8;
        int each = 500;
        Slow slow = new Slow();
        Loggers shared = new Loggers(new LogOutput(slow, LogConfig.DEFAULT));
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String body = Character.toString('a' + t).repeat(300);
            all.add(Thread.ofPlatform().start(() -> {
                awaitQuietly(start);
                for (int i = 0; i < each; i++) {
                    shared.getLogger("T").info("{} {}", i, body);
                }
            }));
        }
        start.countDown();
        for (Thread thread : all) {
            thread.join();
        }

        List<String> lines = slow.bytes.toString(UTF_8).lines().toList();
        assertThat(lines).hasSize(threads * each).allMatch(line -> line.matches("\\S{29} INFO  T: \\d+ (.)\\1{299}"));
    }

    private List<String> lines() {
        return written.toString(UTF_8).lines().toList();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes a line in two parts with a gap between, as a full pipe does; not thread-safe by itself. */
    private static final class Slow extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            bytes.write(b, offset, length / 2);
            LockSupport.parkNanos(1);
            bytes.write(b, offset + length / 2, length - length / 2);
        }
    }
}
