package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More callers than the process has file descriptors: it must stay alive for probes, and for callers from outside. */
class FewDescriptorsTest {
    private static final int DESCRIPTORS = 60;
    private static final int IDLE = 100;
    private static final String DECLARED = "GET / HTTP/1.1\r\nHost: app\r\nConnection: close\r\n\r\n";

    @TempDir
    private Path home;

    /** As somebody starts it whose system has a low limit. */
    private MesherProcess start(MesherSetup setup) throws IOException {
        ProcessBuilder program = setup.program();
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -n " + DESCRIPTORS + "; exec \"$@\"", "sh"));
        command.addAll(program.command());
        Path out = Files.createTempFile(home, "mesher", ".out");
        Path log = Files.createTempFile(home, "mesher", ".log");
        MesherProcess mesher = new MesherProcess(
                program.command(command)
                        .redirectOutput(out.toFile())
                        .redirectError(log.toFile())
                        .start(),
                out,
                log);
        assertThat(mesher.awaitListening()).as(mesher.log()).isTrue();
        return mesher;
    }

    @Test
    void answersProbesAndCallersFromOutsideWhileIdleCallersHaveUsedThemUp() throws Exception {
        List<Wire> idle = new ArrayList<>();
        try (Application application = Application.saying("hello");
                MesherProcess mesher = start(new MesherSetup(home).incoming(application.port()))) {
            for (int i = 0; i < IDLE; i++) {
                idle.add(mesher.callOut());
            }
            assertThat(mesher.admin("/readyz").status()).isEqualTo(200);
            assertThat(mesher.admin("/livez").status()).isEqualTo(200);
            assertThat(mesher.askIn(DECLARED).status()).isEqualTo(200);

            assertThat(mesher.log().lines().filter(line -> line.contains("WARN") && line.contains("file descriptors,")))
                    .as(mesher.log())
                    .hasSize(1);
            // What the system refuses is tried again many times a second: one line a minute at each port.
            assertThat(mesher.log()
                            .lines()
                            .filter(line ->
                                    line.contains("Too many open files") || line.contains("out of file descriptors")))
                    .hasSizeLessThanOrEqualTo(3);
        } finally {
            for (Wire wire : idle) {
                wire.close();
            }
        }
    }
}
