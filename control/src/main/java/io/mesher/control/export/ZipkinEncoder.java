package io.mesher.control.export;

import io.mesher.core.telemetry.trace.Attribute;
import io.mesher.core.telemetry.trace.Span;
import io.mesher.net.server.JsonSetup;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Zipkin's JSON, version 2 (openzipkin/zipkin-api, zipkin2-api.yaml). */
final class ZipkinEncoder implements SpanEncoder {
    private static final String FIELDS = "Content-Type: application/json\r\n";
    /** With it a span counts as failed. */
    private static final String ERROR = "error";

    private static final HexFormat HEX = HexFormat.of();

    private final SpanSource source;

    ZipkinEncoder(SpanSource source) {
        this.source = source;
    }

    @Override
    public Body encode(List<Span> spans) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + 512 * spans.size());
        // By a Writer, which writes half a surrogate pair as a question mark: the generator's own UTF-8 ends at it.
        Writer text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
        try (JsonGenerator json = JsonSetup.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            for (Span span : spans) {
                span(json, span);
            }
            json.writeEndArray();
        }
        return new Body(bytes.toByteArray(), FIELDS);
    }

    private void span(JsonGenerator json, Span span) {
        json.writeStartObject();
        json.writeStringProperty("traceId", HEX.toHexDigits(span.traceHigh()) + HEX.toHexDigits(span.traceLow()));
        json.writeStringProperty("id", HEX.toHexDigits(span.id()));
        if (span.parentId() != 0) {
            json.writeStringProperty("parentId", HEX.toHexDigits(span.parentId()));
        }
        if (span.kind() != Span.Kind.INTERNAL) {
            json.writeStringProperty("kind", span.kind().name());
        }
        json.writeStringProperty("name", span.name());
        json.writeNumberProperty("timestamp", span.startMicros());
        // 0 is "unknown" there.
        json.writeNumberProperty("duration", Math.max(1, span.durationNanos() / 1000));
        if (span.debug()) {
            json.writeBooleanProperty("debug", true);
        }
        endpoint(json, "localEndpoint", source.serviceName(), source.address(), source.port());
        remoteEndpoint(json, span);
        tags(json, span);
        json.writeEndObject();
    }

    /** Of a request that came in it is who sent it, else whom it was sent to. */
    private static void remoteEndpoint(JsonGenerator json, Span span) {
        boolean server = span.kind() == Span.Kind.SERVER;
        String service = text(span, server ? "mesher.source" : "server.address");
        String address = text(span, server ? "client.address" : "network.peer.address");
        Attribute port = find(span, server ? "client.port" : "network.peer.port");
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        endpoint(json, "remoteEndpoint", service, plain, port == null ? 0 : (int) port.number());
    }

    private static void endpoint(JsonGenerator json, String name, String service, String address, int port) {
        boolean v6 = address.indexOf(':') >= 0;
        boolean known = v6 || isIpv4(address);
        if (service.isEmpty() && !known) {
            return;
        }
        json.writeObjectPropertyStart(name);
        if (!service.isEmpty()) {
            json.writeStringProperty("serviceName", service);
        }
        if (known) {
            json.writeStringProperty(v6 ? "ipv6" : "ipv4", address);
        }
        if (known && port > 0) {
            json.writeNumberProperty("port", port);
        }
        json.writeEndObject();
    }

    private static boolean isIpv4(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private void tags(JsonGenerator json, Span span) {
        json.writeObjectPropertyStart("tags");
        for (Attribute attribute : span.attributes()) {
            String text = attribute.text();
            json.writeStringProperty(attribute.key(), text == null ? Long.toString(attribute.number()) : text);
        }
        if (!span.error().isEmpty()) {
            json.writeStringProperty(ERROR, span.error());
        }
        for (Map.Entry<String, String> tag : source.attributes().entrySet()) {
            // A name twice in an object is read by each in a way of his own.
            if (find(span, tag.getKey()) == null && !tag.getKey().equals(ERROR)) {
                json.writeStringProperty(tag.getKey(), tag.getValue());
            }
        }
        json.writeEndObject();
    }

    private static String text(Span span, String key) {
        Attribute found = find(span, key);
        String text = found == null ? null : found.text();
        return text == null ? "" : text;
    }

    private static @Nullable Attribute find(Span span, String key) {
        for (Attribute attribute : span.attributes()) {
            if (attribute.key().equals(key)) {
                return attribute;
            }
        }
        return null;
    }
}
