package io.mesher.proxy.record;

import io.mesher.core.balance.Failing;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.TimeSplit.Part;
import io.mesher.core.telemetry.metrics.LoopMetrics;
import io.mesher.core.telemetry.metrics.RequestMeter;
import io.mesher.proxy.ExchangeRecord;
import io.mesher.proxy.Recorder;
import io.mesher.proxy.RequestContext;

/** Counts requests for {@code /metrics}: by direction, source and destination, with their retries and Mesher's own time. */
public final class MetricsRecorder extends Recorder {
    private final LoopMetrics metrics;
    private final boolean sources;

    /**
     * @param metrics of the loop
     * @param sources whether incoming requests are counted by who calls, which callers make up
     */
    public MetricsRecorder(LoopMetrics metrics, boolean sources) {
        this.metrics = metrics;
        this.sources = sources;
    }

    @Override
    public void onEnd(RequestContext exchange) {
        ExchangeRecord record = exchange.record();
        Direction direction = exchange.direction();
        String source = sources || direction == Direction.OUTGOING ? record.source() : "";
        RequestMeter meter = metrics.meter(direction, source, exchange.destinationName(), record.end());
        meter.record(record.status(), record.reason(), record.counted(), record.end());
        metrics.own(direction, record.times().of(Part.OWN));
        if (record.attempts() > 1) {
            retries(record, meter);
        }
    }

    private static void retries(ExchangeRecord record, RequestMeter meter) {
        for (Failing how : Failing.values()) {
            int times = record.repeated(how);
            if (times > 0) {
                meter.retried(how, times);
            }
        }
    }
}
