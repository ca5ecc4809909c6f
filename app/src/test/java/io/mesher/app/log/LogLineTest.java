package io.mesher.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.log.LogLine.Quoting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LogLineTest {
    @Test
    void keepsOrdinaryTextOfAnyScript() throws IOException {
        String text = "GET /hello \"x\" C:\\new ~ ü ß 中文 🙂";

        assertThat(escaped(text, Quoting.TEXT)).isEqualTo(text);
    }

    @Test
    void escapesWhatCouldStartALineOrSteerATerminal() throws IOException {
        assertThat(escaped("a\nb\r\nc\td", Quoting.TEXT)).isEqualTo("a\\nb\\r\\nc\\td");
        assertThat(escaped("\u0000\u001b[2J\u007f", Quoting.TEXT)).isEqualTo("\\u0000\\u001b[2J\\u007f");
        assertThat(escaped("\u0085\u009b31m", Quoting.TEXT)).isEqualTo("\\u0085\\u009b31m");
        assertThat(escaped("\u2028\u2029", Quoting.TEXT)).isEqualTo("\\u2028\\u2029");
    }

    @Test
    void escapesInvisibleAndDirectionChangingCharacters() throws IOException {
        assertThat(escaped("\u202e\u2066\u200b\ufeff", Quoting.TEXT)).isEqualTo("\\u202e\\u2066\\u200b\\ufeff");
        assertThat(escaped("\udb40\udc41", Quoting.TEXT)).isEqualTo("\\udb40\\udc41");
    }

    @Test
    void neverWritesMalformedUtf8() throws IOException {
        assertThat(escaped("a\ud800b\udc00", Quoting.TEXT)).isEqualTo("a\\ud800b\\udc00");
        assertThat(escaped("a\ud800b", Quoting.JSON)).isEqualTo("a\\ufffdb");
    }

    @Test
    void quotesForJson() throws IOException {
        assertThat(escaped("say \"hi\" C:\\new\n", Quoting.JSON)).isEqualTo("say \\\"hi\\\" C:\\\\new\\n");
    }

    @Test
    void encodesEveryCharacterThatItKeepsAsUtf8() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int codePoint = 0xa1; codePoint <= 0x2fff; codePoint += 7) {
            if (Character.isLetterOrDigit(codePoint)) {
                all.appendCodePoint(codePoint);
            }
        }
        all.appendCodePoint(0xffe6).appendCodePoint(0x1f600).appendCodePoint(0x20000);

        assertThat(escaped(all.toString(), Quoting.TEXT)).isEqualTo(all.toString());
    }

    @Test
    void padsNumbersWithZeros() throws IOException {
        assertThat(text(new LogLine().padded(7, 3).padded(0, 2).padded(123, 3))).isEqualTo("00700123");
    }

    private static String escaped(String text, Quoting quoting) throws IOException {
        return text(new LogLine().escaped(text, quoting));
    }

    static String text(LogLine line) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(line.toBytes());
        return bytes.toString(UTF_8);
    }
}
