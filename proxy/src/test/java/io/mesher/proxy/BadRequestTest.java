package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.base.MessageLimit;
import io.mesher.core.config.AccessLogConfig;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.telemetry.log.LineRing;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http1.ParsedHeads;
import io.mesher.proxy.filter.Trace;
import io.mesher.proxy.record.AccessLog;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of requests that couldn't be read, or asked for what nobody does. */
class BadRequestTest {
    private final LineRing ring = new LineRing(64 * 1024, () -> {}, () -> {});
    private final AccessLog log = new AccessLog(
            new AccessLogConfig(AccessLogConfig.Which.FAILED, AccessLogConfig.Format.TEXT, true, null, 64 * 1024),
            ring,
            "client");
    private final ExchangeFixture fixture = new ExchangeFixture(1, InetAddress.ofLiteral("127.0.0.1"), filters(), log);

    /** With traces, which the fixture has off. */
    private static List<Filter> filters() {
        List<Filter> filters = new ArrayList<>(OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null));
        filters.set(0, new Trace(new TracingConfig(true, 0, false, true, null)));
        return filters;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private String line() {
        log.handOver();
        ByteBuffer taken = ByteBuffer.allocate(64 * 1024);
        ring.take(taken);
        return StandardCharsets.ISO_8859_1.decode(taken.flip()).toString();
    }

    private String bad(RequestFailure failure, String... more) {
        List<String> lines = new ArrayList<>(List.of("GET http://server/a HTTP/1.1", "Host: server"));
        lines.addAll(List.of(more));
        fixture.caller.begin(ParsedHeads.request(lines.toArray(String[]::new)));
        fixture.exchange.onBadRequest(fixture.caller, failure, fixture.caller.began());
        return fixture.caller.lastAnswer().fields().toString();
    }

    static List<RequestFailure> unreadable() {
        return List.of(
                new RequestFailure.Malformed("no HTTP"),
                new RequestFailure.TimedOut("head", 1_000),
                new RequestFailure.RequestLineTooLong(8_192),
                new RequestFailure.HeadTooLarge(MessageLimit.HEAD_FIELDS, 100));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void oneThatCouldNotBeReadIsFoundByAnIdOfItsOwn(RequestFailure failure) {
        // What was read of it means nothing.
        String answer = bad(failure, "X-Request-Id: order-7");
        Matcher id = Pattern.compile("X-Request-Id: ([0-9a-f]{32})\r\n").matcher(answer);
        assertThat(id.find()).as(answer).isTrue();
        assertThat(line()).contains(" \"-\" 4", " trace=" + id.group(1) + " id=" + id.group(1) + " ");
    }

    @Test
    void oneThatAsksForWhatNobodyDoesWasReadAndIsFoundByItsCallersIds() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        String answer = bad(
                new RequestFailure.Expectation(),
                "X-Request-Id: order-7",
                "traceparent: 00-" + trace + "-00f067aa0ba902b7-01");
        assertThat(answer).contains("X-Request-Id: order-7\r\n");
        assertThat(line())
                .contains(
                        " \"GET http://server/a HTTP/1.1\" 417 expectation.unsupported ",
                        " trace=" + trace + " id=order-7 ");
    }

    @Test
    void anIdGoesBackByteByByte() {
        String answer = bad(new RequestFailure.Expectation(), "X-Request-Id: caf\u00c3\u00a9 \u00ff");
        assertThat(answer).contains("X-Request-Id: caf\u00c3\u00a9 \u00ff\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 129})
    void anIdThatIsNoneOrTooLongForALineGivesWayToTheTraces(int length) {
        String answer = bad(new RequestFailure.Expectation(), "X-Request-Id: " + "x".repeat(length));
        Matcher id = Pattern.compile("X-Request-Id: ([0-9a-f]{32})\r\n").matcher(answer);
        assertThat(id.find()).as(answer).isTrue();
        assertThat(line()).contains(" trace=" + id.group(1) + " id=" + (length == 0 ? id.group(1) : "xxx"));
    }

    @Test
    void aHeadThatCameTooSlowlyLastedAsLongAsTheCallerTook() {
        fixture.caller.begin(ParsedHeads.request("GET http://server/a HTTP/1.1", "Host: server"));
        fixture.clock.advance(Duration.ofMillis(1_250));
        fixture.exchange.onBadRequest(
                fixture.caller, new RequestFailure.TimedOut("head", 1_000), fixture.caller.began());
        assertThat(line()).contains(" \"-\" 408 request.too.slow 1250.000ms ", " upload=1250.000 ", " own=0.000 ");
    }
}
