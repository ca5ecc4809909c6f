package io.mesher.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class DemoTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Set<ProcessHandle> before = children();

    @Test
    void sendsACallThroughAndShowsItsWay() throws Exception {
        int exit = run(LONG, FakeSidecar.command());

        assertThat(exit).as(printed()).isZero();
        assertThat(printed())
                .containsPattern("Mesher of server1 +127\\.0\\.0\\.2:\\d+ ")
                .containsPattern("Mesher of server2 +127\\.0\\.0\\.3:\\d+ ")
                .containsPattern("Hello from server1, 127\\.0\\.0\\.1:\\d+\n +Via: 1.1 fake-server1")
                .containsPattern("Hello from server2, 127\\.0\\.0\\.1:\\d+\n +Via: 1.1 fake-server2")
                .endsWith("Everything was ended and removed.\n");
        assertThat(before).containsAll(children());
    }

    @Test
    void endsAllAndShowsTheOutputOfAMesherThatFails() throws Exception {
        int exit = run(LONG, FakeSidecar.command("--fail=server1"));

        assertThat(exit).isEqualTo(1);
        assertThat(printed())
                .contains("Mesher of server1 ended with exit code 3.")
                .contains("fake failure of server1");
        assertThat(before).containsAll(children());
        removeKeptFolder();
    }

    @Test
    void endsAllWhenAMesherIsNeverReady() throws Exception {
        int exit = run(Duration.ofSeconds(2), FakeSidecar.command("--never-ready"));

        assertThat(exit).isEqualTo(1);
        assertThat(printed()).contains("wasn't ready after 2 s (asked: http://127.0.0.1:");
        assertThat(before).containsAll(children());
        removeKeptFolder();
    }

    @Test
    void saysThatTheSidecarCannotBeRun() throws Exception {
        int exit = run(LONG, List.of("/no/such/program"));

        assertThat(exit).isEqualTo(1);
        assertThat(printed()).contains("Mesher of server2 can't be started: ").contains("/no/such/program");
        assertThat(before).containsAll(children());
        removeKeptFolder();
    }

    @Test
    void startsAgainOnOtherPortsWhenOneWasTakenMeanwhile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("port");
        CompletableFuture<ServerSocket> thief = CompletableFuture.supplyAsync(() -> takePort(file));

        int exit = run(LONG, FakeSidecar.command("--lose-port=" + file));

        try (ServerSocket taken = thief.get(120, TimeUnit.SECONDS)) {
            assertThat(exit).as(printed()).isZero();
            assertThat(printed())
                    .contains("starting again with other ports")
                    .contains("Hello from server2")
                    .doesNotContain("127.0.0.1:" + taken.getLocalPort());
        }
    }

    private static ServerSocket takePort(Path file) {
        await().atMost(LONG)
                .until(() -> Files.exists(file) && Files.readString(file).endsWith("\n"));
        try {
            int port = Integer.parseInt(Files.readString(file).strip());
            ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
            Files.delete(file);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int run(Duration startLimit, List<String> sidecar) throws InterruptedException {
        PrintStream out = new PrintStream(printed, true, UTF_8);
        return new Demo(new DemoOptions(true, false, 0, "", startLimit), sidecar, out).run();
    }

    private String printed() {
        return printed.toString(UTF_8);
    }

    private void removeKeptFolder() throws IOException {
        Matcher told = Pattern.compile("logs stay in (\\S+)").matcher(printed());
        assertThat(told.find()).as(printed()).isTrue();
        Path root = Path.of(told.group(1));
        assertThat(root.resolve("server2", "conf", "chassis.yaml")).exists();
        new DemoFolder(root, "").remove();
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }
}
