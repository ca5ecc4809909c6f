package io.mesher.control.export;

import io.mesher.core.telemetry.trace.Span;
import io.mesher.core.telemetry.trace.SpanQueue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spans that are sent together, as they go on the wire. Event loop only. */
final class Batch {
    /** About: texts of a span are as long as callers make them, and the heap of a sidecar is small. */
    static final int MAX_BYTES = 1 << 20;

    private static final int BYTES_OF_A_SPAN = 128;

    private final SpanEncoder.Body body;
    private final int spans;
    private int tries;

    private Batch(SpanEncoder.Body body, int spans) {
        this.body = body;
        this.spans = spans;
    }

    /** Null where none waits. */
    static @Nullable Batch take(SpanQueue queue, int max, SpanEncoder encoder) {
        List<Span> spans = new ArrayList<>(Math.clamp(queue.size(), 0, max));
        int bytes = 0;
        while (spans.size() < max && bytes < MAX_BYTES) {
            Span span = queue.poll();
            if (span == null) {
                break;
            }
            spans.add(span);
            bytes += bytes(span);
        }
        return spans.isEmpty() ? null : new Batch(encoder.encode(spans), spans.size());
    }

    private static int bytes(Span span) {
        int bytes = BYTES_OF_A_SPAN;
        for (int i = 0; i < span.attributes().size(); i++) {
            String text = span.attributes().get(i).text();
            bytes += text == null ? 0 : text.length();
        }
        return bytes;
    }

    SpanEncoder.Body body() {
        return body;
    }

    int spans() {
        return spans;
    }

    /** So often with this one. */
    int tried() {
        return ++tries;
    }
}
