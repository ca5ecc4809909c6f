package io.mesher.control.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Answers of OTLP collectors, written by OpenTelemetry's own classes, and such as no collector writes. */
class PartialSuccessTest {
    private static ExportTraceServiceResponse response(long rejected, String message) {
        return ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(rejected)
                        .setErrorMessage(message))
                .build();
    }

    @Test
    void anEmptyAnswerIsAWholeSuccess() {
        assertThat(PartialSuccess.read(new byte[0])).isEqualTo(PartialSuccess.NONE);
        assertThat(PartialSuccess.read(response(0, "").toByteArray())).isEqualTo(PartialSuccess.NONE);
    }

    @Test
    void rejectedSpansAreCounted() {
        assertThat(PartialSuccess.read(response(300, "too old").toByteArray()))
                .isEqualTo(new PartialSuccess(300, "too old"));
        assertThat(PartialSuccess.read(response(0, "only a warning: é").toByteArray()))
                .isEqualTo(new PartialSuccess(0, "only a warning: é"));
        assertThat(PartialSuccess.read(response(-5, "").toByteArray())).isEqualTo(PartialSuccess.NONE);
    }

    @Test
    void fieldsOfLaterReleasesAreSkipped() {
        UnknownFieldSet later = UnknownFieldSet.newBuilder()
                .addField(
                        9,
                        UnknownFieldSet.Field.newBuilder()
                                .addVarint(-1)
                                .addFixed32(7)
                                .addFixed64(8)
                                .addLengthDelimited(ByteString.copyFromUtf8("more"))
                                .build())
                .build();
        byte[] bytes =
                response(2, "why").toBuilder().setUnknownFields(later).build().toByteArray();
        assertThat(PartialSuccess.read(bytes)).isEqualTo(new PartialSuccess(2, "why"));
    }

    @Test
    void whatIsNoAnswerSaysNothing() {
        byte[] whole = response(300, "too old").toByteArray();
        for (int length = 1; length < whole.length; length++) {
            assertThat(PartialSuccess.read(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isEqualTo(PartialSuccess.NONE);
        }
        assertThat(PartialSuccess.read("<html>hello</html>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(PartialSuccess.NONE);
    }

    @Test
    void noBytesMakeItFail() {
        Random random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            assertThat(PartialSuccess.read(bytes).rejected()).isNotNegative();
        }
    }
}
