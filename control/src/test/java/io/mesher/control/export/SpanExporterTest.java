package io.mesher.control.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.base.retry.BackoffPolicy;
import io.mesher.core.config.TracingConfig.Exporter;
import io.mesher.core.config.TracingConfig.Protocol;
import io.mesher.core.config.TracingConfig.SecretFields;
import io.mesher.core.telemetry.trace.Attribute;
import io.mesher.core.telemetry.trace.Span;
import io.mesher.core.telemetry.trace.SpanQueue;
import io.mesher.net.client.CallerSettings;
import io.mesher.net.client.PooledCaller;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.NameResolver;
import io.mesher.testkit.KeptLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spans on their way to collectors of every kind of behaviour. */
class SpanExporterTest {
    private static final Duration INTERVAL = Duration.ofMillis(20);
    private static final int BATCH = 4;

    private static final BackoffPolicy QUICK =
            new BackoffPolicy(BackoffPolicy.Kind.EXPONENTIAL, Duration.ofMillis(20), Duration.ofMillis(40));

    private final List<Throwable> defects = new CopyOnWriteArrayList<>();
    private final EventLoop loop = new EventLoop("control", defects::add);
    private final NameResolver resolver = new NameResolver();
    private final CallerSettings settings =
            new CallerSettings(1, 1, Duration.ofSeconds(2), Duration.ofSeconds(20), 1000, 8192);
    private final PooledCaller caller = new PooledCaller(loop, resolver, settings);
    private Duration timeout = Duration.ofMinutes(5);
    private SpanQueue queue = new SpanQueue(100);
    private final KeptLog log = new KeptLog();
    private Duration quiet = Duration.ofMinutes(1);
    private boolean gzip;
    private SecretFields fields = SecretFields.NONE;
    private FakeCollector collector;
    private SpanExporter exporter;

    @AfterEach
    void close() {
        exporter.close();
        loop.close();
        resolver.close();
        collector.close();
        assertThat(defects).isEmpty();
    }

    private void collector(IntFunction<String> answers) {
        collector = new FakeCollector(answers);
    }

    private void export(Protocol protocol, Duration interval, BackoffPolicy backoff) {
        Exporter config = new Exporter(
                protocol,
                "127.0.0.1",
                collector.port(),
                "/spans?x=1",
                "orders",
                BATCH,
                interval,
                timeout,
                100,
                gzip,
                fields,
                Map.of());
        exporter = new SpanExporter(
                loop,
                caller,
                queue,
                config,
                Spans.SOURCE,
                backoff,
                new ExportLog(log, "http://zipkin", quiet.toNanos()));
        loop.start();
        exporter.start();
    }

    private void export(Protocol protocol) {
        export(protocol, INTERVAL, QUICK);
    }

    private void offer(int spans) {
        for (int i = 1; i <= spans; i++) {
            queue.offer(Spans.simple(i));
        }
    }

    private void awaitCounts(long exported, long dropped, long failed) {
        await().untilAsserted(() -> {
            ExportCounts counts = exporter.counts();
            assertThat(List.of(counts.exported(), counts.dropped(), counts.failed()))
                    .containsExactly(exported, dropped, failed);
        });
    }

    private static int spans(FakeCollector.Post post) {
        return post.body().split("\"traceId\"", -1).length - 1;
    }

    @Test
    void fewSpansAreSentWhenTheIntervalIsOver() {
        collector(_ -> FakeCollector.TAKEN);
        offer(3);
        export(Protocol.ZIPKIN);
        awaitCounts(3, 0, 0);
        FakeCollector.Post post = collector.posts.getFirst();
        assertThat(collector.posts).hasSize(1);
        assertThat(post.head())
                .startsWith("POST /spans?x=1 HTTP/1.1\r\nHost: 127.0.0.1:" + collector.port() + "\r\n")
                .contains("Content-Type: application/json\r\n");
        assertThat(spans(post)).isEqualTo(3);
        offer(1);
        awaitCounts(4, 0, 0);
        assertThat(exporter.counts().failedPosts()).isZero();
    }

    @Test
    void wholeBatchesDoNotWaitForTheInterval() {
        collector(_ -> FakeCollector.TAKEN);
        offer(10);
        export(Protocol.ZIPKIN, Duration.ofMinutes(5), QUICK);
        awaitCounts(8, 0, 0);
        assertThat(collector.posts).extracting(SpanExporterTest::spans).containsExactly(4, 4);
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void otlpIsSentAsProtobuf() {
        collector(_ -> FakeCollector.status(200, "Content-Type: application/x-protobuf\r\n"));
        offer(1);
        export(Protocol.OTLP);
        awaitCounts(1, 0, 0);
        assertThat(collector.posts.getFirst().head()).contains("Content-Type: application/x-protobuf\r\n");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void whatTheUserWantsSentIsInEachPost(Protocol protocol) {
        collector(_ -> FakeCollector.status(200, ""));
        fields = new SecretFields("Authorization: Bearer x\r\nX-Tenant: a\r\n");
        offer(5);
        export(protocol);
        awaitCounts(5, 0, 0);
        assertThat(collector.posts)
                .hasSize(2)
                .allMatch(post -> post.head().contains("\r\nAuthorization: Bearer x\r\nX-Tenant: a\r\n")
                        && !post.head().contains("Content-Encoding"));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void bodiesAreCompressedWhereThatIsAskedFor(Protocol protocol) throws IOException {
        collector(_ -> FakeCollector.status(200, ""));
        gzip = true;
        queue.offer(Spans.with(Span.Kind.SERVER, "", Attribute.of("url.path", "/" + "x".repeat(5000))));
        export(protocol);
        awaitCounts(1, 0, 0);
        FakeCollector.Post post = collector.posts.getFirst();
        assertThat(post.head()).contains("Content-Encoding: gzip\r\n");
        assertThat(post.body().length()).isLessThan(1000);
        byte[] body = post.body().getBytes(StandardCharsets.ISO_8859_1);
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains("x".repeat(5000));
        }
    }

    @Test
    void aCollectorThatIsDownGetsTheSameSpansWhenItIsUp() {
        collector(_ -> FakeCollector.TAKEN);
        int port = collector.port();
        collector.close();
        offer(3);
        export(Protocol.ZIPKIN);
        await().until(() -> exporter.counts().failedPosts() >= 2);
        assertThat(exporter.counts().exported()).isZero();
        collector = new FakeCollector(port, _ -> FakeCollector.TAKEN);
        awaitCounts(3, 0, 0);
    }

    @Test
    void aBatchIsGivenUpAfterManyTriesAndTheNextOneIsTried() {
        collector(n -> n < SpanExporter.MAX_TRIES ? FakeCollector.status(503, "") : FakeCollector.TAKEN);
        offer(6);
        export(Protocol.ZIPKIN);
        awaitCounts(2, 0, 4);
        assertThat(exporter.counts().failedPosts()).isEqualTo(SpanExporter.MAX_TRIES);
        assertThat(collector.posts.get(SpanExporter.MAX_TRIES - 1).body())
                .isEqualTo(collector.posts.getFirst().body());
        assertThat(log.lines)
                .hasSize(2)
                .first()
                .asString()
                .endsWith(
                        "doesn't accept spans: status 503; tried again in 1 s; until then at most 100 spans wait (does"
                                + " mesher.tracing.endpoint name a collector that runs?)");
        assertThat(log.told.getLast()).isEqualTo("INFO traces: http://zipkin accepts spans again");
    }

    @Test
    void whatWasGivenUpIsNotSaidToBeTriedAgain() {
        quiet = Duration.ZERO;
        collector(n -> n < SpanExporter.MAX_TRIES ? FakeCollector.status(503, "") : FakeCollector.status(400, ""));
        offer(6);
        export(Protocol.ZIPKIN, INTERVAL, QUICK);
        awaitCounts(0, 0, 6);
        assertThat(log.lines.get(SpanExporter.MAX_TRIES - 2))
                .contains("; tried again in 1 s; ")
                .doesNotContain("lost");
        assertThat(log.lines.get(SpanExporter.MAX_TRIES - 1))
                .endsWith(
                        "doesn't accept spans: status 503; a batch of 4 given up after 10 tries, the next one tried in 1 s;"
                                + " lost so far: 4 spans (does mesher.tracing.endpoint name a collector that runs?)");
        assertThat(log.lines.get(SpanExporter.MAX_TRIES)).contains("refuses spans: status 400; lost so far: 6 spans (");
    }

    @Test
    void pausesGrowUntilTheCollectorTakesSpans() {
        BackoffPolicy growing =
                new BackoffPolicy(BackoffPolicy.Kind.EXPONENTIAL, Duration.ofMillis(200), Duration.ofSeconds(30));
        collector(n -> n < 2 ? FakeCollector.status(504, "") : FakeCollector.TAKEN);
        offer(4);
        export(Protocol.ZIPKIN, INTERVAL, growing);
        awaitCounts(4, 0, 0);
        List<FakeCollector.Post> posts = collector.posts;
        // Half of 200 ms, and of 300 ms, is the least that may have passed.
        assertThat(posts.get(1).nanoTime() - posts.get(0).nanoTime()).isGreaterThan(100_000_000);
        assertThat(posts.get(2).nanoTime() - posts.get(1).nanoTime()).isGreaterThan(150_000_000);
    }

    @Test
    void aCollectorThatIsTooBusySaysWhenToComeAgain() {
        collector(n -> n == 0 ? FakeCollector.status(429, "Retry-After: 1\r\n") : FakeCollector.TAKEN);
        offer(4);
        export(Protocol.ZIPKIN);
        awaitCounts(4, 0, 0);
        assertThat(collector.posts.get(1).nanoTime() - collector.posts.get(0).nanoTime())
                .isGreaterThan(1_000_000_000);
    }

    @Test
    void whatIsRefusedIsNotSentAgain() {
        collector(n -> n == 0 ? FakeCollector.status(400, "") : FakeCollector.TAKEN);
        offer(6);
        export(Protocol.ZIPKIN);
        awaitCounts(2, 0, 4);
        assertThat(collector.posts).hasSize(2);
    }

    @Test
    void spansThatAnOtlpCollectorRejectsAreCounted() {
        // partial_success { rejected_spans: 3 }; \n is its tag.
        collector(_ -> "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\n\u0002\u0008\u0003");
        offer(4);
        export(Protocol.OTLP);
        awaitCounts(1, 0, 3);
    }

    @Test
    void aCollectorThatHangsCostsTheTimeoutOnly() {
        timeout = Duration.ofMillis(300);
        collector(n -> n == 0 ? FakeCollector.NOTHING : FakeCollector.TAKEN);
        offer(4);
        export(Protocol.ZIPKIN);
        awaitCounts(4, 0, 0);
        assertThat(exporter.counts().failedPosts()).isEqualTo(1);
        assertThat(collector.posts).hasSize(2);
    }

    @Test
    void aConnectionThatEndsWithoutAnAnswerIsTriedAgain() {
        collector(n -> n == 0 ? FakeCollector.END : FakeCollector.TAKEN);
        offer(4);
        export(Protocol.ZIPKIN);
        awaitCounts(4, 0, 0);
    }

    @Test
    void anAnswerThatIsNoHttpIsTriedAgain() {
        collector(n -> n == 0 ? "SSH-2.0-OpenSSH\r\n\r\n" : FakeCollector.TAKEN);
        offer(4);
        export(Protocol.ZIPKIN);
        awaitCounts(4, 0, 0);
    }

    @Test
    void aHugeAnswerIsNotReadAndNotAskedForAgain() {
        collector(n -> n == 0 ? "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\nxxx" : FakeCollector.TAKEN);
        offer(6);
        export(Protocol.ZIPKIN);
        awaitCounts(2, 0, 4);
    }

    @Test
    void onePostIsUnderWayAtATimeAndTheQueueDropsWhatHasNoRoom() {
        queue = new SpanQueue(10);
        AtomicInteger answered = new AtomicInteger();
        timeout = Duration.ofMillis(300);
        collector(n -> answered.get() == 0 ? FakeCollector.NOTHING : FakeCollector.TAKEN);
        offer(4);
        export(Protocol.ZIPKIN, INTERVAL, QUICK);
        await().until(() -> collector.posts.size() == 1);
        offer(13);
        assertThat(queue.size()).isEqualTo(10);
        assertThat(collector.posts).hasSize(1);
        answered.set(1);
        awaitCounts(14, 3, 0);
    }

    @Test
    void aBatchOfLongTextsIsSmaller() {
        queue = new SpanQueue(100);
        collector(_ -> FakeCollector.TAKEN);
        for (int i = 0; i < 4; i++) {
            queue.offer(Spans.with(Span.Kind.SERVER, "", Attribute.of("url.path", "x".repeat(Batch.MAX_BYTES / 2))));
        }
        export(Protocol.ZIPKIN);
        awaitCounts(4, 0, 0);
        assertThat(collector.posts).extracting(SpanExporterTest::spans).containsExactly(2, 2);
    }

    @Test
    void theEndSendsWhatWaits() throws InterruptedException {
        collector(_ -> FakeCollector.TAKEN);
        export(Protocol.ZIPKIN, Duration.ofMinutes(5), QUICK);
        offer(3);
        assertThat(flushed(10)).isTrue();
        awaitCounts(3, 0, 0);
        offer(3);
        assertThat(flushed(10)).isTrue();
        assertThat(collector.posts).hasSize(1);
    }

    @Test
    void theEndWaitsForNobody() throws InterruptedException {
        collector(_ -> FakeCollector.NOTHING);
        offer(3);
        export(Protocol.ZIPKIN, INTERVAL, QUICK);
        await().until(() -> collector.posts.size() == 1);
        assertThat(flushed(10)).isTrue();
        awaitCounts(0, 0, 3);
    }

    @Test
    void theEndTriesABatchThatWaitsOnceMore() throws InterruptedException {
        BackoffPolicy slow =
                new BackoffPolicy(BackoffPolicy.Kind.CONSTANT, Duration.ofMinutes(1), Duration.ofMinutes(1));
        collector(n -> n == 0 ? FakeCollector.status(503, "") : FakeCollector.TAKEN);
        offer(4);
        export(Protocol.ZIPKIN, INTERVAL, slow);
        await().until(() -> exporter.counts().failedPosts() == 1);
        offer(2);
        assertThat(flushed(10)).isTrue();
        awaitCounts(6, 0, 0);
    }

    @Test
    void theEndOfACollectorThatIsDownLosesWhatWasTaken() throws InterruptedException {
        collector(_ -> FakeCollector.status(503, ""));
        export(Protocol.ZIPKIN, Duration.ofMinutes(5), QUICK);
        offer(3);
        assertThat(flushed(10)).isTrue();
        awaitCounts(0, 0, 3);
        assertThat(collector.posts).hasSize(1);
    }

    @Test
    void whatTheEndLosesIsToldAndCounted() throws InterruptedException {
        BackoffPolicy slow =
                new BackoffPolicy(BackoffPolicy.Kind.CONSTANT, Duration.ofMinutes(1), Duration.ofMinutes(1));
        collector(_ -> FakeCollector.status(503, ""));
        export(Protocol.ZIPKIN, Duration.ofMinutes(5), slow);
        offer(7);
        await().until(() -> exporter.counts().failedPosts() == 1);
        offer(2);
        assertThat(flushed(10)).isTrue();
        awaitCounts(0, 0, 9);
        assertThat(log.told)
                .last()
                .isEqualTo("WARN traces: http://zipkin has not accepted the last 9 spans before Mesher ends");
    }

    private boolean flushed(int seconds) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        exporter.flush(done::countDown);
        return done.await(seconds, TimeUnit.SECONDS);
    }
}
