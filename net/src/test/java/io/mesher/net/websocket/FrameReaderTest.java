package io.mesher.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameReaderTest {
    private static final int MAX_BYTES = 20;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "81 05 48656c6c6f | text Hello",
                "81 00 | \"text \"",
                "81 7e 0005 48656c6c6f | text Hello",
                "81 7f 0000000000000005 48656c6c6f | text Hello",
                "81 02 c3a4 | text ä",
                // A character that is cut by the end of a frame.
                "01 01 c3 80 01 a4 | text ä",
                "01 03 48656c 80 02 6c6f 81 01 21 | \"text Hello | text !\"",
                "01 00 00 00 80 00 | \"text \"",
                "89 05 48656c6c6f | ping Hello",
                "89 00 8a 00 8a 01 21 | \"ping  | pong | pong\"",
                "01 03 48656c 89 01 21 8a 00 80 02 6c6f | \"ping ! | pong | text Hello\"",
                "88 00 81 01 21 | \"close 1005 \"",
                "88 02 03e8 | \"close 1000 \"",
                "88 04 0fa1 c3a4 81 01 21 | close 4001 ä",
                "01 03 48656c 88 02 03e9 | \"close 1001 \"",
            })
    @DisplayName("RFC 6455 §5.4, §5.5, §5.6: messages, their parts, and control frames between them, cut anywhere")
    void readsFrames(String hex, String understood) {
        byte[] bytes = Frames.hex(hex);
        readsInAnyPieces(Side.CLIENT, bytes, understood);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c1 00 | 1002 a frame with reserved bits, though no extension was agreed on",
                "a1 00 | 1002 a frame with reserved bits, though no extension was agreed on",
                "99 00 | 1002 a frame with reserved bits, though no extension was agreed on",
                "83 00 | 1002 a frame with a reserved opcode",
                "8b 00 | 1002 a frame with a reserved opcode",
                "8f 00 | 1002 a frame with a reserved opcode",
                "81 80 00000000 | 1002 a server's frame with mask",
                "09 00 | 1002 a control frame in parts or of more than 125 bytes",
                "08 00 | 1002 a control frame in parts or of more than 125 bytes",
                "89 7e 007e | 1002 a control frame in parts or of more than 125 bytes",
                "80 00 | 1002 a continuation of no message",
                "00 00 | 1002 a continuation of no message",
                "01 00 81 00 | 1002 a new message before the end of another",
                "01 00 82 00 | 1002 a new message before the end of another",
                "82 00 | 1003 a binary message; only text is understood",
                "81 7f 8000000000000000 | 1002 a frame length of 2^63 or more",
                "81 7f ffffffffffffffff | 1002 a frame length of 2^63 or more",
                "81 7f 7fffffffffffffff | 1009 a message of more than 20 bytes",
                "81 15 | 1009 a message of more than 20 bytes",
                "01 14 0000000000000000000000000000000000000000 80 01 | 1009 a message of more than 20 bytes",
                "81 01 ff | 1007 a text that is not UTF-8",
                "01 01 c3 80 01 c3 | 1007 a text that is not UTF-8",
                "81 03 eda080 | 1007 a text that is not UTF-8",
                "88 01 03 | 1002 a close frame without a valid code",
                "88 02 0000 | 1002 a close frame without a valid code",
                "88 03 03e8 ff | 1007 a close frame whose reason is not UTF-8",
            })
    @DisplayName("RFC 6455 §5.1, §5.2, §5.4, §5.5, §8.1: what breaks the protocol or a limit, and nothing behind it")
    void refusesFrames(String hex, String error) {
        byte[] bytes = Frames.hex(hex + "81 01 21 89 00");
        readsInAnyPieces(Side.CLIENT, bytes, "error " + error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // RFC 6455 §5.7
                "81 85 37fa213d 7f9f4d5158 | text Hello",
                "01 83 37fa213d 7f9f4d 89 81 01020304 20 80 82 01020304 6d6d | \"ping ! | text Hello\"",
                "81 fe 0005 37fa213d 7f9f4d5158 | text Hello",
                "81 ff 0000000000000005 37fa213d 7f9f4d5158 | text Hello",
                "88 82 ffffffff fc17 | \"close 1000 \"",
            })
    @DisplayName("RFC 6455 §5.3: a client's frames are unmasked")
    void unmasks(String hex, String understood) {
        readsInAnyPieces(Side.SERVER, Frames.hex(hex), understood);
    }

    @Test
    @DisplayName("RFC 6455 §5.1: a server takes no frame without mask")
    void refusesAClientsFrameWithoutMask() {
        readsInAnyPieces(Side.SERVER, Frames.hex("81 01 21"), "error 1002 a client's frame without mask");
    }

    @Test
    @DisplayName("RFC 6455 §7.4: codes that may stand in a close frame")
    void knowsCloseCodes() {
        List<Integer> taken = new ArrayList<>();
        for (int code = 0; code <= 65535; code++) {
            byte[] frame = {(byte) 0x88, 2, (byte) (code >> 8), (byte) code};
            String understood = Frames.read(Side.CLIENT, MAX_BYTES, List.of(frame));
            if (understood.equals("close " + code + " ")) {
                taken.add(code);
            } else {
                assertThat(understood).isEqualTo("error 1002 a close frame without a valid code");
            }
        }
        assertThat(taken).startsWith(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000);
        assertThat(taken).hasSize(12 + 2000).endsWith(4999);
    }

    @Test
    void takesMessagesUpToTheLimit() {
        byte[] max = new byte[2 + MAX_BYTES];
        max[0] = (byte) 0x81;
        max[1] = MAX_BYTES;
        String text = "text " + "\0".repeat(MAX_BYTES);
        assertThat(Frames.read(Side.CLIENT, MAX_BYTES, List.of(max, max))).isEqualTo(text + " | " + text);
    }

    private static void readsInAnyPieces(Side side, byte[] bytes, String understood) {
        assertThat(Frames.read(side, MAX_BYTES, List.of(bytes))).isEqualTo(understood);
        List<byte[]> single = new ArrayList<>();
        for (int at = 0; at < bytes.length; at++) {
            single.add(new byte[] {bytes[at]});
            List<byte[]> two = List.of(Arrays.copyOfRange(bytes, 0, at), Arrays.copyOfRange(bytes, at, bytes.length));
            assertThat(Frames.read(side, MAX_BYTES, two)).as("cut at " + at).isEqualTo(understood);
        }
        assertThat(Frames.read(side, MAX_BYTES, single)).as("byte by byte").isEqualTo(understood);
    }
}
