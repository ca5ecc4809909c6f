package io.mesher.app.config.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.core.config.MetricsConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsKeysTest {
    @TempDir
    private Path dir;

    private ConfigDir written(String text) throws IOException {
        return new ConfigDir(dir).named().file("mesher.yaml", text);
    }

    private MetricsConfig metrics(String text) throws IOException {
        return written(text).config().telemetry().metrics();
    }

    @Test
    void withoutKeysItIsTheDefault() throws IOException {
        assertThat(metrics("")).isEqualTo(MetricsConfig.DEFAULT);
    }

    @Test
    void ownKeysAreRead() throws IOException {
        assertThat(metrics("mesher: {metrics: {enabled: false, source: false, mostSeries: 20, expiry: 10m}}"))
                .isEqualTo(new MetricsConfig(false, false, 20, Duration.ofMinutes(10), "", Duration.ofSeconds(10)));
    }

    @Test
    void theOriginalsPathCountsOnceItIsSwitchedOn() throws IOException {
        assertThat(metrics("servicecomb: {metrics: {apiPath: /prom}}").originalPath())
                .isEmpty();
        assertThat(metrics("servicecomb: {metrics: {enable: true}}").originalPath())
                .isEqualTo("/metrics");
        MetricsConfig all = metrics("cse: {metrics: {enable: true, apiPath: /prom, flushInterval: 5s}}");
        assertThat(all.originalPath()).isEqualTo("/prom");
        assertThat(all.flush()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatIsWrongIsToldWithWhatWasExpected() throws IOException {
        assertThat(written("mesher: {metrics: {mostSeries: 1}}\nservicecomb: {metrics: {apiPath: 'a?b'}}")
                        .problems())
                .containsExactlyInAnyOrder(
                        "error: conf/mesher.yaml:1: mesher.metrics.mostSeries: 1 (expected: 2 to 100000)",
                        "error: conf/mesher.yaml:2: servicecomb.metrics.apiPath: a?b (expected: a path that begins with /,"
                                + " without a query, such as /metrics)");
    }
}
