package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The server's side of a WebSocket (RFC 6455) that returns each text. */
final class EchoSocket {
    private static final int FINAL_TEXT = 0x81;
    private static final int CLOSE = 8;

    private EchoSocket() {}

    /** Answers the handshake, then sends each text back, until the close; texts of less than 126 bytes only. */
    static void serve(Wire wire, Message request) throws IOException {
        wire.send(head(
                "HTTP/1.1 101 Switching Protocols",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Accept: " + accept(request.value("sec-websocket-key"))));
        while (true) {
            byte[] start = wire.readBytes(2);
            int length = start[1] & 0x7f;
            byte[] mask = wire.readBytes(4);
            byte[] data = wire.readBytes(length);
            byte[] frame = new byte[length + 2];
            frame[0] = start[0];
            frame[1] = (byte) length;
            for (int i = 0; i < length; i++) {
                frame[i + 2] = (byte) (data[i] ^ mask[i % 4]);
            }
            wire.send(frame);
            if ((start[0] & 0x0f) == CLOSE) {
                return;
            }
            assertThat(start[0] & 0xff).isEqualTo(FINAL_TEXT);
        }
    }

    private static String accept(String key) {
        try {
            byte[] bytes = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
