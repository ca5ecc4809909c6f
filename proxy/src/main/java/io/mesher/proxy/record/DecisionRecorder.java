package io.mesher.proxy.record;

import io.mesher.core.telemetry.explain.Decision;
import io.mesher.core.telemetry.explain.DecisionLog;
import io.mesher.proxy.ExchangeRecord;
import io.mesher.proxy.Explanation;
import io.mesher.proxy.Recorder;
import io.mesher.proxy.RequestContext;

/** Keeps why requests went where they went. */
public final class DecisionRecorder extends Recorder {
    private final DecisionLog log;
    private final boolean query;

    /**
     * @param log of this recorder's loop
     * @param query whether a URL's query is kept
     */
    public DecisionRecorder(DecisionLog log, boolean query) {
        this.log = log;
        this.query = query;
    }

    @Override
    public void onEnd(RequestContext exchange) {
        ExchangeRecord record = exchange.record();
        Explanation explanation = record.explanation();
        if (!explanation.isNoted()) {
            return;
        }
        boolean remarkable = log.isRemarkable(record.isFailure(), record.counted());
        if (log.keeps(remarkable, record.end())) {
            Decision decision = explanation.take(exchange, query);
            decision.end().ended(System.currentTimeMillis(), record.status(), record.reason(), record.duration());
            log.end(decision, remarkable);
        } else {
            explanation.drop();
        }
    }
}
