package io.mesher.control.explain;

import io.mesher.core.telemetry.explain.Decision;
import io.mesher.core.telemetry.explain.DecisionLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The decisions of one event loop.
 *
 * @param name of the loop
 * @param loop the log is touched on it only
 */
public record ExplainSource(String name, Executor loop, DecisionLog log) {
    /** On the loop. */
    List<Decision> copies(DecisionFilter filter) {
        List<Decision> copies = new ArrayList<>();
        log.copy(filter, filter.limit(), copies);
        return copies;
    }
}
