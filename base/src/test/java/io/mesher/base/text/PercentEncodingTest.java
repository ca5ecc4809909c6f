package io.mesher.base.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {
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
        assertThat(PercentEncoding.decode(encoded)).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "a%", "%4", "%4g", "%g4", "%-1", "%+1", "%%41", "%ff", "%c0%af", "%ed%a0%80", "%E6%9C"})
    void refusesWhatIsNotTheEncodingOfUtf8(String encoded) {
        assertThat(PercentEncoding.decode(encoded)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "a-z._~09AZ, a-z._~09AZ",
        "a b+c, a%20b%2Bc",
        "a/b?c=d&e, a%2Fb%3Fc%3Dd%26e",
        "服, %E6%9C%8D",
        "😀, %F0%9F%98%80"
    })
    void encodesAllButUnreservedCharacters(String text, String encoded) {
        StringBuilder to = new StringBuilder("x");
        PercentEncoding.encode(text, to);
        assertThat(to).hasToString("x" + encoded);
        assertThat(PercentEncoding.decode(encoded)).isEqualTo(text);
    }
}
