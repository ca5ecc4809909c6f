package io.mesher.control.export;

import io.mesher.core.telemetry.trace.Span;
import java.util.List;

/** Writes spans as a collector reads them. Event loop only. */
sealed interface SpanEncoder permits ZipkinEncoder, OtlpEncoder, GzipEncoder {
    Body encode(List<Span> spans);

    /** @param fields whole lines, as a {@code CallRequest} wants them */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Body(byte[] bytes, String fields) {}
}
