package io.mesher.net.websocket;

import io.mesher.base.text.Utf8;
import io.mesher.net.stream.ByteCollector;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Takes frames (RFC 6455 §5) as their bytes come, in any pieces, and puts messages together. After a close frame or an error it
 * throws the rest away.
 */
final class FrameReader {
    /** RFC 6455 §5.5: of a control frame. */
    static final int MAX_CONTROL_BYTES = 125;

    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int MASK_BYTES = 4;

    /** What came. Must not throw for what a peer can cause. */
    interface Listener {
        /** {@code utf8}: checked, the listener's own. */
        void onText(byte[] utf8);

        void onPing(byte[] content);

        void onPong();

        /** {@code code}: {@link CloseCode#NONE} where the frame has none. */
        void onClose(int code, String reason);

        /** The peer broke the protocol or a limit. {@code code}: to tell it by. */
        void onError(int code, String what);
    }

    private final boolean masked;
    private final int maxMessageBytes;
    private final Listener listener;

    private final byte[] header = new byte[2 + Long.BYTES + MASK_BYTES];
    private int headerRead;
    private int headerBytes = 2;
    private Opcode opcode = Opcode.CONTINUATION;
    private boolean last;
    /** Of the frame's content. */
    private long remaining;
    /** Of the frame's content, which the mask's place follows. */
    private int maskAt;

    private boolean inContent;
    private boolean inMessage;
    private boolean stopped;
    private final ByteCollector message = new ByteCollector();
    private final ByteCollector control = new ByteCollector();

    /** @param side ours */
    FrameReader(Side side, int maxMessageBytes, Listener listener) {
        this.masked = side == Side.SERVER;
        this.maxMessageBytes = maxMessageBytes;
        this.listener = listener;
    }

    /** Takes all of {@code in}. */
    void read(ByteBuffer in) {
        while (in.hasRemaining() && !stopped) {
            if (inContent) {
                readContent(in);
            } else {
                readHeader(in.get());
            }
        }
        in.position(in.limit());
    }

    /** Nothing more is wanted. */
    void stop() {
        stopped = true;
        message.clear();
        control.clear();
    }

    // --- a frame's header

    private void readHeader(byte next) {
        header[headerRead++] = next;
        if (headerRead == 2) {
            String wrong = wrongStart();
            if (wrong != null) {
                fail(WebSocket.PROTOCOL_ERROR, wrong);
                return;
            }
            int length = header[1] & 0x7f;
            int more = length == LENGTH_16 ? Short.BYTES : length == LENGTH_64 ? Long.BYTES : 0;
            headerBytes = 2 + more + (masked ? MASK_BYTES : 0);
        }
        if (headerRead >= 2 && headerRead == headerBytes) {
            beginContent();
        }
    }

    /** Null when nothing is wrong with the first two bytes. */
    private @Nullable String wrongStart() {
        if ((header[0] & 0x70) != 0) {
            return "a frame with reserved bits, though no extension was agreed on";
        }
        Opcode given = Opcode.of(header[0] & 0x0f);
        if (given == null) {
            return "a frame with a reserved opcode";
        }
        opcode = given;
        last = header[0] < 0;
        if ((header[1] < 0) != masked) {
            return masked ? "a client's frame without mask" : "a server's frame with mask";
        }
        if (opcode.isControl()) {
            return last && (header[1] & 0x7f) <= MAX_CONTROL_BYTES
                    ? null
                    : "a control frame in parts or of more than " + MAX_CONTROL_BYTES + " bytes";
        }
        if (inMessage != (opcode == Opcode.CONTINUATION)) {
            return inMessage ? "a new message before the end of another" : "a continuation of no message";
        }
        return null;
    }

    private void beginContent() {
        remaining = length();
        headerRead = 0;
        headerBytes = 2;
        maskAt = 0;
        if (opcode == Opcode.BINARY) {
            fail(CloseCode.UNSUPPORTED, "a binary message; only text is understood");
        } else if (remaining < 0) {
            fail(WebSocket.PROTOCOL_ERROR, "a frame length of 2^63 or more");
        } else if (!opcode.isControl() && remaining > maxMessageBytes - message.size()) {
            fail(WebSocket.TOO_LARGE, "a message of more than " + maxMessageBytes + " bytes");
        } else {
            inContent = true;
            if (remaining == 0) {
                endFrame();
            }
        }
    }

    private long length() {
        ByteBuffer bytes = ByteBuffer.wrap(header);
        int length = header[1] & 0x7f;
        return switch (length) {
            case LENGTH_16 -> bytes.getShort(2) & 0xffff;
            case LENGTH_64 -> bytes.getLong(2);
            default -> length;
        };
    }

    // --- its content

    private void readContent(ByteBuffer in) {
        int part = (int) Math.min(remaining, in.remaining());
        ByteCollector to = opcode.isControl() ? control : message;
        int from = to.size();
        to.add(in.slice(in.position(), part));
        in.position(in.position() + part);
        if (masked) {
            unmask(to.bytes(), from, to.size());
        }
        remaining -= part;
        if (remaining == 0) {
            endFrame();
        }
    }

    private void unmask(byte[] bytes, int from, int to) {
        int mask = maskStart();
        for (int i = from; i < to; i++) {
            bytes[i] ^= header[mask + maskAt];
            maskAt = (maskAt + 1) & (MASK_BYTES - 1);
        }
    }

    /** Behind the length; the header stays as it is until the next frame. */
    private int maskStart() {
        int length = header[1] & 0x7f;
        return length == LENGTH_16 ? 2 + Short.BYTES : length == LENGTH_64 ? 2 + Long.BYTES : 2;
    }

    private void endFrame() {
        inContent = false;
        switch (opcode) {
            case CONTINUATION, TEXT -> endOfMessagePart();
            case PING -> listener.onPing(control.take());
            case PONG -> {
                control.clear();
                listener.onPong();
            }
            case CLOSE -> close(control.take());
            case BINARY -> throw new IllegalStateException("refused at its start");
        }
    }

    private void endOfMessagePart() {
        inMessage = !last;
        if (!last) {
            return;
        }
        if (Utf8.isValid(message.bytes(), 0, message.size())) {
            listener.onText(message.take());
        } else {
            fail(CloseCode.NOT_UTF8, "a text that is not UTF-8");
        }
    }

    private void close(byte[] content) {
        if (content.length == 0) {
            stop();
            listener.onClose(CloseCode.NONE, "");
            return;
        }
        int code = content.length < Short.BYTES ? 0 : ByteBuffer.wrap(content).getShort() & 0xffff;
        if (!CloseCode.isSendable(code)) {
            fail(WebSocket.PROTOCOL_ERROR, "a close frame without a valid code");
        } else if (!Utf8.isValid(content, Short.BYTES, content.length)) {
            fail(CloseCode.NOT_UTF8, "a close frame whose reason is not UTF-8");
        } else {
            stop();
            listener.onClose(
                    code, new String(content, Short.BYTES, content.length - Short.BYTES, StandardCharsets.UTF_8));
        }
    }

    private void fail(int code, String what) {
        stop();
        listener.onError(code, what);
    }
}
