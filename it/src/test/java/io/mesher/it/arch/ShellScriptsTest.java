package io.mesher.it.arch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.peer.Peers;
import io.mesher.it.peer.ProjectTree;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts run before any Java does: shellcheck finds in them what the compiler finds elsewhere. */
class ShellScriptsTest {
    @ParameterizedTest
    @ValueSource(strings = {"mesher", "bench/run", ".ci/run", ".ci/setup-dev"})
    void shellcheckFindsNothing(String script) throws Exception {
        Process process = new ProcessBuilder(Peers.require("shellcheck").toString(), script)
                .directory(ProjectTree.root().toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String findings = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(findings).isZero();
        assertThat(findings).isEmpty();
    }
}
