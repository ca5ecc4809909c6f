package io.mesher.proxy;

import io.mesher.core.config.AccessLogConfig;
import io.mesher.core.telemetry.log.LineRing;
import io.mesher.proxy.record.AccessLog;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A line of the access log, with its share of the hand-over of a turn's lines. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AccessLogBenchmark {
    private static final int LINES_PER_TURN = 16;
    private static final int RING_BYTES = 64 * 1024;

    @Param
    private AccessLogConfig.Format format;

    private final LineRing ring = new LineRing(RING_BYTES, () -> {}, () -> {});
    private final ByteBuffer taken = ByteBuffer.allocate(RING_BYTES);
    private ExchangeFixture fixture;
    private AccessLog log;

    @Setup
    public void prepare() {
        log = new AccessLog(
                new AccessLogConfig(AccessLogConfig.Which.ALL, format, true, null, RING_BYTES), ring, "client");
        fixture = new ExchangeFixture(
                1, InetAddress.ofLiteral("127.0.0.1"), OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null));
        fixture.request("GET http://server/v1/accounts/4711/payments?limit=50 HTTP/1.1", "Host: server");
        fixture.connection();
        fixture.responds(200);
    }

    @Benchmark
    @OperationsPerInvocation(LINES_PER_TURN)
    public int lines() {
        for (int i = 0; i < LINES_PER_TURN; i++) {
            log.onEnd(fixture.exchange);
        }
        log.handOver();
        return ring.take(taken.clear());
    }

    @TearDown
    public void close() {
        if (ring.dropped() > 0) {
            throw new AssertionError(ring.dropped() + " lines found no room");
        }
        fixture.close();
    }
}
