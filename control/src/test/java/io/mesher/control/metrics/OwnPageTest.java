package io.mesher.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.control.metrics.PrometheusParser.Family;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnPageTest {
    private final Map<String, Family> families =
            PrometheusParser.parse(EveryFamily.page().page("").body());

    @Test
    void requestsHaveDirectionSourceDestinationStatusClassAndReason() {
        assertThat(families.get("mesher_requests_total").samples())
                .extracting(sample -> sample.labels() + " " + sample.value())
                .containsExactly(
                        "{direction=outgoing, source=client, destination=server, code_class=2xx, reason=} 1",
                        "{direction=outgoing, source=client, destination=server, code_class=5xx, reason=breaker.open} 1");
        assertThat(families.get("mesher_retries_total").samples())
                .extracting(sample -> sample.labels() + " " + sample.value())
                .containsExactly(
                        "{direction=outgoing, source=client, destination=server, reason=connect} 1",
                        "{direction=outgoing, source=client, destination=server, reason=reset} 0",
                        "{direction=outgoing, source=client, destination=server, reason=timeout} 0",
                        "{direction=outgoing, source=client, destination=server, reason=status} 0",
                        "{direction=outgoing, source=client, destination=server, reason=malformed} 0",
                        "{direction=outgoing, source=client, destination=server, reason=too_large} 0",
                        "{direction=outgoing, source=client, destination=server, reason=unsent} 0",
                        "{direction=outgoing, source=client, destination=server, reason=refused} 0",
                        "{direction=outgoing, source=client, destination=server, reason=full} 0");
    }

    @Test
    void timesAreCumulativeBucketsInSeconds() {
        assertThat(families.get("mesher_request_duration_seconds").samples().stream()
                        .filter(sample -> "2xx".equals(sample.labels().get("code_class")))
                        .map(sample -> sample.labels().getOrDefault("le", sample.name()) + " " + sample.value()))
                .containsExactly(
                        "0.001 0",
                        "0.0025 0",
                        "0.005 1",
                        "0.01 1",
                        "0.025 1",
                        "0.05 1",
                        "0.075 1",
                        "0.1 1",
                        "0.25 1",
                        "0.5 1",
                        "0.75 1",
                        "1.0 1",
                        "2.5 1",
                        "5.0 1",
                        "7.5 1",
                        "10.0 1",
                        "+Inf 1",
                        "mesher_request_duration_seconds_sum 0.003",
                        "mesher_request_duration_seconds_count 1");
    }

    @Test
    void servicesTellHowTheyStand() {
        Map<String, String> server = Map.of("destination", "server");
        Map<String, String> calls = Map.of("direction", "outgoing", "destination", "server");
        assertThat(families.get("mesher_instances").value(Map.of("destination", "server", "state", "available")))
                .isEqualTo("1");
        assertThat(families.get("mesher_breaker_state")
                        .value(Map.of("direction", "outgoing", "destination", "server", "state", "closed")))
                .isEqualTo("1");
        assertThat(families.get("mesher_breaker_state")
                        .value(Map.of("direction", "outgoing", "destination", "server", "state", "open")))
                .isEqualTo("0");
        assertThat(families.get("mesher_ejections_total").value(server)).isEqualTo("1");
        assertThat(families.get("mesher_isolation_in_flight").value(calls)).isEqualTo("0");
    }

    @Test
    void theApplicationHasBreakerAndIsolationToo() {
        Map<String, String> application = Map.of("direction", "incoming", "destination", "client");
        assertThat(families.get("mesher_isolation_in_flight").value(application))
                .isEqualTo("1");
        assertThat(families.get("mesher_breaker_opened_total").value(application))
                .isEqualTo("0");
        assertThat(families.get("mesher_breaker_state")
                        .value(Map.of("direction", "incoming", "destination", "client", "state", "closed")))
                .isEqualTo("1");
        assertThat(families.get("mesher_instances").samples())
                .extracting(sample -> sample.labels().get("destination"))
                .containsOnly("server");
    }

    @Test
    void whatIsUnderWayIsThereBeforeItEnds() {
        Map<String, String> outgoing = Map.of("direction", "outgoing");
        Map<String, String> incoming = Map.of("direction", "incoming");
        assertThat(families.get("mesher_requests_in_flight").value(outgoing)).isEqualTo("1");
        assertThat(families.get("mesher_tunnels").value(outgoing)).isEqualTo("1");
        assertThat(families.get("mesher_requests_in_flight").value(incoming)).isEqualTo("1");
        assertThat(families.get("mesher_tunnels").value(incoming)).isEqualTo("0");
        assertThat(families.get("mesher_ready").value(Map.of())).isEqualTo("1");
        assertThat(families.get("mesher_draining").value(Map.of())).isEqualTo("0");
    }

    @Test
    void checksOfTheApplicationTellByName() {
        Map<String, String> health = Map.of("check", "GET 127.0.0.1:8080/health");
        assertThat(families.get("mesher_local_health").value(Map.of("check", "127.0.0.1:8080")))
                .isEqualTo("1");
        assertThat(families.get("mesher_local_health").value(health))
                .as("all of that name")
                .isEqualTo("0");
        assertThat(families.get("mesher_local_health_rounds_total").samples())
                .extracting(sample -> sample.labels() + " " + sample.value())
                .contains(
                        "{check=GET 127.0.0.1:8080/health, result=good} 9",
                        "{check=GET 127.0.0.1:8080/health, result=failed} 5");
    }

    @Test
    void whatAnotherProcessHostsIsntTold() {
        PrometheusText text = new PrometheusText();
        new HostedRegistryFamily(() -> null).write(text);

        assertThat(PrometheusParser.parse(text.end())).containsOnlyKeys("mesher_hosted_registry");
        assertThat(families.get("mesher_hosted_registry").value(Map.of())).isEqualTo("1");
        assertThat(families.get("mesher_hosted_registry_watchers").value(Map.of()))
                .isEqualTo("4");
    }

    @Test
    void loopsTellTheirLagAndLoad() {
        assertThat(families.get("mesher_event_loop_lag_seconds").samples())
                .extracting(PrometheusParser.Sample::value)
                .containsExactly("1", "3", "6", "0.0015", "6");
        assertThat(families.get("mesher_event_loop_timer_delay_seconds").samples())
                .extracting(PrometheusParser.Sample::value)
                .containsExactly("2", "3", "3", "0.1002", "3");
        assertThat(families.get("mesher_event_loop_busy_seconds_total").value(Map.of("loop", "loop-0")))
                .isEqualTo("0.0015");
    }

    @Test
    void whatAsksForOpenMetricsGetsIt() {
        Page page = EveryFamily.page().page("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

        assertThat(page.contentType()).isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(page.body())
                .contains("# TYPE mesher_requests counter\nmesher_requests_total{")
                .endsWith("\n# EOF\n");
    }
}
