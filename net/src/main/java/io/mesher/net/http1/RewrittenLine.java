package io.mesher.net.http1;

import io.mesher.base.text.Hex;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.RequestHead.TargetForm;
import java.nio.charset.StandardCharsets;

/**
 * A request line that is used otherwise than it came. It is written after the head's other bytes, whole: logs take method and target
 * in one piece, and must find nothing else between them. Only once the head is complete: the line would be in the way of bytes that
 * are still to come.
 */
final class RewrittenLine {
    private static final byte[] HTTP = Ascii.bytes("http://");
    private static final int DEFAULT_PORT = 80;

    private RewrittenLine() {}

    /** How many bytes are no ASCII. */
    static int rawCount(byte[] bytes, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += bytes[i] < 0 ? 1 : 0;
        }
        return count;
    }

    /**
     * Percent-encodes UTF-8, which no grammar of URLs allows (RFC 3986 §2) but people write, as browsers do (RFC 3987 §3.1).
     * Nothing after the parser sees such bytes.
     */
    static void encode(RequestHead head) {
        int targetStart = head.methodEnd() + 1;
        int before = head.pathStart() - targetStart;
        int start = begin(head, before);
        copy(head.fields(), targetStart, head.pathStart());
        endTarget(head, head.form(), start + before);
    }

    /**
     * Makes a whole URL of the target of a request that came inside a CONNECT (RFC 9110 §9.3.6): the CONNECT named the host, and
     * {@code Host} counts as little as beside such a URL.
     *
     * @param authority of the CONNECT, without the default port
     */
    static void insideConnect(RequestHead head, byte[] authority) {
        begin(head, HTTP.length + authority.length);
        Fields fields = head.fields();
        append(fields, HTTP);
        int host = fields.length();
        append(fields, authority);
        if (!Authority.parse(head, host, host + authority.length)) {
            throw new IllegalStateException("an authority that was valid in its CONNECT");
        }
        // RFC 9112 §3.2.4: * is the whole server, whose URL has no path.
        int path = head.form() == TargetForm.ASTERISK ? head.pathEnd() : head.pathStart();
        head.target(head.form(), path, head.pathEnd());
        endTarget(head, TargetForm.ABSOLUTE, fields.length());
    }

    /** The host and port that a CONNECT names, for {@link #insideConnect}. */
    static byte[] authority(RequestHead connect) {
        boolean literal = connect.authorityStart() < connect.hostStart();
        String host = literal ? '[' + connect.host() + ']' : connect.host();
        // By its number: it may be written with zeros in front.
        String shown = connect.port() == DEFAULT_PORT ? host : host + ':' + connect.port();
        return shown.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Copies the method and the blank after it; returns where the target begins. */
    private static int begin(RequestHead head, int room) {
        Fields fields = head.fields();
        int method = head.methodEnd() - head.methodStart();
        int path = head.pathEnd() - head.pathStart();
        fields.ensure(method + 1 + room + path + 2 * rawCount(fields.bytes(), head.pathStart(), head.pathEnd()));
        int at = fields.length();
        copy(fields, head.methodStart(), head.methodEnd() + 1);
        head.method(at, at + method);
        return at + method + 1;
    }

    /** Writes path and query after what stands of the target by now. */
    private static void endTarget(RequestHead head, TargetForm form, int newPathStart) {
        Fields fields = head.fields();
        byte[] bytes = fields.bytes();
        int at = fields.length();
        for (int i = head.pathStart(); i < head.pathEnd(); i++) {
            byte b = bytes[i];
            if (b < 0) {
                bytes[at++] = '%';
                bytes[at++] = (byte) Hex.upper(b >> 4 & 0xf);
                bytes[at++] = (byte) Hex.upper(b & 0xf);
            } else {
                bytes[at++] = b;
            }
        }
        fields.length(at);
        head.target(form, newPathStart, at);
    }

    private static void copy(Fields fields, int from, int to) {
        System.arraycopy(fields.bytes(), from, fields.bytes(), fields.length(), to - from);
        fields.length(fields.length() + to - from);
    }

    private static void append(Fields fields, byte[] text) {
        System.arraycopy(text, 0, fields.bytes(), fields.length(), text.length);
        fields.length(fields.length() + text.length);
    }
}
