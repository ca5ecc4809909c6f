package io.mesher.proxy.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed URLs must not be found in traces. */
class RedactedTest {
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
        assertThat(Redacted.query(query)).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "sig", "sig&a=b", "SIG=x", "sign=x", "xsig=y", "&&==&", "a=sig=b", "q=sig&x"})
    void everythingElseStays(String query) {
        assertThat(Redacted.query(query)).isSameAs(query);
    }

    @Test
    void aLongQueryOfNothingIsReadOnce() {
        String query = "&".repeat(8000) + "=".repeat(8000);
        assertThat(Redacted.query(query)).isSameAs(query);
    }
}
