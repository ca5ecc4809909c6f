package io.mesher.control.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.telemetry.trace.Attribute;
import io.mesher.core.telemetry.trace.Span;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What Zipkin is sent, as its API describes it (zipkin2-api.yaml). */
class ZipkinEncoderTest {
    private static final String IDS = """
            [{"traceId":"0af7651916cd43dd8448eb211c80319c","id":"b7ad6b7169203331","parentId":"00f067aa0ba902b7",""";
    private static final String TIMES = "\"name\":\"GET\",\"timestamp\":1700000000123456,\"duration\":1500,";
    private static final String LOCAL =
            "\"localEndpoint\":{\"serviceName\":\"orders\",\"ipv4\":\"10.0.0.5\",\"port\":30101},";

    private static String written(SpanSource source, Span... spans) {
        SpanEncoder.Body body = new ZipkinEncoder(source).encode(List.of(spans));
        assertThat(body.fields()).isEqualTo("Content-Type: application/json\r\n");
        return new String(body.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aRequestThatWasSentNamesWhomItWentTo() {
        Span span = Spans.with(
                Span.Kind.CLIENT,
                "503",
                Attribute.of("http.request.method", "GET"),
                Attribute.of("server.address", "stock"),
                Attribute.of("network.peer.address", "10.0.0.9"),
                Attribute.of("network.peer.port", 30101),
                Attribute.of("http.response.status_code", 503));
        assertThat(written(Spans.SOURCE, span)).isEqualTo(IDS + "\"kind\":\"CLIENT\"," + TIMES + LOCAL + """
                "remoteEndpoint":{"serviceName":"stock","ipv4":"10.0.0.9","port":30101},\
                "tags":{"http.request.method":"GET","server.address":"stock","network.peer.address":"10.0.0.9",\
                "network.peer.port":"30101","http.response.status_code":"503","error":"503"}}]""");
    }

    @Test
    void aRequestThatCameInNamesWhoSentIt() {
        Span span = Spans.with(
                Span.Kind.SERVER,
                "",
                Attribute.of("server.address", "orders"),
                Attribute.of("client.address", "fe80:0:0:0:0:0:0:1%eth0"),
                Attribute.of("mesher.source", "shop"));
        assertThat(written(Spans.SOURCE, span)).isEqualTo(IDS + "\"kind\":\"SERVER\"," + TIMES + LOCAL + """
                "remoteEndpoint":{"serviceName":"shop","ipv6":"fe80:0:0:0:0:0:0:1"},\
                "tags":{"server.address":"orders","client.address":"fe80:0:0:0:0:0:0:1%eth0","mesher.source":"shop"}}]""");
    }

    @Test
    void theUsersAttributesAreTagsButNeverATagTwice() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("team", "a");
        attributes.put("server.address", "other");
        attributes.put("error", "never");
        Span span = Spans.with(Span.Kind.SERVER, "", Attribute.of("server.address", "orders"));
        assertThat(written(Spans.withAttributes(attributes), span))
                .endsWith("\"tags\":{\"server.address\":\"orders\",\"team\":\"a\"}}]");
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        Span span = Spans.with(Span.Kind.INTERNAL, "");
        assertThat(written(Spans.BARE, span))
                .isEqualTo(IDS + TIMES + "\"localEndpoint\":{\"serviceName\":\"orders\"},\"tags\":{}}]");
    }

    @Test
    void aHostNameIsNoAddressAndARootHasNoParent() {
        Span span = Spans.with(Span.Kind.CLIENT, "", Attribute.of("network.peer.address", "stock.example"));
        assertThat(written(Spans.BARE, span)).doesNotContain("remoteEndpoint").doesNotContain("\"ipv4\"");
        assertThat(written(Spans.BARE, Spans.simple(7)))
                .startsWith("[{\"traceId\":\"0af7651916cd43dd0000000000000007\",\"id\":\"0000000000000007\",\"kind\"");
    }

    @Test
    void aDurationIsNeverNought() {
        Span span = new Span(1, 2, 3, 0, Span.Kind.SERVER, "GET", 5, 999, "", List.of(), false);
        assertThat(written(Spans.BARE, span)).contains("\"duration\":1,");
    }

    @Test
    @DisplayName("openzipkin/zipkin-api: debug is a request to store this span even if it overrides sampling policy")
    void whatIsKeptInAnyCaseSaysSo() {
        Span span = new Span(1, 2, 3, 0, Span.Kind.SERVER, "GET", 5, 999, "", List.of(), true);
        assertThat(written(Spans.BARE, span)).contains("\"debug\":true,");
        assertThat(written(Spans.BARE, Spans.simple(1))).doesNotContain("debug");
    }

    @Test
    void whatACallerChoosesCannotBreakTheJson() {
        Span span = Spans.with(Span.Kind.SERVER, "", Attribute.of("url.path", "/a\"\\\n\u0001é\uD800"));
        assertThat(written(Spans.BARE, span)).contains("\"url.path\":\"/a\\\"\\\\\\n\\u0001é?\"");
    }

    @Test
    void manySpansAreOneList() {
        assertThat(written(Spans.BARE, Spans.simple(1), Spans.simple(2)))
                .startsWith("[{")
                .contains("},{\"traceId\"")
                .endsWith("}]");
    }
}
