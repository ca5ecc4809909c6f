package io.mesher.net.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
    private final BodyReader reader = new BodyReader();

    @Test
    @DisplayName("RFC 9110 §6.5: trailers belong to one message, not to the next on the connection")
    void forgetsTrailersOfTheMessageBefore() {
        reader.start(BodyFraming.CHUNKED, 0);
        readAll("0\r\nA: b\r\n\r\n");
        assertThat(reader.isComplete()).isTrue();
        assertThat(reader.trailers().count()).isEqualTo(1);

        reader.start(BodyFraming.LENGTH, 1);
        assertThat(readAll("xyz")).isEqualTo(1);
        assertThat(reader.isComplete()).isTrue();
        assertThat(reader.trailers().count()).isZero();
    }

    @Test
    void isWellAgainAfterAWrongBody() {
        reader.start(BodyFraming.CHUNKED, 0);
        readAll("zz");
        assertThat(reader.error()).isNotNull();
        reader.start(BodyFraming.CHUNKED, 0);
        assertThat(reader.error()).isNull();
        readAll("0\r\n\r\n");
        assertThat(reader.isComplete()).isTrue();
    }

    @Test
    void readsNothingWhereThereIsNoBody() {
        reader.start(BodyFraming.NONE, 7);
        assertThat(readAll("GET")).isZero();
        assertThat(reader.isComplete()).isTrue();
    }

    @Test
    void aBodyUntilCloseIsNeverComplete() {
        reader.start(BodyFraming.UNTIL_CLOSE, 0);
        assertThat(readAll("abc")).isEqualTo(3);
        assertThat(reader.isComplete()).isFalse();
    }

    @Test
    @DisplayName("RFC 9112 §7.1.1: extensions are bounded per chunk and per body")
    void holdsExtensionsToTheirLimits() {
        String max = ";" + "x".repeat(255);
        // The separator is counted by neither limit: 255 bytes and CR are 256.
        everyCut("1" + max + "\r\nx\r\n0\r\n\r\n", "body x\nleft over ");
        everyCut("1" + max + "xx\r\nx\r\n0\r\n\r\n", "body \nCHUNK_LINE: 256");
        String chunk = "1" + max + "\r\nx\r\n";
        String read = Wire.request(RequestCorpus.post(chunk.repeat(100) + "0\r\n\r\n"));
        assertThat(read).endsWith("body " + "x".repeat(64) + "\nCHUNK_EXTENSIONS: 16384");
    }

    @Test
    @DisplayName("RFC 9112 §7.1.1: blanks after a size are bounded as extensions are")
    void holdsBlanksAfterASizeToTheLimitsOfExtensions() {
        everyCut("1" + " ".repeat(256) + "\r\nx\r\n0\r\n\r\n", "body x\nleft over ");
        everyCut("1" + " ".repeat(257) + "\r\nx\r\n0\r\n\r\n", "body \nCHUNK_LINE: 256");
        String read = Wire.request(RequestCorpus.post(("1" + "\t".repeat(256) + "\r\nx\r\n").repeat(100)));
        assertThat(read).endsWith("body " + "x".repeat(64) + "\nCHUNK_EXTENSIONS: 16384");
    }

    @Test
    @DisplayName("RFC 9112 §7.1.2: trailers are bounded in bytes and number")
    void holdsTrailersToTheirLimits() {
        everyCut("0\r\n" + "A: b\r\n".repeat(32) + "\r\n", "body \n" + "trailer A=b\n".repeat(32) + "left over ");
        everyCut("0\r\n" + "A: b\r\n".repeat(33) + "\r\n", "body \nTRAILERS: 32");
        String value = "v".repeat(8192 - "A: ".length() - 4);
        everyCut("0\r\nA: " + value + "\r\n\r\n", "body \ntrailer A=" + value + "\nleft over ");
        everyCut("0\r\nA: " + value + "v\r\n\r\n", "body \nTRAILER_BYTES: 8192");
    }

    private static void everyCut(String chunks, String expected) {
        String message = RequestCorpus.post(chunks);
        assertThat(Wire.request(message)).endsWith(expected);
        String whole = Wire.request(message);
        for (List<byte[]> pieces : Wire.cuts(message)) {
            assertThat(Wire.request(pieces, Wire.LIMITS)).isEqualTo(whole);
        }
    }

    private int readAll(String bytes) {
        ByteBuffer in = ByteBuffer.wrap(Wire.bytes(bytes));
        int content = 0;
        for (int length = reader.next(in); length > 0; length = reader.next(in)) {
            in.position(in.position() + length);
            content += length;
        }
        return content;
    }
}
