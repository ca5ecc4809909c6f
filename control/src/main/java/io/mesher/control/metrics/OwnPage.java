package io.mesher.control.metrics;

import java.nio.file.Path;
import java.util.List;

/** {@code /metrics}: Mesher's own, with those of the process. */
public final class OwnPage {
    private static final Path PROC = Path.of("/proc/self");

    private final List<MetricFamily> families;

    /** @param families in the order in which they are written; no two write a family of the same name */
    public OwnPage(List<MetricFamily> families) {
        this.families = List.copyOf(families);
    }

    List<MetricFamily> families() {
        return families;
    }

    /** @param accept the request's field; empty: it has none */
    public Page page(String accept) {
        Exposition format = Exposition.of(accept);
        PrometheusText text = new PrometheusText(format);
        for (MetricFamily family : families) {
            family.write(text);
        }
        new ProcessMetrics(PROC).write(text);
        return new Page(format.contentType(), text.end());
    }
}
