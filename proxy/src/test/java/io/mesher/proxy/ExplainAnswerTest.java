package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.ExplainConfig;
import io.mesher.core.config.TrustedPeers;
import io.mesher.core.telemetry.explain.Decision;
import io.mesher.core.telemetry.explain.DecisionText;
import io.mesher.proxy.filter.Explain;
import io.mesher.proxy.record.DecisionRecorder;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a response says of the request's way, and what is kept of its picks. */
class ExplainAnswerTest {
    private final List<DecisionLogs> logs = new ArrayList<>();

    private ExchangeFixture fixture(String peer) {
        List<Filter> filters = new ArrayList<>();
        filters.add(
                new FilterOf(exchange -> new Explain(logs.getFirst(), TrustedPeers.LOOPBACK_ONLY).onRequest(exchange)));
        filters.addAll(OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null));
        ExchangeFixture made = new ExchangeFixture(
                2,
                InetAddress.ofLiteral(peer),
                filters,
                new RecorderOf(exchange -> new DecisionRecorder(
                                logs.getFirst().of(exchange.context().loop()), true)
                        .onEnd(exchange)));
        logs.add(new DecisionLogs(List.of(made.context.loop()), ExplainConfig.DEFAULT));
        return made;
    }

    private static void ask(ExchangeFixture fixture, String value) {
        fixture.request("GET http://server/a HTTP/1.1", "Host: server", "X-Mesher-Explain: " + value);
        fixture.connectFails();
        fixture.connection();
        fixture.responds(200);
    }

    @Test
    void tellsATrustedCallerThatAsks() {
        try (ExchangeFixture fixture = fixture("127.0.0.1")) {
            ask(fixture, "1");

            assertThat(fixture.caller.lastLines())
                    .contains(
                            "\r\nX-Mesher-Explain: destination=server; subset=\"the latest version\";"
                                    + " gate=\"breaker and isolation passed\"; pick=\"all 2 eligible\";"
                                    + " attempt=10.0.0.1:80 \"no connection to it\" 0ms;"
                                    + " pick=\"1 of 2 eligible (1 tried already)\"; attempt=10.0.0.2:80 200 0ms new; lookup=0ms;")
                    .endsWith("\r\n");
        }
    }

    @Test
    void tellsNobodyElse() {
        try (ExchangeFixture fixture = fixture("10.9.9.9")) {
            ask(fixture, "1");
            assertThat(fixture.caller.lastLines()).doesNotContain("X-Mesher-Explain");
        }
        try (ExchangeFixture fixture = fixture("127.0.0.1")) {
            logs.removeFirst();
            ask(fixture, "0");
            assertThat(fixture.caller.lastLines()).doesNotContain("X-Mesher-Explain");
        }
    }

    @Test
    void tellsItInMeshersOwnAnswersToo() {
        try (ExchangeFixture fixture = fixture("127.0.0.1")) {
            fixture.request("GET http://nobody/a HTTP/1.1", "Host: nobody", "X-Mesher-Explain: 1");

            String fields = fixture.caller.lastAnswer().fields().toString();
            assertThat(fields).contains("\r\nX-Mesher-Explain: destination=none; code=service.unknown; lookup=0ms;");
        }
    }

    @Test
    void keepsWhyInstancesWerePassedOver() {
        try (ExchangeFixture fixture = fixture("127.0.0.1")) {
            ask(fixture, "0");
            fixture.ends();
            List<Decision> kept = new ArrayList<>();
            logs.getFirst().of(fixture.context.loop()).copy(_ -> true, 1, kept);

            assertThat(DecisionText.of(kept.getFirst())).contains("""
                              pick: all 2 eligible
                              attempt 1: 10.0.0.1:80: no connection to it, 0 ms
                              pick: 1 of 2 eligible (1 tried already)
                                10.0.0.1:80: tried already
                              attempt 2: 10.0.0.2:80""".indent(2).stripTrailing());
        }
    }
}
