package io.mesher.net.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads frames as a session does, from pieces, and says in one text what was understood. */
final class Frames implements FrameReader.Listener {
    private final List<String> heard = new ArrayList<>();

    private Frames() {}

    static String read(Side side, int maxMessageBytes, List<byte[]> pieces) {
        Frames frames = new Frames();
        FrameReader reader = new FrameReader(side, maxMessageBytes, frames);
        for (byte[] piece : pieces) {
            ByteBuffer buffer = ByteBuffer.wrap(piece);
            reader.read(buffer);
            if (buffer.hasRemaining()) {
                frames.heard.add("left over");
            }
        }
        return String.join(" | ", frames.heard);
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Override
    public void onText(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        heard.add("text " + (utf8.length > 100 ? utf8.length + " bytes" : text));
    }

    @Override
    public void onPing(byte[] content) {
        heard.add("ping " + new String(content, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void onPong() {
        heard.add("pong");
    }

    @Override
    public void onClose(int code, String reason) {
        heard.add("close " + code + " " + reason);
    }

    @Override
    public void onError(int code, String what) {
        heard.add("error " + code + " " + what);
    }
}
