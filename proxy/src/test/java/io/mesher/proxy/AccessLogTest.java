package io.mesher.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.AccessLogConfig;
import io.mesher.core.config.AccessLogConfig.Format;
import io.mesher.core.config.AccessLogConfig.Which;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.telemetry.log.LineRing;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.filter.Trace;
import io.mesher.proxy.record.AccessLog;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class AccessLogTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}";
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final LineRing ring = new LineRing(64 * 1024, () -> {}, () -> {});
    private @Nullable AccessLog log;
    private ExchangeFixture fixture = fixture(Which.ALL, Format.TEXT);

    private ExchangeFixture fixture(Which which, Format format) {
        return fixture(which, format, true);
    }

    private ExchangeFixture fixture(Which which, Format format, boolean query) {
        if (fixture != null) {
            fixture.close();
        }
        AccessLogConfig config = new AccessLogConfig(which, format, query, null, 64 * 1024);
        log = new AccessLog(config, ring, "client");
        return new ExchangeFixture(1, InetAddress.ofLiteral("127.0.0.1"), filters(), log);
    }

    /** With traces, which the fixture has off. */
    private static List<Filter> filters() {
        List<Filter> filters = new ArrayList<>(OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null));
        filters.addFirst(new Trace(new TracingConfig(true, 0, false, true, null)));
        return filters;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void answered(int status) {
        fixture.clock.advance(Duration.ofMillis(1));
        fixture.connection();
        fixture.clock.advance(Duration.ofMillis(20));
        fixture.responds(status);
        fixture.clock.advance(Duration.ofNanos(3_214_000));
        fixture.ends();
    }

    /** The lines since the last call; each must have its end and be UTF-8. */
    private List<String> lines() {
        try {
            Objects.requireNonNull(log).handOver();
            ByteBuffer taken = ByteBuffer.allocate(64 * 1024);
            ring.take(taken);
            String text = UTF_8.newDecoder().decode(taken.flip()).toString();
            assertThat(text).matches("(?s)(.*\n)?");
            return text.lines().toList();
        } catch (CharacterCodingException e) {
            throw new AssertionError(e);
        }
    }

    /** The one line since the last call, as an object. */
    private Map<String, Object> object() {
        List<String> lines = lines();
        assertThat(lines).hasSize(1);
        Map<String, Object> members = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), lines.getFirst())) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                Object value = switch (parser.nextToken()) {
                    case VALUE_STRING -> parser.getString();
                    case VALUE_NUMBER_INT -> parser.getLongValue();
                    case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
                    default -> throw new AssertionError(lines);
                };
                assertThat(members.put(name, value)).as(name).isNull();
            }
            assertThat(parser.nextToken()).isNull();
        }
        return members;
    }

    @Test
    void aLineOfTextHasAllInOneOrder() {
        fixture.request(
                "GET http://server/a?b=c HTTP/1.1",
                "Host: server",
                "traceparent: 00-" + TRACE + "-00f067aa0ba902b7-01",
                "X-Request-Id: order-7",
                "User-Agent: curl/8.5 \"x\"");
        answered(200);
        assertThat(lines())
                .singleElement()
                .asString()
                .matches(TIME + "\\+00:00 outgoing client > server \"GET http://server/a\\?b=c HTTP/1\\.1\" 200 -"
                        + " 24\\.214ms in=0 out=0 lookup=0\\.000 wait=1\\.000 upload=0\\.000 upstream=20\\.000 download=3\\.214"
                        + " own=\\d+\\.\\d{3} attempts=1 instance=10\\.0\\.0\\.1:80 trace=" + TRACE
                        + " id=order-7 peer=127\\.0\\.0\\.1"
                        + " agent=\"curl/8\\.5 \\\\x22x\\\\x22\"");
    }

    @Test
    void aRefusedRequestHasItsReasonAndWhatIsMissingIsADash() {
        fixture.request("GET /a HTTP/1.0", "Host: server");
        assertThat(lines())
                .singleElement()
                .asString()
                .contains(" > unknown \"GET /a HTTP/1.0\" 400 request.not.for.proxy ")
                .contains(" attempts=0 instance=- ")
                .endsWith(" peer=127.0.0.1 agent=\"-\"");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aRequestThatCouldNotBeReadHasALineToo(Format format) {
        fixture = fixture(Which.FAILED, format);
        fixture.caller.begin(new RequestHead());
        fixture.exchange.onBadRequest(fixture.caller, new RequestFailure.Malformed("no HTTP"), fixture.caller.began());
        if (format == Format.TEXT) {
            assertThat(lines())
                    .singleElement()
                    .asString()
                    .contains(" client > unknown \"-\" 400 request.malformed ")
                    .containsPattern(" trace=([0-9a-f]{32}) id=\\1 peer=127\\.0\\.0\\.1 agent=\"-\"");
        } else {
            assertThat(object()).containsEntry(format == Format.JSON ? "reason" : "error.code", "request.malformed");
        }
    }

    @Test
    void onlyWhatFailedHasALineUnlessAllHave() {
        fixture = fixture(Which.FAILED, Format.TEXT);
        for (int status : new int[] {200, 302, 404, 429}) {
            fixture.get();
            answered(status);
        }
        assertThat(lines()).isEmpty();
        fixture.get();
        answered(500);
        fixture.request("GET http://nobody/ HTTP/1.1", "Host: nobody");
        fixture.get();
        fixture.connection();
        fixture.gone();
        assertThat(lines())
                .extracting(line -> line.replaceFirst(".*\" (\\d+ \\S+) .*ms in=.*", "$1"))
                .containsExactly("500 -", "404 service.unknown", "499 caller.gone");
    }

    @Test
    void anObjectHasTheMembersThatThereAre() {
        fixture = fixture(Which.ALL, Format.JSON);
        fixture.request(
                "POST http://server/a?b=c HTTP/1.1",
                "Host: server",
                "Content-Length: 5",
                "traceparent: 00-" + TRACE + "-00f067aa0ba902b7-01",
                "User-Agent: curl/8.5 \"x\"");
        fixture.connection();
        fixture.body("12345");
        fixture.bodyEnd();
        fixture.clock.advance(Duration.ofMillis(20));
        fixture.responds(201);
        fixture.ends();
        Map<String, Object> members = object();
        assertThat(Duration.between(
                        OffsetDateTime.parse((String) members.get("time")), OffsetDateTime.now(ZoneOffset.UTC)))
                .isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(members)
                .containsEntry("direction", "outgoing")
                .containsEntry("source", "client")
                .containsEntry("destination", "server")
                .containsEntry("method", "POST")
                .containsEntry("url", "http://server/a?b=c")
                .containsEntry("protocol", "HTTP/1.1")
                .containsEntry("status", 201L)
                .containsEntry("durationMs", 20.0)
                .containsEntry("requestBytes", 5L)
                .containsEntry("upstreamMs", 20.0)
                .containsEntry("attempts", 1L)
                .containsEntry("instance", "10.0.0.1:80")
                .containsEntry("traceId", TRACE)
                .containsEntry("requestId", TRACE)
                .containsEntry("peer", "127.0.0.1")
                .containsEntry("userAgent", "curl/8.5 \"x\"")
                .containsKeys("ownMs", "responseBytes", "spanId")
                .doesNotContainKeys("reason", "host", "lookupMs", "waitMs", "downloadMs");
    }

    @Test
    void ecsHasItsNames() {
        fixture = fixture(Which.ALL, Format.ECS);
        fixture.request("GET http://server:80/a?b=c HTTP/1.1", "Host: server:80", "X-Request-Id: order-7");
        fixture.connectFails();
        Map<String, Object> members = object();
        assertThat(Instant.parse((String) members.get("@timestamp")))
                .isBefore(Instant.now().plusSeconds(1));
        assertThat(members)
                .containsEntry("ecs.version", "8.11.0")
                .containsEntry("log.level", "warn")
                .containsEntry("message", "GET server 502")
                .containsEntry("service.name", "client")
                .containsEntry("event.outcome", "failure")
                .containsEntry("http.request.method", "GET")
                .containsEntry("http.request.id", "order-7")
                .containsEntry("http.version", "1.1")
                .containsEntry("http.response.status_code", 502L)
                .containsEntry("url.original", "http://server:80/a?b=c")
                .containsEntry("url.path", "/a")
                .containsEntry("url.domain", "server")
                .containsEntry("error.code", "connect.failed")
                .containsEntry("source.ip", "127.0.0.1")
                .containsEntry("destination.address", "10.0.0.1")
                .containsEntry("destination.port", 80L)
                .containsEntry("mesher.direction", "outgoing")
                .containsEntry("mesher.source", "client")
                .containsEntry("mesher.destination", "server")
                .containsKeys("event.duration", "trace.id", "span.id", "mesher.own", "mesher.attempts")
                .doesNotContainKey("user_agent.original");
    }

    @Test
    void withoutAnExporterTheSpanIsTheOneThatGoesOn() {
        fixture = fixture(Which.ALL, Format.JSON);
        fixture.request(
                "GET http://server/a HTTP/1.1", "Host: server", "traceparent: 00-" + TRACE + "-00f067aa0ba902b7-01");
        answered(200);
        assertThat(object()).containsEntry("traceId", TRACE).containsEntry("spanId", "00f067aa0ba902b7");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void theQueryCanBeLeftOutAndCredentialsNeverAppear(Format format) {
        fixture = fixture(Which.ALL, format, false);
        fixture.request(
                "GET http://server/a?token=secret HTTP/1.1",
                "Host: server",
                "Authorization: Basic secret",
                "Cookie: session=secret");
        answered(200);
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("http://server/a")
                .doesNotContain("secret", "?");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void signaturesOfUrlsAreRedacted(Format format) {
        fixture = fixture(Which.ALL, format);
        fixture.request(
                "GET http://server/a?sig=secret&b=c&X-Amz-Signature=secret" + "x".repeat(2000) + " HTTP/1.1",
                "Host: server");
        answered(200);
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("http://server/a?sig=REDACTED&b=c&X-Amz-Signature=REDACTED")
                .doesNotContain("secret", "REDACTEDx", "...");
    }

    @Test
    void linesAreHandedOverAtTheEndOfTheTurnAndManyAtOnceBefore() {
        int lines = 0;
        while (ring.isEmpty()) {
            fixture.get();
            answered(200);
            assertThat(++lines).isLessThan(100);
        }
        assertThat(lines).isGreaterThan(4);
        fixture.get();
        answered(200);
        assertThat(ring.waitingLines()).isEqualTo(lines);
        Objects.requireNonNull(log).handOver();
        assertThat(ring.waitingLines()).isEqualTo(lines + 1);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void longTextsAreCut(Format format) {
        fixture = fixture(Which.ALL, format);
        fixture.request(
                "GET http://server/" + "\"".repeat(7000) + " HTTP/1.1",
                "Host: server",
                "X-Request-Id: " + "\u00ff".repeat(7000),
                "User-Agent: " + "\u00ff".repeat(7000));
        answered(200);
        assertThat(lines())
                .singleElement()
                .asString()
                .hasSizeLessThan(16 * 1024)
                .contains("...");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void isOneGoodLineWhateverACallerSends(Format format) {
        fixture = fixture(Which.ALL, format);
        Random random = new Random(format.ordinal());
        int taken = 0;
        for (int round = 0; round < 2_000; round++) {
            List<String> head = new ArrayList<>(List.of(
                    "GET http://server/" + noise(random, false) + " HTTP/1.1",
                    "Host: server",
                    "User-Agent: a" + noise(random, true) + "z",
                    "X-Request-Id: a" + noise(random, true) + "z"));
            if (random.nextBoolean()) {
                head.add("x-cse-context: {\"x-cse-src-microservice\":\"" + noise(random, true) + "\"}");
            }
            try {
                fixture.request(head.toArray(String[]::new));
            } catch (IllegalArgumentException _) {
                // No head: the parser's doing.
                continue;
            }
            answered(200);
            taken++;
            if (format == Format.TEXT) {
                assertThat(lines())
                        .singleElement()
                        .asString()
                        .matches(TIME + "\\S+ outgoing \\S+ > server"
                                + " \"GET [^\" ]+ HTTP/1\\.1\" 200 - [^ ]+ms( [a-z]+=[^ \"]+){13} agent=\"[^\"]+\"");
            } else {
                assertThat(object())
                        .containsEntry(format == Format.JSON ? "status" : "http.response.status_code", 200L);
            }
        }
        assertThat(taken).isGreaterThan(500);
    }

    private static String noise(Random random, boolean blanks) {
        StringBuilder noise = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            char c = (char)
                    (random.nextInt(4) == 0
                            ? "\"\\%\u2028 =".charAt(random.nextInt(6))
                            : random.nextInt(0x21, blanks ? 0x100 : 0x7f));
            if (c < 0x100 && c != 0x7f && c != '#' && (blanks || c != ' ')) {
                noise.append(c);
            }
        }
        return noise.toString();
    }
}
