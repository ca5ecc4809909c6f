package io.mesher.control.export;

import io.mesher.core.telemetry.trace.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Compresses what another one wrote. */
final class GzipEncoder implements SpanEncoder {
    /** What is about as long compressed isn't worth it. */
    static final int LEAST_BYTES = 1024;

    private final SpanEncoder written;

    GzipEncoder(SpanEncoder written) {
        this.written = written;
    }

    @Override
    public Body encode(List<Span> spans) {
        Body body = written.encode(spans);
        return body.bytes().length > LEAST_BYTES
                ? new Body(compressed(body.bytes()), body.fields() + "Content-Encoding: gzip\r\n")
                : body;
    }

    private static byte[] compressed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't be written", e);
        }
        return bytes.toByteArray();
    }
}
