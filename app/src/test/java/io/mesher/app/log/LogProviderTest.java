package io.mesher.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.loop.EventLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** In processes of their own: SLF4J binds once per process. */
@Timeout(600)
class LogProviderTest {
    @TempDir
    private Path folder;

    @Test
    void isUsedAfterInstallAndWritesToStandardErrorOnly() throws Exception {
        assertThat(run(Installing.class)).hasSize(2).allMatch(line -> line.endsWith(": hello"));
    }

    @Test
    void isUsedWhenNamedOnTheCommandLine() throws Exception {
        assertThat(run(
                        Plain.class,
                        "-Dslf4j.provider=io.mesher.app.log.LogProvider",
                        "-Dslf4j.internal.verbosity=WARN"))
                .hasSize(1)
                .allMatch(line -> line.endsWith(" INFO  LogProviderTest$Plain: hello"));
    }

    @Test
    void theEndOfTheProcessWaitsForTheLinesOfEventLoops() throws Exception {
        assertThat(run(Ending.class)).hasSize(400).last().asString().endsWith(": hello 399");
    }

    private List<String> run(Class<?> main, String... flags) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(flags));
        command.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        // The JVM tells on standard error that it reads these.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(err, UTF_8);
        assertThat(process.exitValue()).as("exit code; %s", lines).isZero();
        assertThat(out).isEmptyFile();
        return lines;
    }

    static final class Installing {
        static void main() {
            Loggers loggers = Loggers.install();
            LoggerFactory.getLogger(Installing.class).info("hello");
            Loggers.install().getLogger("again").info("hello");
            if (loggers != Loggers.install()) {
                throw new AssertionError("two sets of loggers");
            }
        }
    }

    static final class Plain {
        static void main() {
            LoggerFactory.getLogger(Plain.class).info("hello");
        }
    }

    static final class Ending {
        static void main() throws InterruptedException {
            Loggers.install();
            EventLoop loop = new EventLoop("loop", failure -> {});
            loop.start();
            CountDownLatch logged = new CountDownLatch(1);
            loop.execute(() -> {
                for (int i = 0; i < 400; i++) {
                    LoggerFactory.getLogger(Ending.class).info("hello {}", i);
                }
                logged.countDown();
            });
            logged.await();
            System.exit(0);
        }
    }
}
