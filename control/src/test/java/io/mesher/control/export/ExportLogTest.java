package io.mesher.control.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.KeptLog;
import org.junit.jupiter.api.Test;

/** A collector that is away must be told of, but not with every batch. */
class ExportLogTest {
    private static final long SECOND = 1_000_000_000L;
    /** Near an overflow of {@code System.nanoTime}. */
    private static final long NOW = Long.MAX_VALUE - 30 * SECOND;

    private static long at(long seconds) {
        return NOW + seconds * SECOND;
    }

    private final KeptLog lines = new KeptLog();
    private final ExportLog log = new ExportLog(lines, "http://zipkin:9411/api/v2/spans");

    @Test
    void aFailureIsToldOnceAMinuteAndItsEndOnce() {
        log.taken();
        log.failed(NOW, "refuses spans: status 404", 0, "is the path right?");
        log.failed(at(59), "refuses spans: status 404", 0, "is the path right?");
        log.taken();
        log.taken();
        log.failed(at(60), "refuses spans: status 400", 12, "is it right?");
        assertThat(lines.told)
                .containsExactly(
                        "WARN traces: http://zipkin:9411/api/v2/spans refuses spans: status 404 (is the path right?)",
                        "INFO traces: http://zipkin:9411/api/v2/spans accepts spans again",
                        "WARN traces: http://zipkin:9411/api/v2/spans refuses spans: status 400; lost so far: 12 spans (is it right?)");
    }

    @Test
    void droppedSpansAreToldWithWhatCameSince() {
        log.dropped(NOW, 0, 2048);
        log.dropped(NOW, 5, 2048);
        log.dropped(at(1), 70, 2048);
        log.dropped(at(61), 75, 2048);
        log.dropped(at(200), 75, 2048);
        String text =
                " spans were dropped, more waited than mesher.tracing.queueSize allows, 2048 (is the collector too"
                        + " slow, or mesher.tracing.sampleRatio too high?)";
        assertThat(lines.told).containsExactly("WARN traces: 5" + text, "WARN traces: 70" + text);
    }
}
