package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.core.telemetry.LoopCounters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** CSE Mesher's metrics for Prometheus. Event loop only, that of the admin port. */
public final class CompatPage {
    private static final Path PROC = Path.of("/proc/self");
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final int ENOUGH_FOR_A_NAME = 256;

    private final ServiceIdentity identity;
    private final Map<String, String> properties;
    private final Instant started;
    private final List<LoopCounters> loops;
    private final Duration flush;
    private final Later later;
    private @Nullable Windows windows;
    private boolean ticking;

    /**
     * @param properties of the service, further labels of the circuits
     * @param started when Mesher began to serve
     * @param flush how long the window is of which circuits' gauges tell
     * @param later of the loop on which pages are asked for
     */
    public CompatPage(
            ServiceIdentity identity,
            Map<String, String> properties,
            Instant started,
            List<LoopCounters> loops,
            Duration flush,
            Later later) {
        this.identity = identity;
        this.properties = Map.copyOf(properties);
        this.started = started;
        this.loops = List.copyOf(loops);
        this.flush = flush;
        this.later = later;
    }

    /** @param further written after it */
    Page page(List<MetricFamily> further) {
        PrometheusText text = new PrometheusText();
        Windows present = windows;
        // Nobody asked before: then quantiles are since the start.
        boolean first = present == null;
        if (present == null) {
            present = new Windows(loops, flush);
            windows = present;
        }
        present.asked(System.nanoTime());
        tick();
        CompatMetrics.write(loops, first ? Map.of() : present.longBefore(), text);
        new CircuitMetrics(ownLabels()).write(present, text);
        started(text);
        for (MetricFamily family : further) {
            family.write(text);
        }
        ProcessMetrics process = new ProcessMetrics(PROC);
        process.write(text);
        process.writeAsGo(text);
        return new Page(Exposition.TEXT.contentType(), text.end());
    }

    /** Only from the first scrape on, and until nobody scrapes any more. */
    private void tick() {
        if (!ticking) {
            ticking = true;
            later.run(flush.toNanos(), this::again);
        }
    }

    private void again() {
        ticking = false;
        if (windows != null && windows.tick(System.nanoTime())) {
            tick();
        } else {
            windows = null;
        }
    }

    private List<Label> ownLabels() {
        Map<String, String> labels = new TreeMap<>();
        properties.forEach((name, value) -> labels.put(labelName(name), value));
        labels.put("hostname", hostName());
        labels.put("self", identity.name());
        labels.put("appID", identity.app());
        labels.put("version", identity.version());
        // Ours to set by target.
        labels.keySet().removeAll(List.of("target", "schemaID", "operationID", "quantile"));
        List<Label> all = new ArrayList<>();
        labels.forEach((name, value) -> all.add(new Label(name, value)));
        return all;
    }

    /** A property's name with whatever a label's can't have as an underscore. */
    private static String labelName(String property) {
        StringBuilder name = new StringBuilder(property.length() + 1);
        for (int i = 0; i < property.length() && i < ENOUGH_FOR_A_NAME; i++) {
            char c = property.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (digit && i == 0) {
                name.append('_');
            }
            name.append(digit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? c : '_');
        }
        // Those that begin with two are Prometheus' own.
        return name.isEmpty() || name.indexOf("__") == 0 ? "p" + name : name.toString();
    }

    /** A look-up by name could wait for a name server. */
    private static String hostName() {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException _) {
            String name = System.getenv("HOSTNAME");
            return name == null ? "" : name;
        }
    }

    private void started(PrometheusText text) {
        text.family("start_time_seconds", Kind.GAUGE, "When Mesher started, in seconds since 1970.")
                .sample(
                        "start_time_seconds",
                        started.getEpochSecond(),
                        new Label("app", identity.app()),
                        new Label("service_name", identity.name()),
                        new Label("version", identity.version()));
    }
}
