package io.mesher.control.admin.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedEncodingTest {
    @ParameterizedTest
    @DisplayName("RFC 9110 §12.5.3: a coding with a weight above 0 is acceptable")
    @ValueSource(
            strings = {"gzip", "GZIP", "deflate, gzip", "br;q=1.0, gzip;q=0.8, *;q=0.1", "gzip ;q=0.001", "gzip; q=1"})
    void takesGzipWhereItIsNamed(String acceptEncoding) {
        assertThat(AcceptedEncoding.hasGzip(acceptEncoding)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "gzip;q=0", "gzip; q=0.000", "x-gzipped", "br, deflate", ",,"})
    void takesNoGzipElsewhere(String acceptEncoding) {
        assertThat(AcceptedEncoding.hasGzip(acceptEncoding)).isFalse();
    }
}
