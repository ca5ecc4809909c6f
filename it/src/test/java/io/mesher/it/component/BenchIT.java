package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.peer.Peers;
import io.mesher.it.peer.ProjectTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark is believed when it praises us, so what it counts as a success is tested; no figure is. */
class BenchIT {

    @TempDir
    private Path base;

    @Test
    @Timeout(600)
    void countsNoBadAnswerAsASuccess() throws Exception {
        Peers.require("wrk");
        Peers.require("gcc");
        Path python = Peers.require("python3");
        Path output = base.resolve("output");

        Process process = new ProcessBuilder(
                        python.toString(), "-B", "-m", "unittest", "-v", "test_loads", "test_report")
                .directory(ProjectTree.root().resolve("bench/load").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();

        assertThat(ended).as("ended within 120 s: %s", Files.readString(output)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("Ran 9 tests").endsWith("OK\n");
    }
}
