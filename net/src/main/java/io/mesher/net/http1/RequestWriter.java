package io.mesher.net.http1;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.HttpVersion;
import io.mesher.net.http.MessageHead;
import io.mesher.net.http.Method;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.RequestHead.TargetForm;
import io.mesher.net.stream.ByteSink;
import java.util.Arrays;

/** Requests to an origin server: target in origin form, {@code Host} from the URL (RFC 9112 §3.2.2). */
final class RequestWriter extends MessageWriter {
    private static final byte[] SLASH = {'/'};
    private static final byte[] ASTERISK = {'*'};
    private static final byte[] LINE_END = Ascii.bytes(" HTTP/1.1\r\n");
    private static final byte[] HOST = Ascii.bytes("Host: ");
    private static final byte[] UPGRADE = Ascii.bytes("Connection: Upgrade\r\nUpgrade: ");

    private final byte[] upstream;
    private final byte[] pathPrefix;

    /**
     * @param upstream host and port of the origin server, for requests that name none
     * @param pathPrefix goes before the path; empty for none
     */
    RequestWriter(ByteSink out, byte[] upstream, byte[] pathPrefix) {
        super(out);
        this.upstream = upstream;
        this.pathPrefix = pathPrefix;
    }

    /** {@code upgrade}: whether to pass the request's {@code Upgrade} on. */
    void write(RequestHead head, AddedFields added, boolean upgrade) {
        Fields fields = head.fields();
        byte[] bytes = fields.bytes();
        out.put(bytes, head.methodStart(), head.methodEnd() - head.methodStart() + 1);
        target(head);
        out.put(LINE_END);
        if (!fields.has(FieldName.HOST)) {
            // RFC 9112 §3.2: HTTP/1.1 always has one. An empty one is refused by many servers, as it is by us.
            out.put(HOST);
            if (head.hostEnd() > head.hostStart()) {
                out.put(bytes, head.authorityStart(), head.authorityEnd() - head.authorityStart());
            } else {
                out.put(upstream);
            }
            out.put(CRLF);
        }
        fields(head, BodyFraming.sent(head.bodyLength(), HttpVersion.HTTP_1_1));
        added(added);
        if (upgrade) {
            upgrade(fields);
        }
        out.put(CRLF);
    }

    private void target(RequestHead head) {
        byte[] bytes = head.fields().bytes();
        int from = head.pathStart();
        int to = head.pathEnd();
        // RFC 9112 §3.2.4: OPTIONS of a whole server has no path.
        boolean wholeServer = head.form() == TargetForm.ASTERISK
                || (head.form() == TargetForm.ABSOLUTE && from == to && head.method() == Method.OPTIONS);
        if (wholeServer) {
            out.put(ASTERISK);
            return;
        }
        if (pathPrefix.length > 0 && !isBelowPrefix(bytes, from, to)) {
            out.put(pathPrefix);
        }
        if (head.form() == TargetForm.ABSOLUTE && (from == to || bytes[from] == '?')) {
            out.put(SLASH);
        }
        out.put(bytes, from, to - from);
    }

    /** Callers that know the prefix write it themselves; to their paths Java Chassis adds none either. */
    private boolean isBelowPrefix(byte[] bytes, int from, int to) {
        int end = from + pathPrefix.length;
        return end <= to
                && Arrays.equals(bytes, from, end, pathPrefix, 0, pathPrefix.length)
                && (end == to || bytes[end] == '/' || bytes[end] == '?');
    }

    /** The authority, not the field's value, also where it comes from there: many servers refuse an empty port. */
    @Override
    void host(MessageHead head, int i) {
        RequestHead request = (RequestHead) head;
        name(head.fields(), i);
        out.put(head.fields().bytes(), request.authorityStart(), request.authorityEnd() - request.authorityStart());
        out.put(CRLF);
    }

    private void upgrade(Fields fields) {
        int field = fields.find(FieldName.UPGRADE);
        out.put(UPGRADE);
        out.put(fields.bytes(), fields.valueStart(field), fields.valueEnd(field) - fields.valueStart(field));
        out.put(CRLF);
    }
}
