package io.mesher.control.export;

import io.mesher.control.answer.Gzip;
import io.mesher.core.telemetry.trace.Span;
import java.util.List;

/** Compresses what another one wrote. */
final class GzipEncoder implements SpanEncoder {
    private final SpanEncoder written;

    GzipEncoder(SpanEncoder written) {
        this.written = written;
    }

    @Override
    public Body encode(List<Span> spans) {
        Body body = written.encode(spans);
        return body.bytes().length > Gzip.MIN_BYTES
                ? new Body(Gzip.compressed(body.bytes()), body.fields() + "Content-Encoding: gzip\r\n")
                : body;
    }
}
