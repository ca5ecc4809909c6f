package io.mesher.control.metrics;

import io.mesher.core.config.MetricsConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which metrics are where. Event loop only, that of the admin port. */
public final class MetricsPages {
    private static final String METRICS = "/metrics";

    private final MetricsConfig config;
    private final MetricsSources sources;
    private @Nullable CompatPage original;
    private @Nullable OwnPage own;

    public MetricsPages(MetricsConfig config, MetricsSources sources) {
        this.config = config;
        this.sources = sources;
    }

    /** CSE Mesher's alone. */
    public Page original() {
        return compat().page(List.of());
    }

    /** The path that {@link #original} has beside its usual one; empty: none. */
    public String originalPath() {
        return isShared() ? "" : config.originalPath();
    }

    /** Whether there is anything at {@code /metrics}. */
    public boolean hasMetrics() {
        return config.enabled() || isShared();
    }

    /**
     * {@code /metrics}: our own, or after CSE Mesher's where those were configured to be there, in the format that these have.
     *
     * @param accept the request's field; empty: it has none
     */
    public Page metrics(String accept) {
        if (!config.enabled()) {
            return original();
        }
        OwnPage present = own;
        if (present == null) {
            present = sources.own();
            own = present;
        }
        return isShared() ? compat().page(present.families()) : present.page(accept);
    }

    private CompatPage compat() {
        CompatPage present = original;
        if (present == null) {
            present = sources.original();
            original = present;
        }
        return present;
    }

    private boolean isShared() {
        return config.originalPath().equals(METRICS);
    }
}
