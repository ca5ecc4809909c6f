package io.mesher.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed URLs must not be found in traces. */
class RedactedTest {
    private static String told(String target) {
        byte[] bytes = (" " + target + "&sig=x").getBytes(StandardCharsets.ISO_8859_1);
        return Redacted.text(bytes, 1, bytes.length - "&sig=x".length());
    }

    @Test
    void whatIsBeforeTheQueryStays() {
        assertThat(told("/a&sig=x?b=c")).isEqualTo("/a&sig=x?b=c");
        assertThat(told("/a&sig=x")).isEqualTo("/a&sig=x");
    }

    @Test
    void copiesAsMuchAsThereIsRoomFor() {
        byte[] bytes = "/?sig=abc&d=e".getBytes(StandardCharsets.ISO_8859_1);
        for (int room = 0; room <= 20; room++) {
            byte[] told = new byte[room];
            int length = Redacted.copy(bytes, 0, 2, bytes.length, told);
            assertThat("/?sig=REDACTED&d=e").startsWith(new String(told, 0, length, StandardCharsets.ISO_8859_1));
            assertThat(length).isEqualTo(Math.min(room, 18));
        }
    }

    @ParameterizedTest
    @DisplayName(
            "OpenTelemetry semantic conventions, url.query: values of known signatures are REDACTED, their names stay")
    @CsvSource({
        "sig=x,sig=REDACTED",
        "a=b&sig=x&c=d,a=b&sig=REDACTED&c=d",
        "Signature=a=b==&AWSAccessKeyId=y,Signature=REDACTED&AWSAccessKeyId=REDACTED",
        "X-Goog-Signature=x&X-Amz-Signature=y&X-Amz-Credential=z,"
                + "X-Goog-Signature=REDACTED&X-Amz-Signature=REDACTED&X-Amz-Credential=REDACTED",
        "X-Amz-Security-Token=x&&sig=,X-Amz-Security-Token=REDACTED&&sig=REDACTED",
    })
    void signaturesGo(String query, String told) {
        assertThat(told("/path?" + query)).isEqualTo("/path?" + told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "sig", "sig&a=b", "SIG=x", "sign=x", "xsig=y", "&&==&", "a=sig=b", "q=sig&x"})
    void everythingElseStays(String query) {
        assertThat(told("?" + query)).isEqualTo("?" + query);
    }

    @Test
    void aLongQueryOfNothingIsReadOnce() {
        String query = "&".repeat(8000) + "=".repeat(8000);
        assertThat(told("?" + query)).isEqualTo("?" + query);
    }
}
