package io.mesher.net.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentDecoderTest {
    @ParameterizedTest
    @CsvSource({
        "Server, Server",
        "a+b, a+b",
        "a%2fb, a/b",
        "a%2Fb, a/b",
        "%41, A",
        "a%20b, a b",
        "%E6%9C%8D, 服",
        "%25%32%35, %25"
    })
    void decodes(String encoded, String decoded) {
        assertThat(PercentDecoder.decode(encoded)).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "a%", "%4", "%4g", "%g4", "%-1", "%+1", "%%41", "%ff", "%c0%af", "%ed%a0%80", "%E6%9C"})
    void refusesWhatIsNotTheEncodingOfUtf8(String encoded) {
        assertThat(PercentDecoder.decode(encoded)).isNull();
    }
}
