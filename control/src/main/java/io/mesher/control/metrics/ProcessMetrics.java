package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What the process uses, under the names that Prometheus' own clients give it. The JDK's management beans, which know of garbage
 * collections too, would hold the event loop up for 30 ms at the first scrape, and cost 2 MiB for good.
 */
final class ProcessMetrics {
    private static final Label HEAP = new Label("area", "heap");

    private final ProcFiles proc;

    /** @param directory the process's own in Linux' procfs; need not exist */
    ProcessMetrics(Path directory) {
        this.proc = new ProcFiles(directory);
    }

    void write(PrometheusText text) {
        ProcessHandle.Info info = ProcessHandle.current().info();
        info.totalCpuDuration()
                .ifPresent(time -> text.family(
                                "process_cpu_seconds_total", Kind.COUNTER, "Processor time used, in seconds.")
                        .seconds("process_cpu_seconds_total", time.toNanos()));
        info.startInstant()
                .ifPresent(time -> text.family(
                                "process_start_time_seconds",
                                Kind.GAUGE,
                                "When the process started, in seconds since 1970.")
                        .seconds("process_start_time_seconds", nanos(time)));
        gauge(text, "process_open_fds", "Open file descriptors.", proc.openFiles());
        gauge(text, "process_max_fds", "Max number of open file descriptors.", proc.maxOpenFiles());
        long resident = proc.residentBytes();
        gauge(text, "process_resident_memory_bytes", "Physical memory in use, in bytes.", resident);
        gauge(text, "process_virtual_memory_bytes", "Address space in use, in bytes.", proc.virtualBytes());
        heap(text);
        gauge(text, "process_threads", "Threads of the process.", proc.threads());
    }

    private static void heap(PrometheusText text) {
        Runtime runtime = Runtime.getRuntime();
        long committed = runtime.totalMemory();
        long used = committed - runtime.freeMemory();
        gauge(text, "jvm_memory_used_bytes", "Java heap in use, in bytes.", used, HEAP);
        gauge(text, "jvm_memory_committed_bytes", "Java heap taken from the system, in bytes.", committed, HEAP);
        gauge(text, "jvm_memory_max_bytes", "Max size of the Java heap, in bytes.", runtime.maxMemory(), HEAP);
    }

    /** Under the names that CSE Mesher, a Go program, had. */
    void writeAsGo(PrometheusText text) {
        Runtime runtime = Runtime.getRuntime();
        long committed = runtime.totalMemory();
        long used = committed - runtime.freeMemory();
        gauge(text, "go_threads", "Threads of the process, under CSE Mesher's name.", proc.threads());
        gauge(text, "go_goroutines", "The same as go_threads, for CSE Mesher's Grafana board.", proc.threads());
        gauge(text, "go_memstats_heap_inuse_bytes", "The same as jvm_memory_used_bytes, for that board.", used);
        gauge(text, "go_memstats_heap_sys_bytes", "The same as jvm_memory_committed_bytes, for that board.", committed);
    }

    private static void gauge(PrometheusText text, String name, String help, long value, Label... labels) {
        if (value != ProcFiles.UNKNOWN) {
            text.family(name, Kind.GAUGE, help).sample(name, value, labels);
        }
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000 + time.getNano();
    }
}
