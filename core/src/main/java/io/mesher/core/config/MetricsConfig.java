package io.mesher.core.config;

import java.time.Duration;

/**
 * What is counted of requests ({@code mesher.metrics…}, {@code servicecomb.metrics…}).
 *
 * @param enabled whether requests are counted for {@code /metrics}; CSE Mesher's metrics always are
 * @param sources whether incoming requests are counted by who calls
 * @param maxSeries different sets of labels of requests; more are counted under {@code other}
 * @param expiry after which a set of labels that nobody used is forgotten
 * @param originalPath where CSE Mesher's metrics are served too; empty: nowhere else
 * @param flush how long the time is that CSE Mesher's gauges tell of
 */
public record MetricsConfig(
        boolean enabled, boolean sources, int maxSeries, Duration expiry, String originalPath, Duration flush) {
    public static final MetricsConfig DEFAULT =
            new MetricsConfig(true, true, 1000, Duration.ofHours(1), "", Duration.ofSeconds(10));
}
