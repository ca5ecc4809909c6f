package io.mesher.net.http1;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.stream.ByteSink;

/** Responses to a caller. */
final class ResponseWriter extends MessageWriter {
    private static final byte[] SPACE = {' '};
    private static final byte[] DATE = Ascii.bytes("date");
    private static final byte[] CLOSE = Ascii.bytes("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = Ascii.bytes("Connection: keep-alive\r\n");
    private static final byte[] UPGRADE = Ascii.bytes("Connection: Upgrade\r\nUpgrade: ");

    /** What the response says of its connection. */
    enum Connection {
        /** What the version implies. */
        IMPLIED,
        CLOSE,
        KEEP_ALIVE
    }

    private final EventLoop loop;

    ResponseWriter(EventLoop loop, ByteSink out) {
        super(out);
        this.loop = loop;
    }

    void write(ResponseHead head, AddedFields added, BodyFraming framing, Connection connection) {
        statusLine(head);
        fields(head, framing);
        if (!head.isInformational() && !head.fields().has(FieldName.DATE) && !added.has(DATE)) {
            // RFC 9110 §6.6.1: whoever passes a response on without one adds it.
            out.put(loop.dateField());
        }
        added(added);
        connection(connection);
        out.put(CRLF);
    }

    /** 101 Switching Protocols: the last bytes of HTTP on this connection. */
    void writeSwitch(ResponseHead head, AddedFields added) {
        statusLine(head);
        fields(head, BodyFraming.NONE);
        added(added);
        Fields fields = head.fields();
        int field = fields.find(FieldName.UPGRADE);
        out.put(UPGRADE);
        out.put(fields.bytes(), fields.valueStart(field), fields.valueEnd(field) - fields.valueStart(field));
        out.put(CRLF);
        out.put(CRLF);
    }

    /** The head of an answer of our own. */
    void writeOwn(OwnResponse response, Connection connection) {
        statusLine(response.status());
        out.put(loop.dateField());
        out.put(response.fields().bytes());
        if (!response.isBodiless()) {
            contentLength(response.body().length);
        }
        connection(connection);
        out.put(CRLF);
    }

    private void statusLine(int status) {
        out.put(HTTP_1_1_SPACE);
        number(status);
        out.put(SPACE);
        out.put(Ascii.bytes(ReasonPhrases.of(status)));
        out.put(CRLF);
    }

    private void statusLine(ResponseHead head) {
        out.put(HTTP_1_1_SPACE);
        number(head.status());
        out.put(SPACE);
        out.put(head.fields().bytes(), head.reasonStart(), head.reasonEnd() - head.reasonStart());
        out.put(CRLF);
    }

    private void connection(Connection connection) {
        switch (connection) {
            case IMPLIED -> {}
            case CLOSE -> out.put(CLOSE);
            case KEEP_ALIVE -> out.put(KEEP_ALIVE);
        }
    }
}
