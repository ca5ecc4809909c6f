package io.mesher.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the demo ends when it is told to, as a process of its own. */
@Timeout(600)
class DemoEndTest {
    @TempDir
    private Path temporary;

    @TempDir
    private Path notes;

    private Process demo;
    private List<ProcessHandle> family = List.of();

    @AfterEach
    void endWhatIsLeft() {
        family.forEach(ProcessHandle::destroyForcibly);
        if (demo != null) {
            demo.descendants().forEach(ProcessHandle::destroyForcibly);
            demo.destroyForcibly();
        }
    }

    @Test
    void leavesNothingBehindAfterSigterm() throws Exception {
        demo = start("--note-end=" + notes);
        String printed = printedUntil("Ctrl-C ends everything.");
        family = demo.descendants().toList();

        terminate();

        assertThat(printed).containsPattern("curl -x http://127\\.0\\.0\\.1:\\d+ http://server1/hello");
        assertThat(family).hasSize(6);
        assertThat(rest()).contains("Everything was ended and removed.").doesNotContain("ended by itself");
        assertEnded();
        assertThat(temporary).isEmptyDirectory();
        // Asked to end, not killed.
        assertThat(notes.toFile().list()).containsExactlyInAnyOrder("client", "server1", "server2");
    }

    @Test
    void leavesNothingBehindAfterSigtermDuringTheStart() throws Exception {
        demo = start("--never-ready");
        await().atMost(Duration.ofMinutes(2)).until(() -> demo.descendants().count() == 5);
        family = demo.descendants().toList();

        terminate();

        assertThat(rest()).contains("Everything was ended and removed.");
        assertEnded();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void endsWhenOneOfItsProcessesDoes() throws Exception {
        demo = start();
        printedUntil("Ctrl-C ends everything.");
        family = demo.descendants().toList();
        ProcessHandle application = family.stream()
                .filter(process -> process.info().commandLine().orElse("").contains("Server2.java"))
                .findFirst()
                .orElseThrow();

        application.destroyForcibly();

        assertThat(rest()).contains("server2 app ended by itself, with exit code 137.");
        assertThat(demo.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isEqualTo(1);
        assertEnded();
    }

    @Test
    void takesTheApplicationsAlongWhenItIsKilled() throws Exception {
        demo = start();
        printedUntil("Ctrl-C ends everything.");
        family = demo.descendants().toList();
        List<ProcessHandle> applications = family.stream()
                .filter(process -> process.info().commandLine().orElse("").contains("--exit-with-parent"))
                .toList();

        demo.destroyForcibly();

        assertThat(applications).hasSize(3);
        await().atMost(Duration.ofMinutes(2)).until(() -> applications.stream().noneMatch(ProcessHandle::isAlive));
    }

    private Process start(String... sidecarOptions) throws IOException {
        List<String> command = Jvm.command(DemoProgram.class, sidecarOptions);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        return builder.start();
    }

    /** Not Process.destroy(), which also closes the output that we still want to read. */
    private void terminate() {
        assertThat(demo.toHandle().destroy()).isTrue();
    }

    private String printedUntil(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        BufferedReader reader = demo.inputReader();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            text.append(line).append('\n');
            if (line.contains(end)) {
                return text.toString();
            }
        }
        throw new AssertionError("the demo ended: " + text);
    }

    private String rest() throws IOException {
        return demo.inputReader().readAllAsString();
    }

    private void assertEnded() {
        // Not ours to reap, so they may be seen for a moment after the demo that waited for them.
        await().atMost(Duration.ofMinutes(2))
                .until(() -> Stream.concat(family.stream(), demo.descendants()).noneMatch(ProcessHandle::isAlive));
    }

    static final class DemoProgram {
        public static void main(String[] sidecarOptions) throws InterruptedException {
            PrintStream out = System.out;
            DemoOptions options = new DemoOptions(false, false, 0, "", Duration.ofSeconds(60));
            System.exit(new Demo(options, FakeSidecar.command(sidecarOptions), out).run());
        }
    }
}
