package io.mesher.net.http1;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mesher.net.http.Fields;
import io.mesher.net.http.MessageHead;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/**
 * Any bytes, whole and one by one, must be understood in the same way, and never throw. Here, since the parsers are not public.
 * In a normal build the seeds are replayed; {@code JAZZER_FUZZ=1} with one test chosen goes on from them.
 */
@Tag("fuzz")
class MessageFuzzTest {
    private static final HeadLimits LIMITS = new HeadLimits(512, 2048, 20);

    @FuzzTest(maxDuration = "10m")
    void requestsAreUnderstoodTheSameHoweverTheyAreCut(byte[] message) {
        assertThat(request(message, 1)).isEqualTo(request(message, message.length + 1));
    }

    @FuzzTest(maxDuration = "10m")
    void responsesAreUnderstoodTheSameHoweverTheyAreCut(byte[] message) {
        assertThat(response(message, 1)).isEqualTo(response(message, message.length + 1));
    }

    @FuzzTest(maxDuration = "10m")
    void chunksAreUnderstoodTheSameHoweverTheyAreCut(byte[] body) {
        assertThat(chunks(body, 1)).isEqualTo(chunks(body, body.length + 1));
    }

    private static String request(byte[] message, int step) {
        RequestParser parser = new RequestParser(LIMITS);
        return understood(parser, new RequestHead(), message, step);
    }

    private static String response(byte[] message, int step) {
        ResponseParser parser = new ResponseParser(LIMITS);
        // The last byte decides, so that both are tried.
        parser.toHead(message.length > 0 && (message[message.length - 1] & 1) == 0);
        return understood(parser, new ResponseHead(), message, step);
    }

    private static String chunks(byte[] bytes, int step) {
        BodyReader body = new BodyReader();
        body.start(BodyFraming.CHUNKED, 0);
        StringBuilder content = new StringBuilder();
        for (int at = 0; at < bytes.length; at += step) {
            content(body, piece(bytes, at, step), content);
        }
        return end(body, content);
    }

    private static <H extends MessageHead> String understood(HeadParser<H> parser, H head, byte[] bytes, int step) {
        parser.reset();
        BodyReader body = new BodyReader();
        StringBuilder content = new StringBuilder();
        for (int at = 0; at < bytes.length; at += step) {
            ByteBuffer in = piece(bytes, at, step);
            if (!parser.isComplete()) {
                MessageError error = parser.parse(in, head);
                if (error != null) {
                    return error.toString();
                }
                if (!parser.isComplete()) {
                    continue;
                }
                body.start(BodyFraming.received(head), head.contentLength());
            }
            content(body, in, content);
        }
        return parser.isComplete()
                ? fields(head.fields()) + BodyFraming.received(head) + end(body, content)
                : "no whole head";
    }

    private static void content(BodyReader body, ByteBuffer in, StringBuilder content) {
        while (in.hasRemaining() && !body.isComplete() && body.error() == null) {
            int length = body.next(in);
            if (length == 0 && in.hasRemaining() && !body.isComplete() && body.error() == null) {
                throw new AssertionError("neither content nor progress");
            }
            byte[] part = new byte[length];
            in.get(part);
            content.append(new String(part, StandardCharsets.ISO_8859_1));
        }
    }

    private static String end(BodyReader body, StringBuilder content) {
        MessageError error = body.error();
        return content + (error != null ? error.toString() : body.isComplete() + fields(body.trailers()));
    }

    private static String fields(Fields fields) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < fields.count(); i++) {
            text.append(fields.name(i))
                    .append(fields.isDropped(i))
                    .append(fields.value(i))
                    .append('\n');
        }
        return text.toString();
    }

    private static ByteBuffer piece(byte[] bytes, int at, int step) {
        return ByteBuffer.wrap(bytes, at, Math.min(step, bytes.length - at));
    }
}
