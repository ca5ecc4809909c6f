package io.mesher.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.control.metrics.PrometheusParser.Family;
import io.mesher.control.metrics.PrometheusText.Kind;
import io.mesher.core.telemetry.metrics.Buckets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTextTest {
    @Test
    void writesAFamilyWithItsSamples() {
        String text = new PrometheusText()
                .family("requests_total", Kind.COUNTER, "All of them.")
                .sample("requests_total", 3, new Label("app", ""), new Label("service_name", "a"))
                .sample("requests_total", 0, new Label("app", "x"), new Label("service_name", "b"))
                .family("threads", Kind.GAUGE, "How many.")
                .sample("threads", -1)
                .toString();

        assertThat(text).isEqualTo("""
                # HELP requests_total All of them.
                # TYPE requests_total counter
                requests_total{app="",service_name="a"} 3
                requests_total{app="x",service_name="b"} 0
                # HELP threads How many.
                # TYPE threads gauge
                threads -1
                """);
    }

    @Test
    void escapesLabelValuesAndHelp() {
        String text = new PrometheusText()
                .family("m", Kind.GAUGE, "a\\b\nc\"d")
                .sample("m", 1, new Label("l", "a\\b\nc\"d"))
                .toString();

        // In a help text a quote stands for itself.
        assertThat(text).isEqualTo("""
                # HELP m a\\\\b\\nc"d
                # TYPE m gauge
                m{l="a\\\\b\\nc\\"d"} 1
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "\\", "\"", "\n", "\\n", "a\",b=\"c", "} 1\nm{l=\"x", "größe 服务", "# HELP m x", ","
            })
    void whatWasEscapedIsReadBack(String value) {
        String text = new PrometheusText()
                .family("m", Kind.GAUGE, "x" + value)
                .sample("m", 1, new Label("l", value), new Label("k", "after"))
                .toString();

        Family family = PrometheusParser.parse(text).get("m");

        assertThat(family.help()).isEqualTo("x" + value);
        assertThat(family.value(Map.of("l", value, "k", "after"))).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.000000001",
        "1500000000, 1.5",
        "2000000000, 2",
        "100000000000, 100",
        "1753000000123000000, 1753000000.123",
        "9223372036854775807, 9223372036.854775807"
    })
    void writesNanosecondsAsExactSeconds(long nanos, String seconds) {
        assertThat(new PrometheusText().seconds("s", nanos).toString()).isEqualTo("s " + seconds + "\n");
    }

    @Test
    void openMetricsNamesCountersWithoutTheirEndingAndEndsItself() {
        String text = new PrometheusText(Exposition.OPEN_METRICS)
                .family("requests_total", Kind.COUNTER, "All \"of\" them.")
                .sample("requests_total", 3)
                .family("status_4xx", Kind.GAUGE, "x")
                .sample("status_4xx", 1)
                .end();

        assertThat(text).isEqualTo("""
                # HELP requests All \\"of\\" them.
                # TYPE requests counter
                requests_total 3
                # HELP status_4xx x
                # TYPE status_4xx gauge
                status_4xx 1
                # EOF
                """);
    }

    @Test
    void writesAHistogramWhoseBucketsAddUp() {
        long[] sums = {1, 2, 3, 2_500_000_000L};
        String text = new PrometheusText()
                .family("t_seconds", Kind.HISTOGRAM, "Times.")
                .histogram("t_seconds", new Buckets(500_000_000, 1_000_000_000), sums, new Label("a", "b"))
                .end();

        assertThat(text).isEqualTo("""
                # HELP t_seconds Times.
                # TYPE t_seconds histogram
                t_seconds_bucket{a="b",le="0.5"} 1
                t_seconds_bucket{a="b",le="1.0"} 3
                t_seconds_bucket{a="b",le="+Inf"} 6
                t_seconds_sum{a="b"} 2.5
                t_seconds_count{a="b"} 6
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/openmetrics-text;version=1.0.0,text/plain;q=0.5 | OPEN_METRICS",
                "Application/OpenMetrics-Text | OPEN_METRICS",
                "text/plain | TEXT",
                "*/* | TEXT",
                "'' | TEXT"
            })
    void theFormatIsTheOneThatIsAskedFor(String accept, Exposition format) {
        assertThat(Exposition.of(accept)).isEqualTo(format);
    }
}
