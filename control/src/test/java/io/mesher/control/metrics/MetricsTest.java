package io.mesher.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mesher.control.metrics.PrometheusParser.Family;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.core.telemetry.LoopCounters;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    private static final ServiceIdentity IDENTITY = new ServiceIdentity("Client \"1\"", "shop", "0.1\\2", "");
    private static final Instant STARTED = Instant.ofEpochSecond(1_753_000_000, 999);

    private final LoopCounters first = new LoopCounters();
    private final LoopCounters second = new LoopCounters();

    @Test
    void addsTheLoopsUpUnderTheOriginalsNames() {
        first.of("Server").record(200, 1_000_000);
        first.of("Server").record(302, 1_000_000);
        second.of("Server").record(404, 2_000_000);
        second.of("Server").record(503, 500_000_000);
        second.of("Account\"Service\"").record(226, 7);
        PrometheusText text = new PrometheusText();

        CompatMetrics.write(List.of(first, second), CompatMetrics.latencies(List.of(first, second)), text);

        assertThat(text).hasToString("""
                # HELP requests_total All finished requests.
                # TYPE requests_total counter
                requests_total{app="",service_name="Account\\"Service\\"",version=""} 1
                requests_total{app="",service_name="Server",version=""} 4
                # HELP successes_total Requests answered with a status from 200 to 226.
                # TYPE successes_total counter
                successes_total{app="",service_name="Account\\"Service\\"",version=""} 1
                successes_total{app="",service_name="Server",version=""} 1
                # HELP failures_total Requests answered with a status from 400 on.
                # TYPE failures_total counter
                failures_total{app="",service_name="Account\\"Service\\"",version=""} 0
                failures_total{app="",service_name="Server",version=""} 2
                # HELP status_4xx Requests answered with a status from 400 to 499.
                # TYPE status_4xx counter
                status_4xx{app="",service_name="Account\\"Service\\"",version=""} 0
                status_4xx{app="",service_name="Server",version=""} 1
                # HELP status_5xx Requests answered with a status from 500 on.
                # TYPE status_5xx counter
                status_5xx{app="",service_name="Account\\"Service\\"",version=""} 0
                status_5xx{app="",service_name="Server",version=""} 1
                # HELP request_latency_seconds Time from a request's head to the end of its response, in seconds; quantiles of the last minute.
                # TYPE request_latency_seconds summary
                request_latency_seconds_sum{app="",service_name="Account\\"Service\\"",version=""} 0.000000007
                request_latency_seconds_count{app="",service_name="Account\\"Service\\"",version=""} 1
                request_latency_seconds_sum{app="",service_name="Server",version=""} 0.504
                request_latency_seconds_count{app="",service_name="Server",version=""} 4
                """);
    }

    @Test
    void writesNoRequestMetricsBeforeTheFirstRequest() {
        Map<String, Family> families = PrometheusParser.parse(scrape());

        assertThat(families).doesNotContainKeys("requests_total", "request_latency_seconds");
        assertThat(families.get("start_time_seconds")
                        .value(Map.of("service_name", "Client \"1\"", "app", "shop", "version", "0.1\\2")))
                .isEqualTo("1753000000");
    }

    @Test
    void givesEachFamilyTheTypeThatItsReadersExpect() {
        first.of("Server").record(200, 1);

        Map<String, String> types = PrometheusParser.parse(scrape()).values().stream()
                .collect(Collectors.toMap(Family::name, Family::type));

        assertThat(types)
                .contains(
                        entry("requests_total", "counter"),
                        entry("successes_total", "counter"),
                        entry("failures_total", "counter"),
                        entry("status_4xx", "counter"),
                        entry("status_5xx", "counter"),
                        entry("request_latency_seconds", "summary"),
                        entry("start_time_seconds", "gauge"),
                        entry("process_cpu_seconds_total", "counter"),
                        entry("process_start_time_seconds", "gauge"),
                        entry("jvm_memory_used_bytes", "gauge"),
                        entry("jvm_memory_committed_bytes", "gauge"),
                        entry("jvm_memory_max_bytes", "gauge"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void hasWhatTheOriginalsGrafanaBoardAsksFor() {
        first.of("Server").record(200, 1);

        Map<String, Family> families = PrometheusParser.parse(scrape());

        assertThat(families)
                .containsKeys(
                        "start_time_seconds",
                        "requests_total",
                        "successes_total",
                        "status_4xx",
                        "status_5xx",
                        "request_latency_seconds",
                        "go_goroutines",
                        "go_threads",
                        "process_cpu_seconds_total",
                        "go_memstats_heap_inuse_bytes",
                        "go_memstats_heap_sys_bytes",
                        "process_open_fds");
        for (String name : List.of("go_threads", "process_open_fds", "go_memstats_heap_inuse_bytes")) {
            assertThat(Long.parseLong(families.get(name).value(Map.of())))
                    .as(name)
                    .isPositive();
        }
    }

    @Test
    void readsTheProcessFiles(@TempDir Path proc) throws IOException {
        Files.writeString(proc.resolve("status"), "Name:\tjava\nVmSize:\t 2048 kB\nVmRSS:\t    38 kB\nThreads:\t11\n");
        Files.writeString(proc.resolve("limits"), """
                Limit                     Soft Limit           Hard Limit           Units
                Max open files            1024                 4096                 files
                """);
        Files.createDirectories(proc.resolve("fd"));
        for (int i = 0; i < 4; i++) {
            Files.createFile(proc.resolve("fd").resolve(Integer.toString(i)));
        }
        PrometheusText text = new PrometheusText();

        new ProcessMetrics(proc).write(text);

        Map<String, Family> families = PrometheusParser.parse(text.toString());
        assertThat(families.get("process_resident_memory_bytes").value(Map.of()))
                .isEqualTo("38912");
        assertThat(families.get("process_virtual_memory_bytes").value(Map.of())).isEqualTo("2097152");
        assertThat(families.get("process_open_fds").value(Map.of())).isEqualTo("3");
        assertThat(families.get("process_max_fds").value(Map.of())).isEqualTo("1024");
        assertThat(families.get("process_threads").value(Map.of())).isEqualTo("11");
    }

    @Test
    void leavesOutWhatTheSystemDoesNotTell(@TempDir Path proc) throws IOException {
        Files.writeString(proc.resolve("status"), "VmRSS:\t kB\n");
        Files.writeString(proc.resolve("limits"), "Max open files            unlimited            unlimited   files\n");
        PrometheusText text = new PrometheusText();

        new ProcessMetrics(proc).write(text);

        assertThat(PrometheusParser.parse(text.toString()))
                .containsKeys("jvm_memory_used_bytes")
                .doesNotContainKeys(
                        "process_resident_memory_bytes",
                        "process_virtual_memory_bytes",
                        "process_open_fds",
                        "process_max_fds",
                        "process_threads");
    }

    @Test
    void promtoolReadsIt(@TempDir Path directory) throws Exception {
        assumeTrue(isOnPath("promtool"), "promtool is not on the PATH");
        first.of("Ser\"v\\er\n服").record(200, 1);
        Path metrics = Files.writeString(directory.resolve("metrics"), scrape());

        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectInput(metrics.toFile())
                .redirectErrorStream(true)
                .start();

        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor(120, TimeUnit.SECONDS)).isTrue();
        // 3: it reads them, and has remarks on names, which are the original's.
        assertThat(promtool.exitValue()).as(output).isIn(0, 3);
    }

    private String scrape() {
        Page page = new CompatPage(
                        IDENTITY,
                        Map.of("zone", "a", "0 odd", "b"),
                        STARTED,
                        List.of(first, second),
                        Duration.ofSeconds(10),
                        Later.NEVER)
                .page(List.of());
        assertThat(page.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        return page.body();
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
