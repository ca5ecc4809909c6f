package io.mesher.net.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** Makes frames, each whole (RFC 6455 §5). */
final class FrameWriter {
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_HEADER_BYTES = 14;
    private static final byte[] NOTHING = {};

    private final boolean masks;
    private final Tunnel tunnel;

    /** @param side ours */
    FrameWriter(Side side, Tunnel tunnel) {
        this.masks = side == Side.CLIENT;
        this.tunnel = tunnel;
    }

    void text(byte[] utf8) {
        frame(Opcode.TEXT, utf8);
    }

    void ping() {
        frame(Opcode.PING, NOTHING);
    }

    void pong(byte[] content) {
        frame(Opcode.PONG, content);
    }

    /** Without a code where it can't be sent. */
    void close(int code, String reason) {
        if (!CloseCode.isSendable(code)) {
            frame(Opcode.CLOSE, NOTHING);
            return;
        }
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        frame(
                Opcode.CLOSE,
                ByteBuffer.allocate(Short.BYTES + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    private void frame(Opcode opcode, byte[] content) {
        ByteBuffer header = ByteBuffer.allocate(MAX_HEADER_BYTES);
        header.put((byte) (FIN | opcode.code()));
        int bit = masks ? MASKED : 0;
        if (content.length < 126) {
            header.put((byte) (bit | content.length));
        } else if (content.length < 1 << 16) {
            header.put((byte) (bit | 126)).putShort((short) content.length);
        } else {
            header.put((byte) (bit | 127)).putLong(content.length);
        }
        byte[] sent = content;
        if (masks) {
            int mask = mask();
            header.putInt(mask);
            sent = masked(content, mask);
        }
        tunnel.send(header.flip());
        if (sent.length > 0) {
            tunnel.send(ByteBuffer.wrap(sent));
        }
    }

    /**
     * RFC 6455 §10.3 wants it unpredictable, so that whoever chooses the content of messages, a script in a browser, doesn't
     * choose the bytes on the wire and thereby fool proxies. Here nobody but Mesher chooses content, and {@code SecureRandom}
     * would load the security providers.
     */
    private static int mask() {
        return ThreadLocalRandom.current().nextInt();
    }

    private static byte[] masked(byte[] content, int mask) {
        byte[] masked = new byte[content.length];
        for (int i = 0; i < content.length; i++) {
            masked[i] = (byte) (content[i] ^ (mask >> (24 - 8 * (i & 3))));
        }
        return masked;
    }
}
