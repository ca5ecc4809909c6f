package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.peer.ProjectTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo with real Meshers: what it shows is what happened. */
@Timeout(600)
class DemoIT {
    @Test
    void theCanaryGetsItsTenthAndItsDeathCostsNoCall() throws Exception {
        Path jar = ProjectTree.root().resolve("app/target/mesher.jar");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process demo = new ProcessBuilder(
                        List.of(java, "-cp", jar.toString(), "io.mesher.app.Main", "demo", "--once", "--canary"))
                .redirectErrorStream(true)
                .start();
        String shown = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(demo.waitFor(120, TimeUnit.SECONDS)).isTrue();

        assertThat(demo.exitValue()).as(shown).isZero();
        assertThat(shown)
                // Exact for each event loop; a second connection may be on the other.
                .containsPattern(" (8[89]|9[0-2])  version 0\\.0\\.1\n")
                .containsPattern(" ( 8| 9|10|11|12)  version 0\\.0\\.2\n")
                .containsPattern(
                        "killed \\(SIGKILL\\)\\. 100 calls:\n\n +127\\.0\\.0\\.1:\\d+ +100  version 0\\.0\\.1\n\n")
                .contains("The killed instance is unreachable (Connection refused)")
                .doesNotContain("status 5");
    }
}
