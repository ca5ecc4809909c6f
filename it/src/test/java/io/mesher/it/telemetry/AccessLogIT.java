package io.mesher.it.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import io.mesher.it.component.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The access log of a whole Mesher: what is in it, and that nothing gets lost unsaid. */
@Timeout(600)
class AccessLogIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CALLS = 4000;
    private static final Pattern DROPPED = Pattern.compile("(?m)^mesher_access_log_dropped_total (\\d+)$");
    /** For all lines of a test, whatever the disk does. */
    private static final String ROOMY = ", buffer: 8388608";

    @TempDir
    private Path home;

    private MesherProcess logging(Application app, String more) throws IOException {
        return new MesherSetup(home)
                .service("app", app.address())
                .yaml("mesher.accessLog: {requests: all, format: json, output: logs/access.log" + more + "}\n")
                .start();
    }

    private Path log() {
        return home.resolve("logs/access.log");
    }

    /** One character per byte. */
    private static List<Map<String, String>> lines(Path... files) throws IOException {
        List<Map<String, String>> lines = new ArrayList<>();
        for (Path file : files) {
            String text = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
            text.lines().map(LogLine::parse).forEach(lines::add);
            assertThat(text.isEmpty() || text.endsWith("\n"))
                    .as("%s ends with a line", file)
                    .isTrue();
        }
        return lines;
    }

    private static List<String> urls(List<Map<String, String>> lines) {
        return lines.stream().map(line -> line.get("url")).toList();
    }

    /** Every answered call has its line; calls whose answer didn't come any more may have one. */
    private static void assertEachOnce(NumberedCalls calls, List<String> urls) {
        Set<String> logged = new HashSet<>(urls);
        assertThat(urls).hasSize(logged.size());
        assertThat(calls.answered().stream().filter(url -> !logged.contains(url)))
                .isEmpty();
    }

    private static int dropped(MesherProcess mesher) throws IOException {
        Matcher dropped = DROPPED.matcher(mesher.admin("/metrics").body());
        assertThat(dropped.find()).isTrue();
        return Integer.parseInt(dropped.group(1));
    }

    /** Those of several event loops have no order among each other while they wait. */
    private static void awaitLines(MesherProcess mesher, int count) {
        await().atMost(PATIENCE).until(() -> mesher.out().lines().count() == count);
    }

    private static void end(MesherProcess mesher) throws InterruptedException {
        mesher.terminate();
        assertThat(mesher.awaitExit()).isZero();
    }

    @Test
    void withoutAnyKeyWhatWasRefusedIsOnStandardOutputAndNothingElse() throws Exception {
        try (Application app = Application.saying("hello");
                MesherProcess mesher =
                        new MesherSetup(home).service("app", app.address()).start()) {
            assertThat(mesher.get("http://app/good").status()).isEqualTo(200);
            Message refused = mesher.get("http://nobody/x");
            assertThat(refused.status()).isEqualTo(404);
            awaitLines(mesher, 1);
            assertThat(mesher.askOut("NONSENSE\r\n\r\n").status()).isEqualTo(400);

            awaitLines(mesher, 2);
            List<String> lines = mesher.out().lines().toList();
            assertThat(lines.getFirst())
                    .contains(" outgoing client > unknown \"GET http://nobody/x HTTP/1.1\" 404 service.unknown ")
                    .contains(" trace=" + refused.value("X-Request-Id") + " ");
            assertThat(lines.getLast()).contains(" 400 ").contains(" peer=127.0.0.1 ");
            end(mesher);
            assertThat(mesher.out().lines()).isEqualTo(lines);
        }
    }

    @Test
    void underLoadEveryRequestHasALineOrIsCountedAsDropped() throws Exception {
        try (Application app = Application.saying("hello");
                MesherProcess mesher = logging(app, "");
                NumberedCalls calls = new NumberedCalls(mesher, CALLS).join()) {
            assertThat(calls.refused()).isEmpty();
            assertThat(calls.answered()).hasSize(CALLS);
            await().atMost(PATIENCE)
                    .until(() -> Files.readAllLines(log(), StandardCharsets.ISO_8859_1)
                                            .size()
                                    + dropped(mesher)
                            == CALLS);
            int dropped = dropped(mesher);
            end(mesher);

            List<Map<String, String>> lines = lines(log());
            assertThat(lines)
                    .hasSize(CALLS - dropped)
                    .allSatisfy(line -> assertThat(line)
                            .containsEntry("status", "200")
                            .containsEntry("destination", "app")
                            .containsEntry("attempts", "1")
                            .containsEntry("responseBytes", "5")
                            .containsKeys(
                                    "time", "durationMs", "ownMs", "upstreamMs", "traceId", "instance", "userAgent"));
            assertThat(Set.copyOf(urls(lines))).hasSize(lines.size());
            assertThat(calls.answered()).containsAll(urls(lines));
            assertThat(mesher.log().contains("lines dropped")).isEqualTo(dropped > 0);
        }
    }

    @Test
    void sigtermUnderLoadLosesNoLine() throws Exception {
        try (Application app = Application.saying("hello");
                MesherProcess mesher = logging(app, ROOMY);
                NumberedCalls calls = new NumberedCalls(mesher, Integer.MAX_VALUE)) {
            await().atMost(PATIENCE).until(() -> calls.answered().size() > CALLS);
            end(mesher);
            calls.join();

            assertThat(mesher.log()).doesNotContain("lines dropped", "are lost", " ERROR ");
            assertEachOnce(calls, urls(lines(log())));
        }
    }

    @Test
    void aFileThatLogrotateMovedIsBegunAnewAndNoLineIsLost() throws Exception {
        Path moved = home.resolve("logs/access.log.1");
        try (Application app = Application.saying("hello");
                MesherProcess mesher = logging(app, ROOMY);
                NumberedCalls calls = new NumberedCalls(mesher, Integer.MAX_VALUE)) {
            await().atMost(PATIENCE).until(() -> Files.exists(log()) && Files.size(log()) > 0);
            Files.move(log(), moved);
            await().atMost(PATIENCE).until(() -> Files.exists(log()) && Files.size(log()) > 0);
            end(mesher);
            calls.join();

            assertThat(lines(moved)).isNotEmpty();
            assertThat(urls(lines(moved, log()))).doesNotHaveDuplicates().containsAll(calls.answered());
        }
    }

    @Test
    void aFullDiskCostsLinesThatAreToldAndNoRequest() throws Exception {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full));
        try (Application app = Application.saying("hello");
                MesherProcess mesher = new MesherSetup(home)
                        .service("app", app.address())
                        .yaml("mesher.accessLog: {requests: all, output: " + full + ", buffer: 16384}\n")
                        .start();
                NumberedCalls calls = new NumberedCalls(mesher, CALLS).join()) {
            assertThat(calls.answered()).hasSize(CALLS);

            mesher.awaitLog("access log: nothing can be written to /dev/full: ");
            mesher.awaitLog(" lines dropped: ");
            assertThat(dropped(mesher)).isPositive().isLessThan(CALLS);
            end(mesher);
        }
    }
}
