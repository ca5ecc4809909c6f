package io.mesher.control.metrics;

import java.util.Locale;

/** The formats in which metrics are written. */
public enum Exposition {
    /** Prometheus' text format 0.0.4. */
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    /** OpenMetrics 1.0: the same but for the names of counters' families and the end. */
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    Exposition(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /** @param accept the request's field; empty: it has none. Prometheus ranks OpenMetrics first wherever it names it. */
    public static Exposition of(String accept) {
        return accept.toLowerCase(Locale.ROOT).contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
    }
}
