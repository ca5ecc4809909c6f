package io.mesher.app.config.keys;

import static io.mesher.app.config.keys.KnownKey.effective;

import java.util.List;

/** The keys about what is counted of requests. */
public final class MetricsKeys {
    public static final String ENABLED = "mesher.metrics.enabled";
    public static final String SOURCE = "mesher.metrics.source";
    public static final String MAX_SERIES = "mesher.metrics.mostSeries";
    public static final String EXPIRY = "mesher.metrics.expiry";
    public static final String ORIGINAL_ENABLE = "servicecomb.metrics.enable";
    public static final String ORIGINAL_PATH = "servicecomb.metrics.apiPath";
    public static final String ORIGINAL_FLUSH = "servicecomb.metrics.flushInterval";

    private static final String BOOL = "true or false";

    private MetricsKeys() {}

    static List<KnownKey> all() {
        return List.of(
                effective(
                        ENABLED,
                        BOOL,
                        "true",
                        "Whether the admin port has /metrics, Mesher's own metrics. The original's, at /v1/mesher/metrics, are"
                                + " always there."),
                effective(
                        SOURCE,
                        BOOL,
                        "true",
                        "Whether incoming requests are counted by who calls, which is the caller's own word (x-cse-context). false:"
                                + " the label source is empty there."),
                effective(
                        MAX_SERIES,
                        "2 to 100000",
                        "1000",
                        "How many sets of direction, source and destination requests are counted by, half of them outgoing and"
                                + " half incoming. More are counted under other."),
                effective(
                        EXPIRY,
                        "duration, 1m to 8760h",
                        "1h",
                        "After which a set that no request had any more is forgotten."),
                effective(
                        ORIGINAL_ENABLE,
                        BOOL,
                        "false",
                        "Whether the original's metrics are at servicecomb.metrics.apiPath too."),
                effective(
                        ORIGINAL_PATH,
                        "path",
                        "/metrics",
                        "Where. At /metrics they come before Mesher's own, in one answer; a path that the admin port has"
                                + " already stays what it is."),
                effective(
                        ORIGINAL_FLUSH,
                        "duration, 1s to 10m",
                        "10s",
                        "How long the time is that the original's circuit metrics (Consumer_…, Provider_…) tell of."));
    }
}
