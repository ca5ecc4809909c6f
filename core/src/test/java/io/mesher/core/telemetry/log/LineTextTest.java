package io.mesher.core.telemetry.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineTextTest {
    private final LineText text = new LineText();

    private String line() {
        return new String(text.bytes(), 0, text.length(), UTF_8);
    }

    private String bytes(String latin1, int max, Quoting quoting) {
        byte[] bytes = latin1.getBytes(ISO_8859_1);
        text.clear();
        text.text(bytes, 0, bytes.length, max, quoting);
        return line();
    }

    private String string(String string, int max, Quoting quoting) {
        text.clear();
        text.text(string, max, quoting);
        return line();
    }

    private static String utf8(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "7,7",
        "10,10",
        "9223372036854775807,9223372036854775807",
    })
    void writesNumbers(long value, String written) {
        text.clear();
        text.number(value);
        assertThat(line()).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"0,0.000", "999,0.000", "1000,0.001", "3214999,3.214", "60000000000,60000.000", "-5000000,0.000"})
    void writesNanosecondsAsMilliseconds(long nanos, String written) {
        text.clear();
        text.millis(nanos);
        assertThat(line()).isEqualTo(written);
    }

    @ParameterizedTest
    @EnumSource(Quoting.class)
    void leavesOrdinaryTextAlone(Quoting quoting) {
        assertThat(bytes("/hello?a=1&b='x'", 100, quoting)).isEqualTo("/hello?a=1&b='x'");
        assertThat(bytes(utf8("/grüße/日本/🙂"), 100, quoting)).isEqualTo("/grüße/日本/🙂");
        assertThat(string("/grüße/日本/🙂", 100, quoting)).isEqualTo("/grüße/日本/🙂");
        assertThat(bytes("", 100, quoting)).isEmpty();
    }

    @Test
    void escapesWhatWouldLeaveItsPlace() {
        String hostile = "a\"b\\c\n\r\t\0\u007f\u00e9 d";
        assertThat(bytes(hostile, 100, Quoting.QUOTED)).isEqualTo("a\\x22b\\x5cc\\x0a\\x0d\\x09\\x00\\x7f\\xe9 d");
        assertThat(bytes(hostile, 100, Quoting.BARE)).isEqualTo("a\\x22b\\x5cc\\x0a\\x0d\\x09\\x00\\x7f\\xe9\\x20d");
        assertThat(bytes(hostile, 100, Quoting.JSON))
                .isEqualTo("a\\\"b\\\\c\\u000a\\u000d\\u0009\\u0000\\u007f\\u00e9 d");
    }

    @Test
    void escapesSeparatorsAndWhatTurnsTheDirection() {
        assertThat(bytes(utf8("a\u2028\u202e\u0085"), 100, Quoting.JSON)).isEqualTo("a\\u2028\\u202e\\u0085");
        assertThat(bytes(utf8("a\u202e"), 100, Quoting.QUOTED)).isEqualTo("a\\xe2\\x80\\xae");
        assertThat(string("a\u202e\ud800\udb40\udc01", 100, Quoting.JSON)).isEqualTo("a\\u202e\ufffd\\udb40\\udc01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00c3", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f5\u0080\u0080\u0080", "\u0080"})
    void writesBytesThatAreNoUtf8AsThoseBytes(String latin1) {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < latin1.length(); i++) {
            expected.append("\\x").append(Integer.toHexString(latin1.charAt(i)));
        }
        assertThat(bytes(latin1, 100, Quoting.QUOTED)).isEqualTo(expected.toString());
    }

    @Test
    void cutsLongTextsWithAMarkAndNotWithinACharacter() {
        assertThat(bytes("abcdef", 6, Quoting.JSON)).isEqualTo("abcdef");
        assertThat(bytes("abcdefg", 6, Quoting.JSON)).isEqualTo("abcdef...");
        assertThat(bytes(utf8("abc🙂"), 6, Quoting.JSON)).isEqualTo("abc...");
        assertThat(bytes(utf8("abcü"), 4, Quoting.JSON)).isEqualTo("abc...");
        assertThat(string("abcdefg", 6, Quoting.JSON)).isEqualTo("abcdef...");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void isOneLineOfUtf8WhateverComes(long seed) throws CharacterCodingException {
        Random random = new Random(seed);
        byte[] all = new byte[300];
        for (int round = 0; round < 5_000; round++) {
            int length = random.nextInt(300);
            for (int i = 0; i < length; i++) {
                // Beginnings of characters and their continuations, more often than chance has them.
                all[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(0x80, 0xc0) : random.nextInt(256));
            }
            int max = random.nextInt(1, 300);
            for (Quoting quoting : Quoting.values()) {
                text.clear();
                text.text(all, 0, length, max, quoting);
                String decoded = UTF_8.newDecoder()
                        .decode(ByteBuffer.wrap(text.bytes(), 0, text.length()))
                        .toString();
                assertThat(decoded.codePoints().allMatch(LineText::isHarmless)).isTrue();
                assertThat(decoded.replace("\\\"", "")).doesNotContain("\"");
                if (quoting == Quoting.BARE) {
                    assertThat(decoded).doesNotContain(" ");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00.000",
                "2024-02-29T23:59:59.999",
                "2026-11-25T09:31:00.123",
                "2100-03-01T00:00:00.007",
                "9999-12-31T23:59:59.050"
            })
    void writesTheTime(String written) {
        text.clear();
        new LineTime()
                .append(
                        text,
                        LocalDateTime.parse(written).toInstant(ZoneOffset.UTC).toEpochMilli());
        assertThat(line()).isEqualTo(written);
    }

    @Test
    void writesTheTimeAsTheCalendarHasIt() {
        Random random = new Random(17);
        LineTime time = new LineTime();
        for (int i = 0; i < 20_000; i++) {
            long millis = random.nextLong(0, 253_402_300_800_000L);
            text.clear();
            time.append(text, millis);
            assertThat(LocalDateTime.parse(line()).toInstant(ZoneOffset.UTC)).isEqualTo(Instant.ofEpochMilli(millis));
            text.clear();
            time.append(text, millis - millis % 1000);
            assertThat(line()).endsWith(".000");
        }
    }

    @Test
    void numbersAndTimesAreExactWhereTheyAreReckonedWithoutDivisions() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            long value = random.nextLong(1L << random.nextInt(1, 63));
            text.clear();
            text.number(value).plain(' ').millis(value);
            long micros = value / 1000;
            assertThat(line())
                    .isEqualTo(value + " " + micros / 1000 + "."
                            + Long.toString(1000 + micros % 1000).substring(1));
        }
        for (long value : new long[] {0, 9, 10, Integer.MAX_VALUE, 1L + Integer.MAX_VALUE, 0xFFFF_FFFFL, 1L << 32}) {
            text.clear();
            text.number(value);
            assertThat(line()).isEqualTo(Long.toString(value));
        }
    }
}
