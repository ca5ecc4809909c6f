package io.mesher.proxy.record;

import io.mesher.core.telemetry.explain.Decision;
import io.mesher.core.telemetry.explain.DecisionLog;
import io.mesher.proxy.Exchange;
import io.mesher.proxy.ExchangeRecord;
import io.mesher.proxy.Explanation;
import io.mesher.proxy.Recorder;

/** Keeps why requests went where they went. */
public final class DecisionRecorder implements Recorder {
    private final DecisionLog log;

    /** @param log of this recorder's loop */
    public DecisionRecorder(DecisionLog log) {
        this.log = log;
    }

    @Override
    public void onEnd(Exchange exchange) {
        ExchangeRecord record = exchange.record();
        Decision decision = record.explanation().take();
        if (decision == null) {
            return;
        }
        if (log.keeps(record.isFailure(), record.counted(), record.end())) {
            Explanation.complete(decision, exchange);
            decision.end().ended(System.currentTimeMillis(), record.status(), record.reason(), record.duration());
            log.end(decision);
        } else {
            log.giveBack(decision);
        }
    }
}
