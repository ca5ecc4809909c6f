package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.balance.Failing;
import io.mesher.core.catalog.Instance;
import io.mesher.core.telemetry.Direction;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
                exchange -> told.add(line(exchange)));
    }

    private static String line(Exchange exchange) {
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

    @Test
    void timesAreSplitIntoTheWaitForAConnectionTheInstanceAndTheRest() {
        List<Long> millis = new ArrayList<>();
        fixture.close();
        fixture = new ExchangeFixture(
                1,
                InetAddress.ofLiteral("127.0.0.1"),
                OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null),
                exchange -> {
                    ExchangeRecord record = exchange.record();
                    for (long nanos : new long[] {record.waited(), record.upstream(), record.duration()}) {
                        millis.add(nanos / 1_000_000);
                    }
                    assertThat(exchange.direction()).isEqualTo(Direction.OUTGOING);
                });
        fixture.withBody("POST");
        fixture.clock.advance(Duration.ofMillis(3));
        fixture.connection();
        fixture.body("12345");
        fixture.bodyEnd();
        fixture.clock.advance(Duration.ofMillis(20));
        fixture.responds(200);
        fixture.clock.advance(Duration.ofMillis(100));
        fixture.ends();
        assertThat(millis).containsExactly(3L, 20L, 123L);
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

        assertThat(record.waited()).isEqualTo(7 + 3 + 1000 + 1);
        record.head(start + 1200, 200);
        record.ended(200, start + 1200, start + 1204);
        assertThat(record.upstream()).isEqualTo(86);
        assertThat(record.duration()).isEqualTo(1204);
        // Those two times that passed since the loop's clock was read; all else was waited for, in vain at the second
        // attempt.
        assertThat(record.own()).isEqualTo(1204 - record.waited() - 86 - 98);
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
        assertThat(record.noted()).isEqualTo(ExchangeRecord.MOST_NOTED);
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

    private void tellsBytes() {
        fixture.close();
        fixture = new ExchangeFixture(
                1,
                InetAddress.ofLiteral("127.0.0.1"),
                OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null),
                exchange -> bytes.add(exchange.record().responseBytes()));
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
