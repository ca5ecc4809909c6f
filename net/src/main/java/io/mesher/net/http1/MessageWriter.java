package io.mesher.net.http1;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.MessageHead;
import io.mesher.net.stream.ByteSink;
import java.nio.ByteBuffer;

/**
 * Writes a message, head and body. Fields go out as they came, in order and case, runs of unchanged lines at once; what frames the
 * message or names its host is written anew in its place, from what was understood of it. The head announces the framing that the
 * body then gets: were the two chosen apart, a body could be read as the next message (RFC 9112 §11.2).
 */
abstract sealed class MessageWriter permits RequestWriter, ResponseWriter {
    static final byte[] CRLF = Ascii.bytes("\r\n");
    static final byte[] HTTP_1_1_SPACE = Ascii.bytes("HTTP/1.1 ");
    private static final byte[] CONTENT_LENGTH = Ascii.bytes("Content-Length: ");
    private static final byte[] CHUNKED_LINE = Ascii.bytes("Transfer-Encoding: chunked\r\n");
    private static final byte[] COLON_SPACE = Ascii.bytes(": ");
    private static final byte[] CHUNKED = Ascii.bytes("chunked");

    private final Decimal decimal = new Decimal();

    ByteSink out;
    private final BodyWriter body;

    MessageWriter(ByteSink out) {
        this.out = out;
        this.body = new BodyWriter(out);
    }

    /** The next message goes there. */
    final void to(ByteSink newOut) {
        out = newOut;
        body.to(newOut);
    }

    /**
     * Writes the head's fields and begins the body.
     *
     * @param framing how the body is sent on, which may differ from how it came
     */
    final void fields(MessageHead head, BodyFraming framing) {
        lines(head, framing);
        Fields fields = head.fields();
        switch (framing) {
            case CHUNKED -> {
                if (!fields.has(FieldName.TRANSFER_ENCODING)) {
                    out.put(CHUNKED_LINE);
                }
            }
            case LENGTH -> {
                if (!fields.has(FieldName.CONTENT_LENGTH)) {
                    contentLength(head.contentLength());
                }
            }
            case NONE, UNTIL_CLOSE -> {}
        }
        body.start(framing);
    }

    final void contentLength(long bytes) {
        out.put(CONTENT_LENGTH);
        number(bytes);
        out.put(CRLF);
    }

    /** Takes all of {@code data}, a piece of the body that the head announced, or of what a tunnel carries. */
    final void body(ByteBuffer data) {
        body.data(data);
    }

    /** Ends the body. Trailers go where the framing has a place for them, else they are lost, as RFC 9110 §6.5.1 permits. */
    final void end(Fields trailers) {
        body.end(trailers);
    }

    /** From now on {@link #body} carries bytes as they are. */
    final void beginTunnel() {
        body.start(BodyFraming.NONE);
    }

    /** Lines of ours, without those that a route has dropped. */
    final void added(AddedFields added) {
        if (!added.hasDropped()) {
            out.put(added.bytes(), 0, added.length());
            return;
        }
        for (int i = 0; i < added.count(); i++) {
            if (!added.isDropped(i)) {
                out.put(added.bytes(), added.nameStart(i), added.lineEnd(i) - added.nameStart(i));
            }
        }
    }

    private void lines(MessageHead head, BodyFraming framing) {
        Fields fields = head.fields();
        byte[] bytes = fields.bytes();
        int runStart = 0;
        int runEnd = 0;
        for (int i = 0; i < fields.count(); i++) {
            if (!fields.isDropped(i) && fields.isPlain(i) && !isRewritten(fields.name(i))) {
                if (fields.nameStart(i) != runEnd) {
                    out.put(bytes, runStart, runEnd - runStart);
                    runStart = fields.nameStart(i);
                }
                runEnd = fields.lineEnd(i);
                continue;
            }
            out.put(bytes, runStart, runEnd - runStart);
            runStart = 0;
            runEnd = 0;
            if (!fields.isDropped(i)) {
                rewritten(head, framing, i);
            }
        }
        out.put(bytes, runStart, runEnd - runStart);
    }

    private static boolean isRewritten(FieldName name) {
        return name == FieldName.CONTENT_LENGTH || name == FieldName.TRANSFER_ENCODING || name == FieldName.HOST;
    }

    private void rewritten(MessageHead head, BodyFraming framing, int i) {
        Fields fields = head.fields();
        switch (fields.name(i)) {
            case CONTENT_LENGTH -> {
                name(fields, i);
                number(head.contentLength());
                out.put(CRLF);
            }
            case TRANSFER_ENCODING -> {
                if (framing == BodyFraming.CHUNKED) {
                    name(fields, i);
                    out.put(CHUNKED);
                    out.put(CRLF);
                }
            }
            case HOST -> host(head, i);
            default -> line(fields, i);
        }
    }

    /** Requests write the target's authority here. */
    void host(MessageHead head, int i) {
        line(head.fields(), i);
    }

    final void name(Fields fields, int i) {
        out.put(fields.bytes(), fields.nameStart(i), fields.nameEnd(i) - fields.nameStart(i));
        out.put(COLON_SPACE);
    }

    final void line(Fields fields, int i) {
        name(fields, i);
        out.put(fields.bytes(), fields.valueStart(i), fields.valueEnd(i) - fields.valueStart(i));
        out.put(CRLF);
    }

    final void number(long number) {
        decimal.put(number, out);
    }
}
