package io.mesher.core.telemetry.trace;

import java.util.List;

/**
 * A piece of work that a trace consists of, ended.
 *
 * @param traceHigh first half of the trace's id; with the second never 0
 * @param id never 0
 * @param parentId 0: the trace begins here
 * @param startMicros since 1970
 * @param durationNanos 0 or more
 * @param error why it failed: a code of an answer, or a status; empty: it didn't
 * @param debug B3: the trace is kept whatever a sampler says
 */
public record Span(
        long traceHigh,
        long traceLow,
        long id,
        long parentId,
        Kind kind,
        String name,
        long startMicros,
        long durationNanos,
        String error,
        List<Attribute> attributes,
        boolean debug) {
    public Span {
        attributes = List.copyOf(attributes);
    }

    public enum Kind {
        /** A request that came in. */
        SERVER,
        /** A request that was sent. */
        CLIENT,
        /** A part of one. */
        INTERNAL
    }
}
