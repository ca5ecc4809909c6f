package io.mesher.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.MetricsConfig;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.core.telemetry.LoopCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsPagesTest {
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final List<Runnable> later = new ArrayList<>();

    private MetricsPages pages(boolean own, String originalPath) {
        LoopCounters counters = new LoopCounters();
        counters.of("server").record(200, 1_000_000);
        MetricsConfig config =
                new MetricsConfig(own, true, 100, Duration.ofHours(1), originalPath, Duration.ofSeconds(10));
        return new MetricsPages(config, new MetricsSources() {
            @Override
            public CompatPage original() {
                return new CompatPage(
                        new ServiceIdentity("client", "default", "", ""),
                        Map.of("zone", "a", "9 x", "b"),
                        Instant.EPOCH,
                        List.of(counters),
                        Duration.ofSeconds(10),
                        (_, action) -> later.add(action));
            }

            @Override
            public OwnPage own() {
                return EveryFamily.page();
            }
        });
    }

    @Test
    void theTwoPagesAreApart() {
        MetricsPages pages = pages(true, "");

        assertThat(pages.original().body()).contains("\nrequests_total{").doesNotContain("mesher_requests_total");
        assertThat(pages.metrics("").body())
                .contains("\nmesher_requests_total{")
                .doesNotContain("\nrequests_total{", "\ngo_");
        assertThat(pages.metrics(OPEN_METRICS).body()).endsWith("# EOF\n");
        assertThat(pages.originalPath()).isEmpty();
    }

    @Test
    void whereBothWereToBeTheyAreBothInTheFormatThatTheOriginalHas() {
        MetricsPages pages = pages(true, "/metrics");
        Page page = pages.metrics(OPEN_METRICS);

        assertThat(page.contentType()).startsWith("text/plain");
        assertThat(PrometheusParser.parse(page.body())).containsKeys("requests_total", "mesher_requests_total");
        assertThat(pages.originalPath()).as("it is there already").isEmpty();
    }

    @Test
    void withoutOurOwnThereIsTheOriginalsOrNothing() {
        assertThat(pages(false, "").hasMetrics()).isFalse();
        assertThat(pages(false, "/prom").originalPath()).isEqualTo("/prom");
        MetricsPages pages = pages(false, "/metrics");
        assertThat(pages.hasMetrics()).isTrue();
        assertThat(pages.metrics(OPEN_METRICS).body())
                .contains("\nrequests_total{")
                .doesNotContain("mesher_");
    }

    @Test
    void nothingTicksBeforeTheFirstScrapeAndOneTimerBehindIt() {
        MetricsPages pages = pages(true, "");
        pages.metrics("");
        assertThat(later).isEmpty();
        pages.original();
        pages.original();
        assertThat(later).hasSize(1);
        later.getFirst().run();
        assertThat(later).as("goes on while somebody asks").hasSize(2);
    }

    @Test
    void circuitsHaveTheServicesPropertiesAsLabels() {
        assertThat(PrometheusParser.parse(pages(true, "").original().body())
                        .get("Consumer_attempts")
                        .samples()
                        .getFirst()
                        .labels())
                .containsEntry("zone", "a")
                .containsEntry("_9_x", "b")
                .containsEntry("self", "client")
                .containsEntry("target", "server");
    }
}
