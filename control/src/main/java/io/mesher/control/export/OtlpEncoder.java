package io.mesher.control.export;

import io.mesher.core.telemetry.trace.Attribute;
import io.mesher.core.telemetry.trace.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An ExportTraceServiceRequest in protobuf (OTLP 1.x). The fields' numbers are those of opentelemetry-proto's
 * {@code trace.proto}, {@code common.proto} and {@code resource.proto}.
 */
final class OtlpEncoder implements SpanEncoder {
    private static final String FIELDS = "Content-Type: application/x-protobuf\r\n";

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
        Map<String, String> all = new LinkedHashMap<>();
        all.put("service.name", source.serviceName());
        all.put("service.version", source.serviceVersion());
        all.put("service.namespace", source.application());
        all.put("service.instance.id", source.instanceId());
        all.put("deployment.environment.name", source.environment());
        all.put("host.name", source.hostName());
        all.putAll(source.attributes());
        all.put("telemetry.sdk.name", "mesher");
        all.put("telemetry.sdk.language", "java");
        all.put("telemetry.sdk.version", source.mesherVersion());
        ProtoWriter out = new ProtoWriter(512);
        for (Map.Entry<String, String> known : all.entrySet()) {
            if (!known.getValue().isEmpty()) {
                attribute(out, 1, Attribute.of(known.getKey(), known.getValue()));
            }
        }
        return out.content();
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
        return new Body(out.content(), FIELDS);
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
}
