package io.mesher.control.explain;

import io.mesher.core.telemetry.explain.DecisionLog;
import java.util.concurrent.Executor;

/**
 * The decisions of one event loop.
 *
 * @param name of the loop
 * @param loop the log is touched on it only
 */
public record ExplainSource(String name, Executor loop, DecisionLog log) {}
