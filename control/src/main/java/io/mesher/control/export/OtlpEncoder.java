package io.mesher.control.export;

import io.mesher.core.telemetry.trace.Attribute;
import io.mesher.core.telemetry.trace.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * An ExportTraceServiceRequest in protobuf (OTLP 1.x). The fields' numbers are those of opentelemetry-proto's
 * {@code trace.proto}, {@code common.proto} and {@code resource.proto}.
 */
final class OtlpEncoder implements SpanEncoder {
    private static final String FIELDS = "Content-Type: application/x-protobuf\r\n";
    private static final String COMPRESSED = FIELDS + "Content-Encoding: gzip\r\n";
    /** What is about as long compressed isn't worth it. */
    static final int LEAST_COMPRESSED_BYTES = 1024;

    private static final int INTERNAL = 1;
    private static final int SERVER = 2;
    private static final int CLIENT = 3;
    private static final int STATUS_ERROR = 2;

    private final byte[] resource;
    private final byte[] scope;

    OtlpEncoder(SpanSource source) {
        resource = resource(source);
        scope = scope(source);
    }

    private static byte[] resource(SpanSource source) {
        ProtoWriter out = new ProtoWriter(512);
        known(out, "service.name", source.serviceName());
        known(out, "service.version", source.serviceVersion());
        known(out, "service.namespace", source.application());
        known(out, "service.instance.id", source.instanceId());
        known(out, "deployment.environment.name", source.environment());
        known(out, "host.name", source.hostName());
        known(out, "telemetry.sdk.name", "mesher");
        known(out, "telemetry.sdk.language", "java");
        known(out, "telemetry.sdk.version", source.mesherVersion());
        return out.content();
    }

    private static void known(ProtoWriter out, String key, String value) {
        if (!value.isEmpty()) {
            attribute(out, 1, Attribute.of(key, value));
        }
    }

    private static byte[] scope(SpanSource source) {
        ProtoWriter out = new ProtoWriter(64);
        out.text(1, "io.mesher");
        out.text(2, source.mesherVersion());
        return out.content();
    }

    @Override
    public Body encode(List<Span> spans) {
        ProtoWriter out = new ProtoWriter(1024 + 512 * spans.size());
        int resourceSpans = out.begin(1);
        out.raw(1, resource);
        int scopeSpans = out.begin(2);
        out.raw(1, scope);
        for (Span span : spans) {
            span(out, span);
        }
        out.end(scopeSpans);
        out.end(resourceSpans);
        byte[] content = out.content();
        return content.length > LEAST_COMPRESSED_BYTES
                ? new Body(compressed(content), COMPRESSED)
                : new Body(content, FIELDS);
    }

    private static void span(ProtoWriter out, Span span) {
        int start = out.begin(2);
        out.id(1, span.traceHigh(), span.traceLow());
        out.id(2, span.id());
        if (span.parentId() != 0) {
            out.id(4, span.parentId());
        }
        out.text(5, span.name());
        out.number(6, kind(span.kind()));
        long startNanos = span.startMicros() * 1000;
        out.fixed64(7, startNanos);
        out.fixed64(8, startNanos + span.durationNanos());
        for (Attribute attribute : span.attributes()) {
            attribute(out, 9, attribute);
        }
        if (!span.error().isEmpty()) {
            int status = out.begin(15);
            out.text(2, span.error());
            out.number(3, STATUS_ERROR);
            out.end(status);
        }
        out.end(start);
    }

    private static int kind(Span.Kind kind) {
        return switch (kind) {
            case INTERNAL -> INTERNAL;
            case SERVER -> SERVER;
            case CLIENT -> CLIENT;
        };
    }

    private static void attribute(ProtoWriter out, int field, Attribute attribute) {
        int pair = out.begin(field);
        out.text(1, attribute.key());
        int value = out.begin(2);
        String text = attribute.text();
        if (text == null) {
            out.number(3, attribute.number());
        } else {
            out.text(1, text);
        }
        out.end(value);
        out.end(pair);
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
