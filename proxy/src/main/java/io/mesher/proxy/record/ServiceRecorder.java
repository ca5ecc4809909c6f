package io.mesher.proxy.record;

import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.core.failure.UpstreamFailure;
import io.mesher.core.route.Subset;
import io.mesher.core.telemetry.CallEnd;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.proxy.ExchangeRecord;
import io.mesher.proxy.Recorder;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/** Counts requests by service and by what a route rule chose, as CSE Mesher does. */
public final class ServiceRecorder extends Recorder {
    private final LoopCounters counters;

    /** @param counters of the loop */
    public ServiceRecorder(LoopCounters counters) {
        this.counters = counters;
    }

    @Override
    public void onEnd(RequestContext exchange) {
        ExchangeRecord record = exchange.record();
        Subset chosen = exchange.chosenSubset();
        String app = "";
        String version = "";
        if (chosen != null && chosen != Subset.LATEST) {
            app = chosen.app();
            version = chosen.version();
        }
        counters.of(exchange.direction(), exchange.destinationName(), app, version)
                .record(record.status(), record.counted(), end(record.failure(), record.status()));
    }

    // instanceof rather than a switch over the types, which is linked at the first request.
    private static CallEnd end(@Nullable ProxyFailure failure, int status) {
        if (failure instanceof UpstreamFailure.TimedOut
                || failure instanceof UpstreamFailure.NotTaken
                || failure instanceof InternalFailure.OutOfTime) {
            return CallEnd.TIMEOUT;
        }
        if (failure instanceof InternalFailure.IsolationFull) {
            return CallEnd.REJECTED;
        }
        if (failure instanceof InternalFailure.BreakerOpen || failure instanceof InternalFailure.FallbackForced) {
            return CallEnd.SHORT_CIRCUITED;
        }
        // A response that broke off has a good status.
        return status >= 500 || failure instanceof UpstreamFailure ? CallEnd.FAILURE : CallEnd.SUCCESS;
    }
}
