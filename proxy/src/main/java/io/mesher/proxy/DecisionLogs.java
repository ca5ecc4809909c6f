package io.mesher.proxy;

import io.mesher.core.config.ExplainConfig;
import io.mesher.core.telemetry.explain.DecisionLog;
import io.mesher.net.loop.EventLoop;
import java.util.List;

/** One {@link DecisionLog} per event loop, which alone touches it. */
public final class DecisionLogs {
    private final EventLoop[] loops;
    private final DecisionLog[] logs;

    public DecisionLogs(List<EventLoop> loops, ExplainConfig config) {
        this.loops = loops.toArray(new EventLoop[0]);
        this.logs = new DecisionLog[this.loops.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = new DecisionLog(config);
        }
    }

    /** @param loop one of those that it was made for */
    public DecisionLog of(EventLoop loop) {
        for (int i = 0; i < loops.length; i++) {
            if (loops[i] == loop) {
                return logs[i];
            }
        }
        throw new IllegalArgumentException("an event loop without a decision log");
    }
}
