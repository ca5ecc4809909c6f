package io.mesher.base.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Against the JDK's decoder. */
class Utf8Test {
    /** On both sides of each border in RFC 3629 §4. */
    private static final int[] BORDERS = {
        0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef,
        0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
    };

    @Test
    @DisplayName("RFC 3629 §4: all sequences of up to four bytes at the borders")
    void agreesWithTheDecoder() {
        for (int length = 0; length <= 4; length++) {
            byte[] bytes = new byte[length];
            int sequences = (int) Math.pow(BORDERS.length, length);
            for (int n = 0; n < sequences; n++) {
                for (int i = 0, rest = n; i < length; i++, rest /= BORDERS.length) {
                    bytes[i] = (byte) BORDERS[rest % BORDERS.length];
                }
                if (Utf8.isValid(bytes, 0, length) != isDecodable(bytes)) {
                    assertThat(bytes).as("valid: " + isDecodable(bytes)).isNull();
                }
            }
        }
    }

    @Test
    void looksAtItsRangeOnly() {
        byte[] bytes = {(byte) 0xff, 'a', (byte) 0xc3, (byte) 0xa4, (byte) 0xff};
        assertThat(Utf8.isValid(bytes, 1, 4)).isTrue();
        assertThat(Utf8.isValid(bytes, 1, 3)).isFalse();
        assertThat(Utf8.isValid(bytes, 0, 4)).isFalse();
        assertThat(Utf8.isValid(bytes, 1, 5)).isFalse();
    }

    @Test
    void encodesEachCharacterAsTheJdkDoesAndReadsItBack() {
        for (int codePoint = 0x80; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (Character.isBmpCodePoint(codePoint) && Character.isSurrogate((char) codePoint)) {
                continue;
            }
            byte[] bytes = new byte[5];
            int length = Utf8.encode(codePoint, bytes, 1);
            byte[] expected = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
            if (!Arrays.equals(expected, 0, expected.length, bytes, 1, 1 + length)
                    || Utf8.length(bytes, 1, 1 + length) != length
                    || Utf8.length(bytes, 1, length) != 0
                    || Utf8.codePoint(bytes, 1, length) != codePoint) {
                fail("U+%04X".formatted(codePoint));
            }
        }
    }

    private static boolean isDecodable(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
