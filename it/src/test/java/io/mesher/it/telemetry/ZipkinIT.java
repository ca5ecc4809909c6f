package io.mesher.it.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.control.export.SpanExporter;
import io.mesher.control.export.SpanSource;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.config.TracingConfig.Protocol;
import io.mesher.core.telemetry.trace.Attribute;
import io.mesher.core.telemetry.trace.Span;
import io.mesher.core.telemetry.trace.Span.Kind;
import io.mesher.core.telemetry.trace.SpanQueue;
import io.mesher.net.client.CallerSettings;
import io.mesher.net.client.PooledCaller;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.NameResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Spans by way of a real Zipkin. */
@Tag("scenario")
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class ZipkinIT {
    private static final long HIGH = 0x0af7651916cd43ddL;

    private final List<Throwable> defects = new CopyOnWriteArrayList<>();
    private final SpanQueue queue = new SpanQueue(2048);
    private final EventLoop loop = new EventLoop("control", defects::add);
    private final NameResolver resolver = new NameResolver();
    private ZipkinServer zipkin;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        zipkin = ZipkinServer.start(folder);
        loop.start();
    }

    @AfterAll
    void stop() {
        loop.close();
        resolver.close();
        zipkin.close();
    }

    @AfterEach
    void noDefects() {
        assertThat(defects).isEmpty();
    }

    private SpanExporter exporter(String service, String path) {
        SpanSource source =
                new SpanSource(service, "1.0.0", "shop", "", "1", "host", "0.1.0", Map.of(), "127.0.0.1", 30101);
        TracingConfig.Exporter config = new TracingConfig.Exporter(
                Protocol.ZIPKIN,
                "127.0.0.1",
                zipkin.port(),
                path,
                service,
                512,
                Duration.ofMillis(50),
                Duration.ofSeconds(10),
                2048,
                true,
                TracingConfig.SecretFields.NONE,
                Map.of());
        SpanExporter exporter =
                new SpanExporter(loop, new PooledCaller(loop, resolver, CallerSettings.DEFAULT), queue, config, source);
        exporter.start();
        return exporter;
    }

    /** Begun now, as Zipkin expects it. */
    private static Span span(long trace, long id, long parent, Kind kind, String error, Attribute... attributes) {
        long now = System.currentTimeMillis() * 1000;
        return new Span(HIGH, trace, id, parent, kind, "GET", now, 1_500_999, error, List.of(attributes), false);
    }

    private static String hex(long trace) {
        return HexFormat.of().toHexDigits(HIGH) + HexFormat.of().toHexDigits(trace);
    }

    private static ZipkinSpan byId(List<ZipkinSpan> spans, long id) {
        String hex = HexFormat.of().toHexDigits(id);
        return spans.stream().filter(span -> span.id().equals(hex)).findFirst().orElseThrow();
    }

    @Test
    void oneTraceOfAnOutgoingRequestWithTwoAttempts() {
        long trace = 0x1001;
        try (SpanExporter exporter = exporter("client", "/api/v2/spans")) {
            queue.offer(span(
                    trace,
                    1,
                    0,
                    Kind.CLIENT,
                    "",
                    Attribute.of("http.request.method", "GET"),
                    Attribute.of("server.address", "server1"),
                    Attribute.of("http.response.status_code", 200),
                    Attribute.of("url.full", "http://server1/a?b=\"ü\u0001\"")));
            queue.offer(span(
                    trace,
                    2,
                    1,
                    Kind.CLIENT,
                    "connect.failed",
                    Attribute.of("network.peer.address", "10.0.0.9"),
                    Attribute.of("network.peer.port", 8080)));
            queue.offer(span(trace, -3, 1, Kind.CLIENT, "", Attribute.of("network.peer.address", "fd00::9")));
            await().until(() -> zipkin.trace(hex(trace)).size() == 3);
            assertThat(exporter.counts().exported()).isEqualTo(3);
            assertThat(exporter.counts().failedPosts()).isZero();
        }
        List<ZipkinSpan> spans = zipkin.trace(hex(trace));
        assertThat(spans)
                .allMatch(span -> span.service().equals("client") && span.kind().equals("CLIENT"));
        ZipkinSpan root = byId(spans, 1);
        assertThat(root.traceId()).isEqualTo(hex(trace));
        assertThat(root.parentId()).isEmpty();
        assertThat(root.name()).isEqualTo("get");
        assertThat(root.remote()).isEqualTo("server1");
        assertThat(root.durationMicros()).isEqualTo(1500);
        assertThat(root.tags())
                .isEqualTo(Map.of(
                        "http.request.method",
                        "GET",
                        "server.address",
                        "server1",
                        "http.response.status_code",
                        "200",
                        "url.full",
                        "http://server1/a?b=\"ü\u0001\""));
        assertThat(byId(spans, 2).parentId()).isEqualTo("0000000000000001");
        assertThat(byId(spans, 2).tags()).containsEntry("error", "connect.failed");
        assertThat(byId(spans, -3).parentId()).isEqualTo("0000000000000001");
    }

    @Test
    void manySpansArriveWithoutALossAndTheLastOnesAtTheEnd() throws InterruptedException {
        long trace = 0x1002;
        try (SpanExporter exporter = exporter("server1", "/api/v2/spans")) {
            for (int i = 1; i <= 1500; i++) {
                queue.offer(span(trace, i, i / 2, Kind.SERVER, ""));
            }
            CountDownLatch done = new CountDownLatch(1);
            await().until(() -> exporter.counts().exported() >= 1024);
            exporter.flush(done::countDown);
            assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();
            assertThat(exporter.counts().exported()).isEqualTo(1500);
            await().until(() -> zipkin.trace(hex(trace)).size() == 1500);
        }
        assertThat(zipkin.ask("/api/v2/services")).contains("\"server1\"");
    }

    @Test
    void aWrongPathIsRefusedAndCounted() {
        try (SpanExporter exporter = exporter("client", "/nowhere")) {
            queue.offer(span(0x1003, 1, 0, Kind.SERVER, ""));
            await().until(() -> exporter.counts().failed() == 1);
            assertThat(exporter.counts().failedPosts()).isEqualTo(1);
        }
        assertThat(zipkin.trace(hex(0x1003))).isEmpty();
    }
}
