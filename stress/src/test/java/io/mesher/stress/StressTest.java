package io.mesher.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Runs jcstress, which fails when it saw an outcome that is forbidden. The build runs each test once and briefly. {@code
 * -Dmesher.stress="-m default"} passes other options of jcstress: for more time, more JVMs and each way to compile.
 */
class StressTest {
    private static final String OPTIONS = System.getProperty("mesher.stress", "");

    /** A test takes 2 s, most of them for its JVM. With C2, since it reorders more than C1, which Mesher itself runs on. */
    private static final String BRIEFLY = "-f 1 -fsm 1 -iters 3 -time 200 -sc false -hs 256 -jvmArgs -XX:+UseSerialGC";

    @Test
    void threadsFindNoForbiddenOutcome() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "jcstress").toAbsolutePath());
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.openjdk.jcstress.Main",
                "-r",
                folder.toString()));
        command.addAll(List.of((OPTIONS.isEmpty() ? BRIEFLY : OPTIONS).split(" ")));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(OPTIONS.isEmpty() ? 10 : 600, TimeUnit.MINUTES);

            assertThat(ended).as("jcstress ended; its output: %s", output).isTrue();
            String printed = Files.readString(output);
            assertThat(process.exitValue()).as(printed).isZero();
            assertThat(printed)
                    .as("tests were run")
                    .containsPattern("\\b[1-9]\\d* passed, 0 failed, 0 soft errs, 0 hard errs");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
