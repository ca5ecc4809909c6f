package io.mesher.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.LogConfig;
import io.mesher.core.config.LogConfig.Format;
import io.mesher.core.config.LogConfig.Level;
import io.mesher.core.config.RotatedFile;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

@Timeout(600)
class LogPlacesTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private final Loggers loggers = new Loggers(new LogOutput(error, LogConfig.DEFAULT));
    private final Logger logger = loggers.getLogger("io.mesher.app.Mesher");

    private LogConfig to(Path file, boolean standardError, boolean coloured) {
        return new LogConfig(
                Level.INFO, Format.TEXT, standardError, false, new RotatedFile(file, 0, 0, 1, false), coloured);
    }

    private List<String> errorLines() {
        return error.toString(UTF_8).lines().toList();
    }

    @Test
    void theFileTakesOverFromStandardErrorWithoutLosingALine() throws Exception {
        Path file = folder.resolve("log/chassis.log");
        int threads = 4;
        int each = 2_000;
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            all.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i++) {
                    logger.info("line");
                }
            }));
        }
        loggers.configure(to(file, false, false));
        logger.info("last");
        for (Thread thread : all) {
            thread.join();
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.size() + errorLines().size()).isEqualTo(threads * each + 1);
        assertThat(lines).anyMatch(line -> line.endsWith("INFO  Mesher: last"));
    }

    @Test
    void coloursWhatPeopleSeeAndNotTheFile() throws Exception {
        Path file = folder.resolve("chassis.log");
        loggers.configure(to(file, true, true));
        logger.warn("odd");
        assertThat(Files.readString(file)).endsWith(" WARN  Mesher: odd\n").doesNotContain("\033");
        assertThat(error.toString(UTF_8)).endsWith("\033[33m WARN  \033[0mMesher: odd\n");
    }

    @Test
    void aLineThatTheFileDoesNotTakeGoesToStandardError() throws Exception {
        Path file = Files.writeString(folder.resolve("taken"), "").resolve("chassis.log");
        loggers.configure(to(file, false, false));
        logger.info("one");
        logger.info("two");
        assertThat(errorLines()).hasSize(3);
        assertThat(errorLines().get(0))
                .matches("log: " + Pattern.quote(file.toString()) + ": nothing can be written: .*");
        assertThat(errorLines().get(1)).endsWith(" INFO  Mesher: one");
        assertThat(errorLines().get(2)).endsWith(" INFO  Mesher: two");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLosesNothing() {
        loggers.configure(to(Path.of("/dev/full"), false, false));
        logger.info("one");
        assertThat(errorLines()).hasSize(2);
        assertThat(errorLines().get(0)).contains("No space left");
        assertThat(errorLines().get(1)).endsWith("Mesher: one");
    }

    @Test
    void aChangeOfTheLevelKeepsTheFile() throws Exception {
        Path file = folder.resolve("chassis.log");
        loggers.configure(to(file, false, false));
        logger.info("one");
        loggers.configure(
                new LogConfig(Level.DEBUG, Format.TEXT, false, false, new RotatedFile(file, 0, 0, 1, false), false));
        logger.debug("two");
        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(errorLines()).isEmpty();
    }
}
