package io.mesher.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameWriterTest {
    private final FakeTunnel tunnel = new FakeTunnel();
    private final FrameWriter server = new FrameWriter(Side.SERVER, tunnel);
    private final FrameWriter client = new FrameWriter(Side.CLIENT, tunnel);

    @ParameterizedTest
    @CsvSource({
        "0, 8100",
        "125, 817d",
        "126, 817e007e",
        "65535, 817effff",
        "65536, 817f0000000000010000",
    })
    @DisplayName("RFC 6455 §5.2: the shortest form of the length")
    void writesLengths(int length, String header) {
        byte[] text = new byte[length];
        Arrays.fill(text, (byte) 'a');
        server.text(text);
        byte[] sent = tunnel.take();
        byte[] expected = Frames.hex(header);
        assertThat(sent).startsWith(expected).hasSize(expected.length + length);

        client.text(text);
        byte[] masked = tunnel.take();
        expected[1] |= (byte) 0x80;
        assertThat(masked).startsWith(expected).hasSize(sent.length + 4);
        String understood = Frames.read(Side.SERVER, length, List.of(masked));
        assertThat(understood).isEqualTo("text " + (length > 100 ? length + " bytes" : "a".repeat(length)));
        assertThat(Frames.read(Side.CLIENT, length, List.of(sent))).isEqualTo(understood);
    }

    @Test
    @DisplayName("RFC 6455 §5.3: a mask of its own for each frame")
    void masksEachFrameAnew() {
        byte[] text = "aaaaaaaa".getBytes(StandardCharsets.US_ASCII);
        client.text(text);
        byte[] one = tunnel.take();
        client.text(text);
        assertThat(tunnel.take()).isNotEqualTo(one);
        assertThat(text).asString(StandardCharsets.US_ASCII).isEqualTo("aaaaaaaa");
    }

    @Test
    @DisplayName("RFC 6455 §5.5: control frames")
    void writesControlFrames() {
        server.ping();
        server.pong(new byte[] {'x'});
        server.close(1001, "ä");
        server.close(CloseCode.NONE, "");
        assertThat(tunnel.take()).isEqualTo(Frames.hex("8900 8a0178 880403e9c3a4 8800"));
    }
}
