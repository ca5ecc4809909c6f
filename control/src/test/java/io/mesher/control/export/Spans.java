package io.mesher.control.export;

import io.mesher.core.telemetry.trace.Attribute;
import io.mesher.core.telemetry.trace.Span;
import java.util.List;
import java.util.Map;

/** Spans as a Mesher tells them. */
final class Spans {
    static final SpanSource SOURCE = new SpanSource(
            "orders", "1.2.0", "shop", "testing", "instance-1", "host-1", "0.1.0", Map.of(), "10.0.0.5", 30101);
    static final SpanSource BARE = new SpanSource("orders", "", "", "", "", "", "0.1.0", Map.of(), "", 0);

    private static final long START_MICROS = 1_700_000_000_123_456L;

    private Spans() {}

    static SpanSource withAttributes(Map<String, String> attributes) {
        return new SpanSource("orders", "1.2.0", "shop", "", "", "host-1", "0.1.0", attributes, "10.0.0.5", 30101);
    }

    /** @param id also the trace's second half */
    static Span simple(long id) {
        return new Span(
                0x0af7651916cd43ddL, id, id, 0, Span.Kind.SERVER, "GET", START_MICROS, 1_500_999, "", List.of(), false);
    }

    static Span with(Span.Kind kind, String error, Attribute... attributes) {
        return new Span(
                0x0af7651916cd43ddL,
                0x8448eb211c80319cL,
                0xb7ad6b7169203331L,
                0x00f067aa0ba902b7L,
                kind,
                "GET",
                START_MICROS,
                1_500_999,
                error,
                List.of(attributes),
                false);
    }
}
