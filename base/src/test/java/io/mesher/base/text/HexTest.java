package io.mesher.base.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HexTest {
    @Test
    void knowsTheDigitsAmongAllCharacters() {
        for (int c = -128; c < 0x10000; c++) {
            int expected = c >= 0 && c < 0x80 ? Character.digit(c, 16) : -1;
            assertThat(Hex.digit(c)).isEqualTo(expected);
        }
    }

    @Test
    void writesDigits() {
        for (int value = 0; value < 16; value++) {
            assertThat((char) Hex.lower(value)).isEqualTo(Character.forDigit(value, 16));
            assertThat(Hex.upper(value)).isEqualTo(Character.toUpperCase(Character.forDigit(value, 16)));
        }
    }

    @Test
    void readsNumbersOfAtMost16Digits() {
        byte[] text = "-ffFE0123456789aB-".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Hex.is(text, 1, 17, true)).isTrue();
        assertThat(Hex.is(text, 1, 17, false)).isFalse();
        assertThat(Hex.is(text, 0, 17, true)).isFalse();
        assertThat(Hex.value(text, 1, 17)).isEqualTo(0xfffe0123456789abL);
        assertThat(Hex.value(text, 1, 1)).isZero();
    }
}
