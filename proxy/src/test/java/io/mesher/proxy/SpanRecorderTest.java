package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.base.retry.BackoffPolicy;
import io.mesher.core.config.RetryPolicy;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.telemetry.trace.Attribute;
import io.mesher.core.telemetry.trace.Span;
import io.mesher.core.telemetry.trace.SpanQueue;
import io.mesher.proxy.filter.Trace;
import io.mesher.proxy.record.SpanRecorder;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which spans a request leaves, and what they say (OpenTelemetry's semantic conventions for HTTP). */
class SpanRecorderTest {
    static final TracingConfig.Exporter EXPORTER = new TracingConfig.Exporter(
            TracingConfig.Protocol.ZIPKIN,
            "127.0.0.1",
            9411,
            "/api/v2/spans",
            "client",
            512,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            2048,
            false,
            TracingConfig.SecretFields.NONE,
            Map.of());
    private static final String TRACEPARENT = "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-";

    private final SpanQueue queue = new SpanQueue(100);
    private ExchangeFixture fixture;

    private void with(double ratio, boolean keepErrors) {
        with(ratio, keepErrors, true);
    }

    private void with(double ratio, boolean keepErrors, boolean query) {
        List<Filter> filters = new ArrayList<>(OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null));
        filters.set(0, new Trace(new TracingConfig(true, ratio, keepErrors, query, EXPORTER)));
        fixture = new ExchangeFixture(
                2, InetAddress.ofLiteral("127.0.0.1"), filters, new SpanRecorder(queue, keepErrors, query));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        for (Span span; (span = queue.poll()) != null; ) {
            spans.add(span);
        }
        return spans;
    }

    private static List<String> said(Span span) {
        return span.attributes().stream().map(SpanRecorderTest::said).toList();
    }

    private static String said(Attribute attribute) {
        return attribute.key() + "=" + (attribute.text() == null ? attribute.number() : attribute.text());
    }

    private void getOk(String... lines) {
        List<String> request = new ArrayList<>(List.of("GET http://server:8080/a?b=c HTTP/1.1", "Host: server:8080"));
        request.addAll(List.of(lines));
        fixture.request(request.toArray(String[]::new));
        fixture.connection();
        fixture.responds(200);
        fixture.ends();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b3: d", "X-B3-Flags: 1"})
    void whatACallerWantsKeptIsToldSo(String field) {
        with(0, false);
        getOk(field);
        assertThat(spans()).hasSize(2).allMatch(Span::debug);
        getOk(TRACEPARENT + "01");
        assertThat(spans()).hasSize(2).noneMatch(Span::debug);
    }

    @Test
    void aSampledRequestLeavesASpanAndOneOfItsAttempt() {
        with(0, false);
        getOk(TRACEPARENT + "01", "User-Agent: curl/8");
        List<Span> spans = spans();
        assertThat(spans).hasSize(2);
        Span request = spans.getFirst();
        Span attempt = spans.getLast();
        assertThat(request.kind()).isEqualTo(Span.Kind.CLIENT);
        assertThat(request.name()).isEqualTo("GET");
        assertThat(request.parentId()).isEqualTo(0x00f067aa0ba902b7L);
        assertThat(request.traceHigh()).isEqualTo(0x4bf92f3577b34da6L);
        assertThat(request.error()).isEmpty();
        assertThat(attempt.parentId()).isEqualTo(request.id());
        assertThat(attempt.traceLow()).isEqualTo(request.traceLow()).isEqualTo(0xa3ce929d0e0e4736L);
        assertThat(said(request))
                .contains(
                        "http.request.method=GET",
                        "url.full=http://server:8080/a?b=c",
                        "server.address=server",
                        "server.port=8080",
                        "network.protocol.version=1.1",
                        "user_agent.original=curl/8",
                        "http.response.status_code=200",
                        "mesher.destination=server",
                        "http.response.body.size=0")
                .noneMatch(text -> text.startsWith("error.type"));
        assertThat(said(attempt))
                .containsExactly(
                        "network.peer.address=10.0.0.1",
                        "network.peer.port=80",
                        "mesher.instance=10.0.0.1:80",
                        "http.response.status_code=200");
    }

    @Test
    void theQueryIsLeftOutWhereThatIsAskedFor() {
        with(1, false, false);
        getOk();
        assertThat(said(spans().getFirst())).contains("url.full=http://server:8080/a");
    }

    @Test
    void signaturesInAQueryAreNeverTold() {
        with(1, false);
        fixture.request("GET http://server/a?b=c&sig=secret&d HTTP/1.1", "Host: server");
        fixture.connection();
        fixture.responds(200);
        fixture.ends();
        assertThat(said(spans().getFirst())).contains("url.full=http://server/a?b=c&sig=REDACTED&d");
    }

    @Test
    void theInstanceIsToldOfTheAttemptAsItsParent() {
        with(0, false);
        fixture.request("GET http://server/a HTTP/1.1", "Host: server", TRACEPARENT + "01");
        fixture.connection();
        String lines = fixture.upstream().lines();
        fixture.responds(200);
        fixture.ends();
        assertThat(lines)
                .contains("traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-"
                        + Long.toHexString(spans().getLast().id()) + "-01\r\n");
    }

    @Test
    void everyAttemptHasASpanWithWhyItFailed() {
        with(1, false);
        fixture.get();
        fixture.connectFails();
        fixture.connection();
        fixture.responds(503);
        fixture.ends();
        List<Span> spans = spans();
        assertThat(spans).extracting(Span::error).containsExactly("503", "connect.failed", "503");
        assertThat(said(spans.get(2))).contains("http.request.resend_count=1");
    }

    @Test
    void attemptsWithoutASpanAreCounted() {
        with(1, false);
        Policies policies = new Policies();
        policies.retry = new RetryPolicy(RetryPolicy.Mode.ON, 0, 10, BackoffPolicy.DEFAULT);
        fixture.governance = policies.config();
        fixture.get();
        for (int i = 0; i < 10; i++) {
            fixture.connectFails();
        }
        fixture.connection();
        fixture.responds(200);
        fixture.ends();
        List<Span> spans = spans();
        assertThat(spans).hasSize(1 + ExchangeRecord.MAX_NOTED);
        assertThat(said(spans.getFirst())).contains("mesher.attempts=11", "mesher.attempts.without_span=3");
        assertThat(said(spans.get(7))).contains("http.request.resend_count=6");
        assertThat(said(spans.getLast())).contains("http.request.resend_count=10", "http.response.status_code=200");
    }

    @Test
    void anAttemptWhoseResponseBrokeOffHasFailed() {
        with(1, false);
        fixture.get();
        fixture.connection();
        fixture.responds(200);
        fixture.closes();
        assertThat(spans().getLast().error()).isEqualTo("upstream.closed");
    }

    @Test
    void timesAreThoseOfTheWallClock() {
        with(1, false);
        long before = micros(Instant.now());
        fixture.get();
        fixture.connection();
        fixture.responds(200);
        fixture.ends();
        Span request = spans().getFirst();
        // The loop of the test stands still, so its clock may be a test's length behind.
        assertThat(request.startMicros()).isBetween(before - 60_000_000, micros(Instant.now()));
        assertThat(request.durationNanos()).isZero();
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    @Test
    void whatIsNotSampledLeavesNothing() {
        with(1, false);
        getOk(TRACEPARENT + "00");
        assertThat(spans()).isEmpty();
    }

    @Test
    void errorsAreKeptWhereThatIsAskedFor() {
        with(0, true);
        getOk();
        assertThat(spans()).isEmpty();
        fixture.request("GET http://nobody/a HTTP/1.1", "Host: nobody");
        List<Span> spans = spans();
        assertThat(spans).hasSize(1);
        assertThat(spans.getFirst().error()).isEqualTo("service.unknown");
        assertThat(said(spans.getFirst())).contains("error.type=service.unknown", "http.response.status_code=404");
    }

    @Test
    void aFullQueueDropsAndCounts() {
        SpanQueue small = new SpanQueue(1);
        Span span = new Span(1, 2, 3, 0, Span.Kind.SERVER, "GET", 0, 0, "", List.of(), false);
        small.offer(span);
        small.offer(span);
        assertThat(small.dropped()).isEqualTo(1);
        assertThat(small.size()).isEqualTo(1);
        assertThat(small.poll()).isSameAs(span);
        assertThat(small.poll()).isNull();
        small.offer(span);
        assertThat(small.size()).isEqualTo(1);
        with(0, false);
    }
}
