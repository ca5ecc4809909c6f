package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.ServicePort;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.metrics.LoopMetrics;
import io.mesher.core.telemetry.metrics.SeriesTable;
import io.mesher.proxy.record.MetricsRecorder;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By which callers incoming requests are counted: by their own word, or by the address from which they call. */
class SourceMetricsTest {
    private final SeriesTable table = new SeriesTable(1, 4, Long.MAX_VALUE, 0);

    private List<String> sources(boolean counted, String... callers) {
        LoopMetrics metrics = new LoopMetrics(table, 0);
        try (ExchangeFixture fixture = new ExchangeFixture(
                1,
                InetAddress.ofLiteral("127.0.0.1"),
                Direction.INCOMING,
                IncomingPipeline.filters(
                        ExchangeFixture.SETTINGS, List.of(new ServicePort("rest", "", 8080)), Map.of(), null),
                new MetricsRecorder(metrics, counted))) {
            for (String caller : callers) {
                fixture.request(
                        "GET /a HTTP/1.1",
                        "Host: client",
                        "x-cse-context: {\"x-cse-src-microservice\":\"" + caller + "\"}");
                fixture.connectFails();
            }
        }
        return table.counts().stream()
                .map(counts -> counts.key().source() + " > " + counts.key().destination())
                .toList();
    }

    @Test
    void theyAreCountedByTheirWord() {
        assertThat(sources(true, "web", "shop")).containsExactly("shop > client", "web > client");
    }

    @Test
    void oneThatTakesAWordOfOursCountsAsOneThatDoesNotSay() {
        assertThat(sources(true, "other", "unknown")).containsExactly(" > client");
    }

    @Test
    void thoseThatFindNoRoomAreOthers() {
        assertThat(sources(true, "a", "b", "c", "d")).containsExactly("a > client", "b > client", "other > other");
    }

    @Test
    void switchedOffNobodyIs() {
        assertThat(sources(false, "a", "b", "c", "d")).containsExactly(" > client");
    }

    private List<String> sourceAt(String peer, String... fields) {
        try (ExchangeFixture fixture = new ExchangeFixture(
                1,
                InetAddress.ofLiteral(peer),
                Direction.INCOMING,
                IncomingPipeline.filters(
                        ExchangeFixture.SETTINGS, List.of(new ServicePort("rest", "", 8080)), Map.of(), null),
                address -> "order at " + address,
                new MetricsRecorder(new LoopMetrics(table, 0), true))) {
            List<String> lines = new ArrayList<>(List.of("GET /a HTTP/1.1", "Host: client"));
            lines.addAll(List.of(fields));
            fixture.request(lines.toArray(String[]::new));
            fixture.connectFails();
        }
        return table.counts().stream().map(counts -> counts.key().source()).toList();
    }

    @Test
    void oneThatDoesNotSayIsKnownByItsAddress() {
        assertThat(sourceAt("10.0.0.5")).containsExactly("order at 10.0.0.5");
    }

    @Test
    void oneWhoseContextNamesNobodyIsKnownByItsAddress() {
        assertThat(sourceAt("2001:db8::1", "x-cse-context: {\"other\":\"1\"}"))
                .containsExactly("order at 2001:db8:0:0:0:0:0:1");
    }

    @Test
    void itsOwnWordCountsMoreThanItsAddress() {
        assertThat(sourceAt("10.0.0.5", "x-cse-context: {\"x-cse-src-microservice\":\"web\"}"))
                .containsExactly("web");
    }

    @Test
    void springCloudHuaweisWordCountsWhereThereIsNoOther() {
        String context =
                "x-invocation-context: %7B%22x-instance-id%22%3A%22i%22%2C%22x-microservice-name%22%3A%22web%22%7D";
        assertThat(sourceAt("10.0.0.5", context)).containsExactly("web");
        assertThat(sourceAt("10.0.0.5", context, "x-cse-context: {\"x-cse-src-microservice\":\"own\"}"))
                .contains("own");
    }

    @Test
    void whatIsNoNameThereIsNobody() {
        assertThat(sourceAt("127.0.0.1", "x-invocation-context: %7B%22x-microservice-name%22%3A%22a+b%22%7D"))
                .containsExactly("");
    }

    @Test
    void aLoopbackAddressIsNobodys() {
        assertThat(sourceAt("127.0.0.1")).containsExactly("");
    }
}
