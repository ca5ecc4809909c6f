package io.mesher.it.component;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection, a caller's or an application's, that says exactly what a test wants to say. Blocks, for at most 2 minutes
 * at a time. Parses with none of Mesher's code.
 */
public final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 120_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    public Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    public static Wire to(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.connect(address, PATIENCE_MILLIS);
        return new Wire(socket);
    }

    /** ISO 8859-1, so that every byte can be written. */
    public Wire send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Wire send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Sends a whole request and reads the response to it. */
    public Message ask(String request) throws IOException {
        return send(request).read();
    }

    /** A whole message. */
    public Message read() throws IOException {
        Message message = readOrEnd();
        if (message == null) {
            throw new EOFException("the connection ended before a message");
        }
        return message;
    }

    /** A whole message, or null where the connection ends before one. */
    public @Nullable Message readOrEnd() throws IOException {
        Message head = readHeadOrEnd();
        return head == null ? null : readBody(head);
    }

    public Message readHead() throws IOException {
        Message head = readHeadOrEnd();
        if (head == null) {
            throw new EOFException("the connection ended before a head");
        }
        return head;
    }

    private @Nullable Message readHeadOrEnd() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return null;
        }
        in.reset();
        String start = readLine();
        return new Message(start, readFields(), "", List.of());
    }

    private List<String> readFields() throws IOException {
        List<String> fields = new ArrayList<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            fields.add(line);
        }
        return fields;
    }

    /** The body that belongs to the head, as RFC 9112 section 6.3 says. */
    public Message readBody(Message head) throws IOException {
        boolean response = head.startLine().startsWith("HTTP/");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<String> trailers = List.of();
        if (head.value("transfer-encoding").toLowerCase(Locale.ROOT).equals("chunked")) {
            for (byte[] chunk = readChunk(); chunk.length > 0; chunk = readChunk()) {
                body.write(chunk);
            }
            trailers = readFields();
        } else if (head.has("content-length")) {
            body.write(readBytes(Integer.parseInt(head.value("content-length"))));
        } else if (response && head.status() >= 200 && head.status() != 204 && head.status() != 304) {
            body.write(in.readAllBytes());
        }
        return new Message(head.startLine(), head.fields(), body.toString(StandardCharsets.ISO_8859_1), trailers);
    }

    /** One chunk's data; empty for the last one, whose trailers follow. */
    public byte[] readChunk() throws IOException {
        String size = readLine();
        byte[] data = readBytes(Integer.parseInt(size.split(";", 2)[0], 16));
        if (data.length > 0 && !readLine().isEmpty()) {
            throw new IOException("a chunk longer than its size: " + size);
        }
        return data;
    }

    public byte[] readBytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the connection ended after " + bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }

    /** Without its line end, which must be CRLF. */
    public String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended within the line \"" + line + "\"");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw new IOException("a line without CR: \"" + text + "\"");
        }
        return text.substring(0, text.length() - 1);
    }

    /** Waits for the end, orderly or by a reset; false when a byte comes instead. */
    public boolean ends() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException _) {
            return true;
        }
    }

    public InputStream in() {
        return in;
    }

    public OutputStream out() {
        return out;
    }

    public Socket socket() {
        return socket;
    }

    /** Says that nothing more will be sent, and can still read. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends with RST. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
