package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.balance.Failing;
import io.mesher.core.catalog.Instance;
import io.mesher.core.telemetry.TimeSplit.Part;
import io.mesher.net.http.ClientHandler;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is noted of a request, as recorders see it at its end. */
class RecordTest {
    private final List<String> told = new ArrayList<>();
    private final List<Long> bytes = new ArrayList<>();
    private ExchangeFixture fixture = fixture(2);

    private ExchangeFixture fixture(int instances) {
        return new ExchangeFixture(
                instances,
                InetAddress.ofLiteral("127.0.0.1"),
                OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null),
                new RecorderOf(exchange -> told.add(line(exchange))));
    }

    private static String line(RequestContext exchange) {
        ExchangeRecord record = exchange.record();
        StringBuilder line = new StringBuilder(exchange.destinationName() + " " + record.status());
        if (!record.reason().isEmpty()) {
            line.append(' ').append(record.reason());
        }
        for (int i = 0; i < record.noted(); i++) {
            AttemptRecord attempt = record.attempt(i);
            line.append(", ").append(attempt.instance().id());
            line.append(attempt.isReused() ? " reused " : " new ");
            line.append(attempt.failing() == null ? attempt.status() : attempt.failing());
        }
        return line.toString();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aRequestIsToldOnceWhenItsResponseHasEnded() {
        fixture.get();
        fixture.connection();
        fixture.responds(200);
        assertThat(told).isEmpty();
        fixture.ends();
        assertThat(told).containsExactly("server 200, 10.0.0.1:80 new 200");
    }

    @Test
    void everyAttemptIsNotedWithWhatCameOfIt() {
        fixture.get();
        fixture.connectFails();
        fixture.pooledConnection();
        fixture.closes();
        fixture.connection();
        fixture.responds(503);
        fixture.ends();
        assertThat(told)
                .containsExactly("server 503, 10.0.0.1:80 new CONNECT, 10.0.0.2:80 reused RESET, 10.0.0.2:80 new 503");
    }

    @Test
    void anInstanceThatHadNoRoomIsNotedAsPassedOver() {
        fixture.get();
        fixture.poolFull();
        fixture.connection();
        fixture.responds(200);
        fixture.ends();
        assertThat(told).containsExactly("server 200, 10.0.0.1:80 new FULL, 10.0.0.2:80 new 200");
    }

    @Test
    void whatMesherAnswersItselfHasItsReason() {
        fixture.request("GET http://nobody/a HTTP/1.1", "Host: nobody");
        fixture.request("GET /a HTTP/1.1", "Host: server");
        assertThat(told).containsExactly("unknown 404 service.unknown", "unknown 400 request.not.for.proxy");
    }

    @Test
    void aCallerThatGoesIsCounted499() {
        fixture.get();
        fixture.connection();
        fixture.gone();
        assertThat(told).containsExactly("server 499 caller.gone, 10.0.0.1:80 new 0");
    }

    /** Of the last request; the parts add up to the whole in each of these tests. */
    private static String split(ExchangeRecord record) {
        StringBuilder text = new StringBuilder();
        long sum = 0;
        for (Part part : Part.values()) {
            long nanos = record.times().of(part);
            sum += nanos;
            if (nanos > 0) {
                text.append(part).append(' ').append(nanos).append(' ');
            }
        }
        assertThat(sum).isEqualTo(record.duration());
        return text.toString().strip();
    }

    private void tellsTimes() {
        fixture.close();
        fixture = new ExchangeFixture(
                2,
                InetAddress.ofLiteral("127.0.0.1"),
                OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null),
                new RecorderOf(exchange -> told.add(split(exchange.record()))));
    }

    private void passes(long nanos) {
        fixture.clock.advance(Duration.ofNanos(nanos));
    }

    @Test
    void timesAreSplitByWhoWasWaitedFor() {
        tellsTimes();
        fixture.withBody("POST");
        passes(3);
        fixture.connection();
        fixture.body("12345");
        passes(700);
        fixture.bodyEnd();
        passes(20);
        fixture.responds(200);
        passes(100);
        fixture.ends();
        assertThat(told).containsExactly("WAIT 3 UPLOAD 700 UPSTREAM 20 DOWNLOAD 100");
    }

    @Test
    void whatAnInstanceTookThatFailedIsItsTimeToo() {
        tellsTimes();
        fixture.get();
        passes(2);
        fixture.pooledConnection();
        passes(310);
        fixture.closes();
        passes(5);
        fixture.connection();
        passes(40);
        fixture.closes();
        assertThat(told).isEmpty();
        passes(6);
        fixture.connection();
        passes(50);
        fixture.responds(200);
        fixture.ends();
        assertThat(told).containsExactly("WAIT 13 UPSTREAM 400");
    }

    @Test
    void aRequestThatNobodyAnsweredHasItsTimesToo() {
        tellsTimes();
        fixture.withBody("POST");
        fixture.connection();
        passes(30);
        fixture.body("1");
        passes(40);
        fixture.gone();
        tellsTimes();
        fixture.get();
        fixture.connection();
        passes(1000);
        fixture.gone();
        tellsTimes();
        fixture.get();
        passes(9);
        fixture.gone();
        assertThat(told).containsExactly("UPLOAD 70", "UPSTREAM 1000", "WAIT 9");
    }

    @Test
    void waitsBeforeAnAttemptThatFailedAndBehindItCountAsWaits() {
        ExchangeRecord record = new ExchangeRecord();
        long start = System.nanoTime();
        Instance instance = new Instance("i", "", null);
        record.begin(start, "");
        record.attempt(instance, 1, start);
        record.attemptFailed(start + 5, Failing.CONNECT);
        record.attempt(instance, 2, start + 7);
        record.sent(start + 10, start + 12, false);
        record.attemptFailed(start + 110, Failing.TIMEOUT);
        record.attempt(instance, 3, start + 1110);
        record.sent(start + 1111, start + 1114, false);
        record.head(start + 1200, 503);
        record.repeats(start + 1200);
        record.attempt(instance, 4, start + 1250);
        record.sent(start + 1250, start + 1252, false);
        record.head(start + 1300, 200);
        record.ended(200, start + 1300, start + 1304);

        assertThat(record.duration()).isEqualTo(1304);
        // Own: times that passed since the loop's clock was read.
        assertThat(split(record))
                .isEqualTo(
                        "OWN " + (2 + 3 + 2 + 4) + " WAIT " + (7 + 3 + 1000 + 1 + 50) + " UPSTREAM " + (98 + 86 + 48));
    }

    @Test
    void moreAttemptsThanAreNotedStandInTheLastPlace() {
        ExchangeRecord record = new ExchangeRecord();
        record.begin(0, "");
        for (int i = 0; i < 20; i++) {
            record.attempt(new Instance("i" + i, "", null), i, i);
            record.attemptFailed(i, Failing.CONNECT);
        }
        assertThat(record.attempts()).isEqualTo(20);
        assertThat(record.noted()).isEqualTo(ExchangeRecord.MAX_NOTED);
        assertThat(record.attempt(0).instance().id()).isEqualTo("i0");
        assertThat(record.instance().id()).isEqualTo("i19");
        assertThat(record.repeated(Failing.CONNECT)).isEqualTo(19);
    }

    @Test
    void whatWasRepeatedIsCountedByFailureAlsoBeyondWhatIsNoted() {
        ExchangeRecord record = new ExchangeRecord();
        record.begin(0, "");
        assertThat(record.repeated(Failing.CONNECT)).isZero();
        for (Failing how : Failing.values()) {
            for (int i = 0; i <= how.ordinal(); i++) {
                record.attempt(new Instance("i", "", null), i, i);
                if (how == Failing.STATUS) {
                    // Its retry is decided without a word to the record.
                    record.head(i, 503);
                } else {
                    record.attemptFailed(i, how);
                }
            }
        }
        record.attempt(new Instance("last", "", null), 1, 1);
        for (Failing how : Failing.values()) {
            assertThat(record.repeated(how)).as("%s", how).isEqualTo(how.ordinal() + 1);
        }
        record.begin(0, "");
        assertThat(record.repeated(Failing.RESET)).isZero();
    }

    @Test
    void aCallerThatClosedAndTookNoAnswerIsCounted499() {
        fixture.get();
        fixture.connection();
        fixture.caller.inputEnds(true);
        fixture.responds(200);
        assertThat(told).containsExactly("server 499 caller.gone, 10.0.0.1:80 new 200");
    }

    @Test
    void oneThatClosedItsSideOnlyHasItsAnswer() {
        fixture.get();
        fixture.connection();
        fixture.caller.inputEnds(false);
        fixture.responds(200);
        fixture.ends();
        assertThat(told).containsExactly("server 200, 10.0.0.1:80 new 200");
    }

    @Test
    void oneThatLeftWithinTheAnswerHasItsStatus() {
        fixture.get();
        fixture.connection();
        fixture.responds(200);
        fixture.caller.inputEnds(true);
        fixture.ends();
        assertThat(told).containsExactly("server 200 caller.gone, 10.0.0.1:80 new 200");
    }

    /** Who keeps a record looks at the request, whoever ends the tunnel. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTunnelIsToldOnceAtItsEnd(boolean callerFirst) {
        fixture.close();
        fixture = new ExchangeFixture(
                1,
                InetAddress.ofLiteral("127.0.0.1"),
                OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null),
                new RecorderOf(exchange -> told.add(exchange.request().method() + " " + line(exchange))));
        fixture.request("GET http://server/a HTTP/1.1", "Host: server", "Connection: upgrade", "Upgrade: websocket");
        fixture.connection();
        fixture.switches();
        ClientHandler upstream = fixture.upstream().handler();
        if (callerFirst) {
            fixture.caller.endByCaller();
            assertThat(told).isEmpty();
            upstream.onTunnelEnd();
        } else {
            upstream.onTunnelEnd();
            assertThat(told).isEmpty();
            fixture.caller.endByCaller();
        }
        assertThat(told).containsExactly("GET server 101, 10.0.0.1:80 new 101");
    }

    @Test
    void aRecorderWithADefectHoldsNothingUp() {
        fixture.close();
        fixture = new ExchangeFixture(
                1,
                InetAddress.ofLiteral("127.0.0.1"),
                OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null),
                new RecorderOf(exchange -> {
                    told.add(line(exchange));
                    throw new IllegalStateException("a defect");
                }));
        fixture.expectDefects();
        fixture.get();
        fixture.connection();
        fixture.responds(200);
        fixture.ends();
        assertThat(told).hasSize(1);
        assertThat(fixture.caller.ends()).isOne();
        assertThat(fixture.expectedDefects).singleElement().asString().contains("a defect");
    }

    private void tellsBytes() {
        fixture.close();
        fixture = new ExchangeFixture(
                1,
                InetAddress.ofLiteral("127.0.0.1"),
                OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null),
                new RecorderOf(exchange -> bytes.add(exchange.record().responseBytes())));
    }

    @Test
    void theBytesOfMeshersOwnAnswerAreThoseOfTheResponse() {
        tellsBytes();
        fixture.request("GET http://nobody/a HTTP/1.1", "Host: nobody");
        assertThat(bytes).containsExactly((long) fixture.caller.lastAnswer().body().length);
        assertThat(bytes.getFirst()).isPositive();
        fixture.request("HEAD http://nobody/a HTTP/1.1", "Host: nobody");
        assertThat(bytes.getLast()).as("a HEAD's answer has no body").isZero();
    }

    @Test
    void aResponseThatBrokeOffHasTheBytesThatCame() {
        tellsBytes();
        fixture.get();
        fixture.connection();
        fixture.responds(200);
        fixture.upstream().handler().onBody(ByteBuffer.wrap(new byte[5]));
        fixture.closes();
        assertThat(bytes).containsExactly(5L);
    }
}
