package io.mesher.it.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.it.component.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The demo's calls in a real Zipkin: one trace through client, server1 and server2. */
@Tag("scenario")
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class TracingIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern TRACE_ID = Pattern.compile("\"traceId\":\"([0-9a-f]{32})\"");
    /** Four sides of Meshers, and an attempt of each. */
    private static final int SPANS = 8;

    private static final String W3C = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SILENT = "4bf92f3577b34da6a3ce929d0e0e4737";
    private static final String LATER = "4bf92f3577b34da6a3ce929d0e0e4738";
    private static final String B3 = "80f198ee56343ba864fe8b2a57d3eff7";
    private static final Set<String> OTHERS = Set.of(W3C, SILENT, LATER, B3);

    private ZipkinServer zipkin;
    private RunningDemo demo;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        zipkin = ZipkinServer.start(folder);
        demo = RunningDemo.start(folder, "--zipkin", "http://127.0.0.1:" + zipkin.port());
    }

    @AfterAll
    void stop() {
        zipkin.close();
        demo.close();
    }

    private List<ZipkinSpan> awaitTrace(String id, int spans) {
        await().atMost(PATIENCE).until(() -> zipkin.trace(id).size() >= spans);
        return zipkin.trace(id);
    }

    /** The one span whose parent that is, and which is of this service and kind. */
    private static ZipkinSpan below(List<ZipkinSpan> trace, String parent, String service, String kind) {
        List<ZipkinSpan> found =
                trace.stream().filter(span -> span.parentId().equals(parent)).toList();
        assertThat(found).as("below \"%s\" in %s", parent, trace).hasSize(1);
        assertThat(found.getFirst().service()).isEqualTo(service);
        assertThat(found.getFirst().kind()).isEqualTo(kind);
        return found.getFirst();
    }

    /** The attempt of a request, which says where it went. */
    private static ZipkinSpan attempt(List<ZipkinSpan> trace, ZipkinSpan request, String peer) {
        ZipkinSpan attempt = below(trace, request.id(), request.service(), "CLIENT");
        assertThat(attempt.tags())
                .containsEntry("network.peer.address", peer)
                .containsEntry("http.response.status_code", "200")
                .doesNotContainKey("error");
        assertThat(attempt.durationMicros()).isLessThanOrEqualTo(request.durationMicros());
        return attempt;
    }

    /** From top to bottom, as the call went. */
    private static void assertChain(List<ZipkinSpan> trace, String callersSpan) {
        assertThat(trace).hasSize(SPANS).extracting(ZipkinSpan::id).doesNotHaveDuplicates();
        assertThat(trace).allMatch(span -> span.name().equals("get") && span.durationMicros() > 0);

        ZipkinSpan client = below(trace, callersSpan, "client", "CLIENT");
        assertThat(client.remote()).isEqualTo("server1");
        assertThat(client.tags())
                .containsEntry("url.full", "http://server1/hello")
                .containsEntry("mesher.destination", "server1");
        ZipkinSpan toServer1 = attempt(trace, client, "127.0.0.2");

        ZipkinSpan server1 = below(trace, toServer1.id(), "server1", "SERVER");
        assertThat(server1.remote()).isEqualTo("client");
        assertThat(server1.tags()).containsEntry("url.path", "/hello").containsEntry("mesher.source", "client");
        ZipkinSpan toApplication1 = attempt(trace, server1, "127.0.0.1");

        ZipkinSpan onward = below(trace, toApplication1.id(), "server1", "CLIENT");
        assertThat(onward.remote()).isEqualTo("server2");
        assertThat(onward.tags()).containsEntry("url.full", "http://server2/hello");
        ZipkinSpan toServer2 = attempt(trace, onward, "127.0.0.3");

        ZipkinSpan server2 = below(trace, toServer2.id(), "server2", "SERVER");
        assertThat(server2.remote()).isEqualTo("server1");
        attempt(trace, server2, "127.0.0.1");
    }

    /** Of the calls of the demo's own client: those of other tests go on with a trace of their own. */
    private List<String> clientsTraces() {
        return TRACE_ID.matcher(zipkin.ask("/api/v2/traces?serviceName=server2&limit=100"))
                .results()
                .map(found -> found.group(1))
                .filter(id -> !OTHERS.contains(id))
                .distinct()
                .toList();
    }

    @Test
    void aCallThroughAllThreeIsOneTrace() {
        await().atMost(PATIENCE).until(() -> !clientsTraces().isEmpty());
        String id = clientsTraces().getFirst();

        assertChain(awaitTrace(id, SPANS), "");
        assertThat(zipkin.ask("/api/v2/services")).isEqualTo("[\"client\",\"server1\",\"server2\"]");
    }

    @Test
    void aCallersTraceGoesOnThroughAllThree() throws IOException {
        assertThat(demo.get("http://server1/hello", "traceparent: 00-" + W3C + "-00f067aa0ba902b7-01")
                        .status())
                .isEqualTo(200);

        assertChain(awaitTrace(W3C, SPANS), "00f067aa0ba902b7");
    }

    @Test
    void aTraceOfB3GoesOnToo() throws IOException {
        assertThat(demo.get("http://server1/hello", "b3: " + B3 + "-e457b5a2e4d86bd1-1")
                        .status())
                .isEqualTo(200);

        assertChain(awaitTrace(B3, SPANS), "e457b5a2e4d86bd1");
    }

    @Test
    void whatACallerDidntWantIsNowhere() throws IOException {
        demo.get("http://server1/hello", "traceparent: 00-" + SILENT + "-00f067aa0ba902b7-00");
        demo.get("http://server1/hello", "traceparent: 00-" + LATER + "-00f067aa0ba902b7-01");

        awaitTrace(LATER, SPANS);
        assertThat(zipkin.trace(SILENT)).isEmpty();
    }

    @Test
    void aRefusedCallIsASpanWithItsReasonAndFoundByItsRequestId() throws IOException {
        Message refused = demo.get("http://nobody/x");
        assertThat(refused.status()).isEqualTo(404);
        String id = refused.value("X-Request-Id");
        assertThat(id).matches("[0-9a-f]{32}");

        List<ZipkinSpan> trace = awaitTrace(id, 1);

        assertThat(trace).hasSize(1);
        ZipkinSpan span = trace.getFirst();
        assertThat(span.parentId()).isEmpty();
        assertThat(span.service()).isEqualTo("client");
        assertThat(span.kind()).isEqualTo("CLIENT");
        assertThat(span.remote()).isEqualTo("nobody");
        assertThat(span.tags())
                .containsEntry("error", "service.unknown")
                .containsEntry("error.type", "service.unknown")
                .containsEntry("http.response.status_code", "404")
                .containsEntry("mesher.attempts", "0");
    }
}
