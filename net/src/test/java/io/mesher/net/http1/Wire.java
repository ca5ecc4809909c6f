package io.mesher.net.http1;

import io.mesher.net.http.Fields;
import io.mesher.net.http.MessageHead;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one message as a connection does, from pieces, and says in one text what was understood: head, body, trailers, what is
 * left over, or the error. Two ways to cut the same bytes must give the same text.
 */
final class Wire {
    static final HeadLimits LIMITS = new HeadLimits(8 * 1024, 32 * 1024, 100);

    private final StringBuilder understood = new StringBuilder();
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder leftOver = new StringBuilder();
    private final BodyReader body = new BodyReader();
    private boolean headRead;
    private boolean failed;

    private Wire() {}

    private static String error(MessageError error) {
        return switch (error) {
            case MessageError.Malformed(String detail) -> "MALFORMED: " + detail;
            case MessageError.TooLarge(var limit, int max) -> limit + ": " + max;
            case MessageError.Expectation() -> "EXPECTATION";
        };
    }

    static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String request(List<byte[]> pieces, HeadLimits limits) {
        RequestParser parser = new RequestParser(limits);
        parser.reset();
        RequestHead head = new RequestHead();
        return new Wire().read(pieces, parser, head);
    }

    static String request(String message) {
        return request(List.of(bytes(message)), LIMITS);
    }

    static String response(List<byte[]> pieces, HeadLimits limits, boolean toHead) {
        ResponseParser parser = new ResponseParser(limits);
        parser.reset();
        parser.toHead(toHead);
        return new Wire().read(pieces, parser, new ResponseHead());
    }

    static String response(String message) {
        return response(List.of(bytes(message)), LIMITS, false);
    }

    /** Every way to cut in two, and one byte at a time; of long messages every 13th place and all near the end. */
    static List<List<byte[]>> cuts(String message) {
        byte[] bytes = bytes(message);
        List<List<byte[]>> cuts = new ArrayList<>();
        for (int at = 1; at < bytes.length; at++) {
            if (bytes.length < 2_000 || at % 13 == 0 || at > bytes.length - 100) {
                cuts.add(List.of(part(bytes, 0, at), part(bytes, at, bytes.length)));
            }
        }
        List<byte[]> single = new ArrayList<>();
        for (int at = 0; at < bytes.length; at++) {
            single.add(part(bytes, at, at + 1));
        }
        cuts.add(single);
        return cuts;
    }

    private static byte[] part(byte[] bytes, int from, int to) {
        byte[] part = new byte[to - from];
        System.arraycopy(bytes, from, part, 0, part.length);
        return part;
    }

    private <H extends MessageHead> String read(List<byte[]> pieces, HeadParser<H> parser, H head) {
        for (byte[] piece : pieces) {
            ByteBuffer in = ByteBuffer.wrap(piece);
            if (!failed && !headRead) {
                head(in, parser, head);
            }
            if (!failed && headRead) {
                body(in);
            }
            if (!failed) {
                leftOver.append(StandardCharsets.ISO_8859_1.decode(in));
            }
        }
        if (failed) {
            return understood.toString();
        }
        if (!headRead) {
            return "no whole head";
        }
        return understood + "body " + content + "\n" + (body.isComplete() ? "" : "incomplete\n")
                + fields("trailer ", body.trailers()) + "left over " + leftOver;
    }

    private <H extends MessageHead> void head(ByteBuffer in, HeadParser<H> parser, H head) {
        MessageError error = parser.parse(in, head);
        if (error != null) {
            fail(error);
        } else if (parser.isComplete()) {
            headRead = true;
            understood.append(
                    switch (head) {
                        case RequestHead request -> describe(request);
                        case ResponseHead response -> describe(response);
                    });
            understood.append(BodyFraming.received(head) + " " + head.contentLength()
                    + (head.isPersistent() ? " keep" : " close") + (head.wantsUpgrade() ? " upgrade" : "") + "\n");
            understood.append(fields("", head.fields()));
            body.start(BodyFraming.received(head), head.contentLength());
        }
    }

    private void body(ByteBuffer in) {
        while (in.hasRemaining() && !body.isComplete()) {
            int length = body.next(in);
            for (int i = 0; i < length; i++) {
                content.append((char) (in.get() & 0xff));
            }
            MessageError error = body.error();
            if (error != null) {
                understood.append("body " + content + "\n");
                fail(error);
                return;
            }
        }
    }

    private void fail(MessageError error) {
        failed = true;
        understood.append(error(error));
    }

    private static String describe(RequestHead head) {
        return head.method() + " " + head.text(head.methodStart(), head.methodEnd()) + " " + head.form() + " host="
                + head.host() + " authority=" + head.text(head.authorityStart(), head.authorityEnd()) + " port="
                + head.port() + " path=" + head.text(head.pathStart(), head.pathEnd()) + " "
                + head.version().number() + (head.expectsContinue() ? " expects" : "") + "\n";
    }

    private static String describe(ResponseHead head) {
        return head.status() + " "
                + new String(
                        head.fields().bytes(),
                        head.reasonStart(),
                        head.reasonEnd() - head.reasonStart(),
                        StandardCharsets.ISO_8859_1)
                + " " + head.version().number() + "\n";
    }

    private static String fields(String label, Fields fields) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < fields.count(); i++) {
            int start = fields.nameStart(i);
            String name = new String(fields.bytes(), start, fields.nameEnd(i) - start, StandardCharsets.ISO_8859_1);
            text.append(label + name + "=" + fields.value(i) + (fields.isDropped(i) ? " (dropped)" : "") + "\n");
        }
        return text.toString();
    }
}
