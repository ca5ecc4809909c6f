package io.mesher.control.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.TracingConfig.Protocol;
import io.mesher.net.client.CallFailure;
import io.mesher.net.client.CallResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are worth another try: OTLP 1.x, "Failures". */
class DeliveryTest {
    private static Delivery of(int status, Map<String, String> fields, String body) {
        return Delivery.of(new CallResponse(status, fields, body.getBytes(StandardCharsets.UTF_8)), Protocol.ZIPKIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void everyGoodStatusIsGood(int status) {
        assertThat(of(status, Map.of(), "anything")).isEqualTo(new Delivery.Taken(0, ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void whatPassesIsTriedAgain(int status) {
        assertThat(of(status, Map.of(), "")).isEqualTo(new Delivery.Later("status " + status, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 401, 403, 404, 405, 408, 413, 415, 500, 501})
    void whatStaysIsNot(int status) {
        assertThat(of(status, Map.of(), "")).isInstanceOf(Delivery.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "7,7", "300,300", "301,300", "999999999,300", "9999999999,0", "-1,0", "1.5,0", "'',0"})
    void theCollectorSaysWhen(String field, long seconds) {
        assertThat(of(429, Map.of("retry-after", field), ""))
                .isEqualTo(new Delivery.Later("status 429", seconds * 1_000_000_000));
        assertThat(of(503, Map.of("retry-after", field), ""))
                .isEqualTo(new Delivery.Later("status 503", seconds * 1_000_000_000));
    }

    @Test
    void aReasonInTextIsToldOnOneLine() {
        assertThat(of(
                        400,
                        Map.of("content-type", "text/plain; charset=utf-8"),
                        "Cannot read\nWARN\u001b[31m " + "x".repeat(500)))
                .isInstanceOfSatisfying(Delivery.Refused.class, refused -> {
                    assertThat(refused.why())
                            .startsWith("status 400: Cannot read WARN [31m xxx")
                            .hasSize(212);
                    assertThat(refused.advice())
                            .isEqualTo("are mesher.tracing.endpoint and mesher.tracing.exporter right?");
                });
        assertThat(of(400, Map.of("content-type", "application/x-protobuf"), "\u0008\u0003"))
                .isInstanceOfSatisfying(
                        Delivery.Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo("status 400"));
    }

    @Test
    void adviceNamesTheKey() {
        assertThat(of(404, Map.of(), ""))
                .isEqualTo(new Delivery.Refused("status 404", "is the path of mesher.tracing.endpoint right?"));
        assertThat(of(413, Map.of(), ""))
                .isEqualTo(new Delivery.Refused("status 413", "make mesher.tracing.batchSize smaller"));
        assertThat(of(401, Map.of(), ""))
                .isEqualTo(new Delivery.Refused("status 401", "are the credentials in mesher.tracing.headers right?"));
    }

    @Test
    void spansThatOtlpRejectsAreCounted() {
        byte[] body = ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(3)
                        .setErrorMessage("too\nold"))
                .build()
                .toByteArray();
        CallResponse response = new CallResponse(200, Map.of(), body);
        assertThat(Delivery.of(response, Protocol.OTLP)).isEqualTo(new Delivery.Taken(3, "too old"));
        assertThat(Delivery.of(response, Protocol.ZIPKIN)).isEqualTo(new Delivery.Taken(0, ""));
    }

    @Test
    void noAnswerIsTriedAgainButOneThatIsNoCollectorsIsNot() {
        assertThat(Delivery.of(new CallFailure.NotConnected("refused"))).isEqualTo(new Delivery.Later("refused", 0));
        assertThat(Delivery.of(new CallFailure.TimedOut(50)))
                .isEqualTo(new Delivery.Later("no answer within 50 ms", 0));
        assertThat(Delivery.of(new CallFailure.Broken("closed"))).isEqualTo(new Delivery.Later("closed", 0));
        assertThat(Delivery.of(new CallFailure.TooLarge(100))).isInstanceOf(Delivery.Refused.class);
    }
}
