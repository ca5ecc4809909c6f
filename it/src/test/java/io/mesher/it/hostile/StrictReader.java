package io.mesher.it.hostile;

import io.mesher.it.hostile.Message.Field;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of which everybody has the same understanding, and refuses all others: the judge of what is ambiguous. Written
 * from RFC 9112 alone, so that it shares no mistake with Mesher's parser.
 */
final class StrictReader {
    /** What was read is no message, or not one to everybody. */
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1;

        Unclear(String what) {
            super(what);
        }
    }

    /** The bytes ended within a message. */
    static final class Cut extends Exception {
        private static final long serialVersionUID = 1;

        Cut(String within) {
            super("ended within " + within);
        }
    }

    private static final Pattern TOKEN = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");
    private static final Pattern REQUEST_LINE = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+ [!-\"$-~]+ HTTP/1\\.[01]");
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] [1-5][0-9][0-9]( [\\t -~\\x80-\\xff]*)?");
    private static final Pattern VALUE = Pattern.compile("[\\t -~\\x80-\\xff]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern RAW_REQUEST_LINE =
            Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+ [!-\"$-~\\x80-\\xff]+ HTTP/1\\.[01]");
    private static final Pattern PADDED_CHUNK = Pattern.compile("[0-9A-Fa-f]{1,15}[ \\t]*(;[\\t -~\\x80-\\xff]*)?");
    private static final Pattern CHUNK = Pattern.compile("[0-9A-Fa-f]{1,15}(;[\\t -~\\x80-\\xff]*)?");

    private final InputStream in;
    private final boolean repairs;

    StrictReader(InputStream in) {
        this(in, false);
    }

    private StrictReader(InputStream in, boolean repairs) {
        this.in = in;
        this.repairs = repairs;
    }

    /**
     * Reads what a caller sends to Mesher, which repairs two things that have one meaning only: UTF-8 in targets, read here
     * percent-encoded, and blanks after a chunk's size.
     */
    static StrictReader ofCaller(InputStream in) {
        return new StrictReader(in, true);
    }

    /** Null at the end of the stream. {@code emptyLine}: one is passed over, as servers may. */
    @Nullable Message requestHead(boolean emptyLine) throws IOException, Unclear, Cut {
        String line = line("a request line", true);
        if (line != null && line.isEmpty() && emptyLine) {
            line = line("a request line", true);
        }
        if (line == null) {
            return null;
        }
        if (repairs && RAW_REQUEST_LINE.matcher(line).matches()) {
            line = encoded(line);
        }
        if (!REQUEST_LINE.matcher(line).matches()) {
            throw new Unclear("request line " + line);
        }
        return new Message(line, fields(), "", List.of());
    }

    /** Unchanged where it isn't UTF-8. */
    private static String encoded(String line) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Bytes.of(line)));
        } catch (CharacterCodingException _) {
            return line;
        }
        StringBuilder encoded = new StringBuilder();
        line.chars().forEach(c -> encoded.append(c < 0x80 ? String.valueOf((char) c) : String.format("%%%02X", c)));
        return encoded.toString();
    }

    /** With its body. */
    Message requestBody(Message head) throws IOException, Unclear, Cut {
        if (!isFramed(head, head.start().endsWith("1.0"))) {
            return head;
        }
        return framedBody(head);
    }

    /** An interim response, or a whole final one; null at the end of the stream. */
    @Nullable Message response(String method) throws IOException, Unclear, Cut {
        String line = line("a status line", true);
        if (line == null) {
            return null;
        }
        if (!STATUS_LINE.matcher(line).matches()) {
            throw new Unclear("status line " + line);
        }
        Message head = new Message(line, fields(), "", List.of());
        boolean framed = isFramed(head, line.startsWith("HTTP/1.0"));
        int status = head.status();
        if (status < 200 || status == 204) {
            if (framed) {
                throw new Unclear("a " + status + " with Content-Length or Transfer-Encoding");
            }
            return head;
        }
        boolean connected = method.equals("CONNECT") && status < 300;
        if (connected && framed) {
            throw new Unclear("a CONNECT is accepted with Content-Length or Transfer-Encoding");
        }
        if (connected || status == 304 || method.equals("HEAD")) {
            return head;
        }
        return framed ? framedBody(head) : head.with(rest(), List.of());
    }

    private static boolean isFramed(Message head, boolean old) throws Unclear {
        List<String> lengths = head.values("Content-Length");
        List<String> encodings = head.values("Transfer-Encoding");
        if (lengths.size() + encodings.size() > 1) {
            throw new Unclear("more than one framing: " + lengths + encodings);
        }
        if (!lengths.isEmpty() && !LENGTH.matcher(lengths.getFirst()).matches()) {
            throw new Unclear("Content-Length " + lengths);
        }
        if (!encodings.isEmpty() && (old || !encodings.getFirst().equalsIgnoreCase("chunked"))) {
            throw new Unclear("Transfer-Encoding " + encodings);
        }
        return lengths.size() + encodings.size() == 1;
    }

    private Message framedBody(Message head) throws IOException, Unclear, Cut {
        if (head.has("Content-Length")) {
            long length = Long.parseLong(head.values("Content-Length").getFirst());
            return head.with(exactly(length), List.of());
        }
        StringBuilder body = new StringBuilder();
        while (true) {
            String line = present(line("a chunk", false));
            if (!(repairs ? PADDED_CHUNK : CHUNK).matcher(line).matches()) {
                throw new Unclear("chunk size " + line);
            }
            int semicolon = line.indexOf(';');
            long size = Long.parseLong(trimmed(semicolon < 0 ? line : line.substring(0, semicolon)), 16);
            if (size == 0) {
                return head.with(body.toString(), fields());
            }
            body.append(exactly(size));
            if (!present(line("a chunk", false)).isEmpty()) {
                throw new Unclear("a chunk longer than its size");
            }
        }
    }

    private List<Field> fields() throws IOException, Unclear, Cut {
        List<Field> fields = new ArrayList<>();
        while (true) {
            String line = present(line("the fields", false));
            if (line.isEmpty()) {
                return fields;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || !TOKEN.matcher(line.substring(0, colon)).matches()) {
                throw new Unclear("field line " + line);
            }
            String value = trimmed(line.substring(colon + 1));
            if (!VALUE.matcher(value).matches()) {
                throw new Unclear("field value " + line);
            }
            fields.add(new Field(line.substring(0, colon), value));
        }
    }

    private static String trimmed(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && " \t".indexOf(value.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && " \t".indexOf(value.charAt(to - 1)) >= 0) {
            to--;
        }
        return value.substring(from, to);
    }

    private static String present(@Nullable String line) throws Cut {
        if (line == null) {
            throw new Cut("a message");
        }
        return line;
    }

    /** Without its CRLF; null at the end of the stream, where that may be. */
    private @Nullable String line(String what, boolean endAllowed) throws IOException, Unclear, Cut {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); ; b = in.read()) {
            if (b < 0) {
                if (line.isEmpty() && endAllowed) {
                    return null;
                }
                throw new Cut(what);
            }
            if (b == '\n') {
                int end = line.length() - 1;
                if (end < 0 || line.charAt(end) != '\r') {
                    throw new Unclear("a bare LF after " + line);
                }
                line.setLength(end);
                return line.toString();
            }
            if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
                throw new Unclear("a bare CR after " + line);
            }
            line.append((char) b);
        }
    }

    private String exactly(long length) throws IOException, Cut {
        byte[] bytes = in.readNBytes((int) Math.min(length, Integer.MAX_VALUE - 8));
        if (bytes.length < length) {
            throw new Cut("a body");
        }
        return Bytes.text(bytes, 0, bytes.length);
    }

    private String rest() throws IOException {
        byte[] bytes = in.readAllBytes();
        return Bytes.text(bytes, 0, bytes.length);
    }
}
