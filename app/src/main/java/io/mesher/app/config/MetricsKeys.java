package io.mesher.app.config;

import static io.mesher.app.config.KnownKey.effective;

import java.util.List;

/** The keys about what is counted of requests. */
final class MetricsKeys {
    static final String ENABLED = "mesher.metrics.enabled";
    static final String SOURCE = "mesher.metrics.source";
    static final String MAX_SERIES = "mesher.metrics.mostSeries";
    static final String EXPIRY = "mesher.metrics.expiry";
    static final String ORIGINAL_ENABLE = "servicecomb.metrics.enable";
    static final String ORIGINAL_PATH = "servicecomb.metrics.apiPath";
    static final String ORIGINAL_FLUSH = "servicecomb.metrics.flushInterval";

    private static final String BOOL = "true or false";

    private MetricsKeys() {}

    static List<KnownKey> all() {
        return List.of(
                effective(
                        ENABLED,
                        BOOL,
                        "true",
                        "Whether the admin port has /metrics, Mesher's own metrics. CSE Mesher's, at /v1/mesher/metrics, are"
                                + " always there."),
                effective(
                        SOURCE,
                        BOOL,
                        "true",
                        "Whether incoming requests are counted by caller, as the caller names itself (x-cse-context). false: the label"
                                + " source is empty for them."),
                effective(
                        MAX_SERIES,
                        "2 to 100000",
                        "1000",
                        "Max number of sets of direction, source and destination by which requests are counted, half of them for"
                                + " outgoing requests. Further sets are counted under other."),
                effective(
                        EXPIRY, "duration, 1m to 8760h", "1h", "Time after which a set without requests is forgotten."),
                effective(
                        ORIGINAL_ENABLE,
                        BOOL,
                        "false",
                        "Whether CSE Mesher's metrics are at servicecomb.metrics.apiPath too."),
                effective(
                        ORIGINAL_PATH,
                        "path",
                        "/metrics",
                        "The path of CSE Mesher's metrics. At /metrics they come before Mesher's own, in one answer. A path that the"
                                + " admin port already uses stays as it is."),
                effective(
                        ORIGINAL_FLUSH,
                        "duration, 1s to 10m",
                        "10s",
                        "The period that CSE Mesher's circuit metrics (Consumer_…, Provider_…) cover."));
    }
}
