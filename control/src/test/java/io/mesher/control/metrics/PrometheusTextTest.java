package io.mesher.control.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.control.admin.PrometheusParser.Family;
import io.mesher.control.admin.PrometheusText.Kind;
import io.mesher.control.admin.PrometheusText.Label;
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
}
