package io.mesher.control.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesher.core.telemetry.trace.Attribute;
import io.mesher.core.telemetry.trace.Span;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What an OTLP collector is sent, read by OpenTelemetry's own classes. */
class OtlpEncoderTest {
    private static ExportTraceServiceRequest written(SpanSource source, Span... spans) throws IOException {
        SpanEncoder.Body body = new GzipEncoder(new OtlpEncoder(source)).encode(List.of(spans));
        byte[] bytes = body.bytes();
        if (body.fields().contains("gzip")) {
            try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                bytes = gzip.readAllBytes();
            }
        }
        ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(bytes);
        assertThat(request.getUnknownFields().asMap()).isEmpty();
        assertThat(request.toByteArray()).isEqualTo(bytes);
        return request;
    }

    private static ScopeSpans scope(ExportTraceServiceRequest request) {
        assertThat(request.getResourceSpansList()).hasSize(1);
        ResourceSpans resource = request.getResourceSpans(0);
        assertThat(resource.getScopeSpansList()).hasSize(1);
        return resource.getScopeSpans(0);
    }

    private static io.opentelemetry.proto.trace.v1.Span only(Span span) throws IOException {
        ScopeSpans scope = scope(written(Spans.BARE, span));
        assertThat(scope.getSpansList()).hasSize(1);
        return scope.getSpans(0);
    }

    private static ByteString hex(String text) {
        return ByteString.copyFrom(HexFormat.of().parseHex(text));
    }

    private static List<String> texts(List<KeyValue> attributes) {
        List<String> texts = new ArrayList<>();
        for (KeyValue pair : attributes) {
            texts.add(pair.getKey() + "=" + pair.getValue().getStringValue());
        }
        return texts;
    }

    @Test
    void theResourceSaysWhoTells() throws IOException {
        ExportTraceServiceRequest request = written(Spans.SOURCE, Spans.simple(1));
        assertThat(texts(request.getResourceSpans(0).getResource().getAttributesList()))
                .containsExactly(
                        "service.name=orders",
                        "service.version=1.2.0",
                        "service.namespace=shop",
                        "service.instance.id=instance-1",
                        "deployment.environment.name=testing",
                        "host.name=host-1",
                        "telemetry.sdk.name=mesher",
                        "telemetry.sdk.language=java",
                        "telemetry.sdk.version=0.1.0");
        assertThat(scope(request).getScope().getName()).isEqualTo("io.mesher");
        assertThat(scope(request).getScope().getVersion()).isEqualTo("0.1.0");
    }

    @Test
    void theUsersAttributesGoBeforeMeshersButForTheSdk() throws IOException {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("service.namespace", "mine");
        attributes.put("team", "a");
        attributes.put("telemetry.sdk.name", "other");
        ExportTraceServiceRequest request = written(Spans.withAttributes(attributes), Spans.simple(1));
        assertThat(texts(request.getResourceSpans(0).getResource().getAttributesList()))
                .containsExactly(
                        "service.name=orders",
                        "service.version=1.2.0",
                        "service.namespace=mine",
                        "host.name=host-1",
                        "team=a",
                        "telemetry.sdk.name=mesher",
                        "telemetry.sdk.language=java",
                        "telemetry.sdk.version=0.1.0");
    }

    @Test
    void whatIsNotKnownIsLeftOut() throws IOException {
        ExportTraceServiceRequest request = written(Spans.BARE, Spans.simple(1));
        assertThat(texts(request.getResourceSpans(0).getResource().getAttributesList()))
                .containsExactly(
                        "service.name=orders",
                        "telemetry.sdk.name=mesher",
                        "telemetry.sdk.language=java",
                        "telemetry.sdk.version=0.1.0");
    }

    @Test
    void idsTimesKindAndAttributesArrive() throws IOException {
        io.opentelemetry.proto.trace.v1.Span span = only(Spans.with(
                Span.Kind.CLIENT,
                "",
                Attribute.of("url.full", "http://stock/é"),
                Attribute.of("http.response.status_code", 200),
                Attribute.of("http.response.body.size", -1)));
        assertThat(span.getTraceId()).isEqualTo(hex("0af7651916cd43dd8448eb211c80319c"));
        assertThat(span.getSpanId()).isEqualTo(hex("b7ad6b7169203331"));
        assertThat(span.getParentSpanId()).isEqualTo(hex("00f067aa0ba902b7"));
        assertThat(span.getName()).isEqualTo("GET");
        assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
        assertThat(span.getStartTimeUnixNano()).isEqualTo(1_700_000_000_123_456_000L);
        assertThat(span.getEndTimeUnixNano()).isEqualTo(1_700_000_000_124_956_999L);
        assertThat(span.hasStatus()).isFalse();
        assertThat(span.getAttributesList()).hasSize(3);
        assertThat(span.getAttributes(0).getKey()).isEqualTo("url.full");
        assertThat(span.getAttributes(0).getValue().getStringValue()).isEqualTo("http://stock/é");
        assertThat(span.getAttributes(1).getValue().getIntValue()).isEqualTo(200);
        assertThat(span.getAttributes(2).getValue().getIntValue()).isEqualTo(-1);
    }

    @Test
    void aFailureIsAStatusWithItsReason() throws IOException {
        io.opentelemetry.proto.trace.v1.Span span = only(Spans.with(Span.Kind.SERVER, "no.instance"));
        assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
        assertThat(span.getStatus().getMessage()).isEqualTo("no.instance");
    }

    @Test
    void aRootHasNoParent() throws IOException {
        assertThat(only(Spans.simple(5)).getParentSpanId()).isEqualTo(ByteString.EMPTY);
        assertThat(only(Spans.with(Span.Kind.INTERNAL, "")).getKind()).isEqualTo(SpanKind.SPAN_KIND_INTERNAL);
    }

    @Test
    void lengthsOfEverySizeAreRight() throws IOException {
        for (int length : new int[] {0, 1, 100, 126, 127, 128, 129, 16_383, 16_384, 70_000}) {
            io.opentelemetry.proto.trace.v1.Span span =
                    only(Spans.with(Span.Kind.CLIENT, "", Attribute.of("text", "x".repeat(length))));
            assertThat(span.getAttributes(0).getValue().getStringValue()).hasSize(length);
        }
    }

    @Test
    void halfACharacterDoesNotSpoilTheMessage() throws IOException {
        io.opentelemetry.proto.trace.v1.Span span =
                only(Spans.with(Span.Kind.CLIENT, "", Attribute.of("text", "a\uDC00b")));
        assertThat(span.getAttributes(0).getValue().getStringValue()).isEqualTo("a?b");
    }

    @Test
    void onlyLongBodiesAreCompressed() throws IOException {
        SpanEncoder encoder = new GzipEncoder(new OtlpEncoder(Spans.SOURCE));
        assertThat(encoder.encode(List.of(Spans.simple(1))).fields())
                .isEqualTo("Content-Type: application/x-protobuf\r\n");
        Span[] many = new Span[512];
        for (int i = 0; i < many.length; i++) {
            many[i] = Spans.simple(i + 1);
        }
        SpanEncoder.Body body = encoder.encode(List.of(many));
        assertThat(body.fields()).isEqualTo("Content-Type: application/x-protobuf\r\nContent-Encoding: gzip\r\n");
        ScopeSpans scope = scope(written(Spans.SOURCE, many));
        assertThat(scope.getSpansList()).hasSize(512);
        assertThat(scope.getSpans(511).getSpanId()).isEqualTo(hex("0000000000000200"));
    }
}
