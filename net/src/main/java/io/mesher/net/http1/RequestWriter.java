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

/** Requests to an origin server: target in origin form, {@code Host} from the URL (RFC 9112 §3.2.2). */
final class RequestWriter extends MessageWriter {
    private static final byte[] SLASH = {'/'};
    private static final byte[] ASTERISK = {'*'};
    private static final byte[] LINE_END = Ascii.bytes(" HTTP/1.1\r\n");
    private static final byte[] HOST = Ascii.bytes("Host: ");
    private static final byte[] UPGRADE = Ascii.bytes("Connection: Upgrade\r\nUpgrade: ");

    private final byte[] upstream;

    /** {@code upstream}: host and port of the origin server, for requests that name none. */
    RequestWriter(ByteSink out, byte[] upstream) {
        super(out);
        this.upstream = upstream;
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
        if (head.form() == TargetForm.ABSOLUTE && (from == to || bytes[from] == '?')) {
            // RFC 9112 §3.2.4: OPTIONS of a whole server has no path.
            boolean wholeServer = from == to && head.method() == Method.OPTIONS;
            out.put(wholeServer ? ASTERISK : SLASH);
        }
        out.put(bytes, from, to - from);
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
