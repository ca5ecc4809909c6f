package io.mesher.net.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.FakeStream;
import io.mesher.net.LoopFixture;
import io.mesher.net.http.AddedFields;
import io.mesher.net.http.MessageHead;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.http1.RequestCorpus.Case;
import io.mesher.net.stream.ByteSink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes out means what came in; what is damaged is an error, never an exception. */
@Timeout(600)
class DifferentialTest {
    private static final Pattern FIRST_LINE = Pattern.compile("\\A[^\n]*\n");

    private final LoopFixture fixture = new LoopFixture();

    @AfterEach
    void stop() {
        fixture.close();
        assertThat(fixture.failures()).isEmpty();
    }

    @Test
    @DisplayName("RFC 9110 §7.6: a request means the same behind the proxy")
    void requestsKeepTheirMeaning() {
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            String message = request(random);
            String understood = Wire.request(message);
            assertThat(understood).as(message).doesNotStartWith("MALFORMED");
            String again = Wire.request(forwarded(message));
            assertThat(meaning(again)).as(message).isEqualTo(meaning(understood));
            assertThat(Wire.request(randomPieces(message, random), Wire.LIMITS)).isEqualTo(understood);
        }
    }

    @Test
    @DisplayName("RFC 9110 §7.6: a response means the same behind the proxy")
    void responsesKeepTheirMeaning() {
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            String message = "HTTP/1.1 " + (200 + random.nextInt(4)) + pick(random, "", " ", " OK", " \u00e4 b")
                    + "\r\nDate: d\r\n" + fields(random) + body(random, true);
            String understood = Wire.response(message);
            assertThat(understood).as(message).doesNotStartWith("MALFORMED");
            String again = Wire.response(forwardedResponse(message));
            assertThat(meaning(again)).as(message).isEqualTo(meaning(understood));
        }
    }

    @Test
    void damagedRequestsAreErrorsHoweverTheyArrive() {
        Random random = new Random(3);
        List<Case> corpus = RequestParserTest.all().toList();
        for (int i = 0; i < 40_000; i++) {
            String damaged = damaged(corpus.get(random.nextInt(corpus.size())).message(), random);
            String whole = Wire.request(damaged);
            assertThat(Wire.request(randomPieces(damaged, random), Wire.LIMITS))
                    .as(damaged)
                    .isEqualTo(whole);
            if (isForwarded(whole)) {
                assertThat(meaning(Wire.request(forwarded(damaged))))
                        .as(damaged)
                        .isEqualTo(meaning(whole));
            }
        }
    }

    @Test
    void damagedResponsesAreErrorsHoweverTheyArrive() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            String damaged = damaged(
                    "HTTP/1.1 200 OK\r\n" + fields(random) + body(random, true) + "HTTP/1.1 200 OK\r\n\r\n", random);
            boolean toHead = random.nextBoolean();
            assertThat(Wire.response(randomPieces(damaged, random), Wire.LIMITS, toHead))
                    .as(damaged)
                    .isEqualTo(Wire.response(List.of(Wire.bytes(damaged)), Wire.LIMITS, toHead));
        }
    }

    /** CONNECT is answered, not forwarded. A request without a host gets an empty one, which this parser refuses. */
    private static boolean isForwarded(String understood) {
        return understood.contains("\nbody ")
                && !understood.contains("MALFORMED")
                && !understood.startsWith("CONNECT")
                && !understood.contains(" host= ");
    }

    /** What may not change: all but the form of the target, and how a length or an encoding is spelt. */
    private static String meaning(String understood) {
        String text = understood
                .replace(" ABSOLUTE ", " ORIGIN ")
                .replaceAll(" 1\\.[01]( expects)?\n", " \n")
                .replaceAll("path=(\\?|\n| )", "path=/$1")
                .replaceAll("(?m)^(LENGTH|CHUNKED|NONE|UNTIL_CLOSE) .*$", "$1")
                .replaceAll("(?m)^(?i)(content-length|transfer-encoding|host|expect)=.*\n", "")
                .replaceAll("(?s)\nincomplete\n.*", "\nincomplete\n")
                .replaceAll("(?s)left over .*", "");
        boolean wholeServer = understood.startsWith("OPTIONS");
        return wholeServer ? FIRST_LINE.matcher(text).replaceFirst("OPTIONS\n") : text;
    }

    private String forwarded(String message) {
        return fixture.call(() -> {
            FakeStream network = new FakeStream();
            ByteSink sink = sink(network);
            RequestHead head = new RequestHead();
            RequestParser parser = new RequestParser(Wire.LIMITS);
            parser.reset();
            ByteBuffer in = ByteBuffer.wrap(Wire.bytes(message));
            assertThat(parser.parse(in, head)).isNull();
            RequestWriter writer = new RequestWriter(sink, Wire.bytes("upstream:1"), Wire.bytes(""));
            writer.write(head, new AddedFields(), false);
            copyBody(in, head, writer);
            sink.flushNow();
            return network.text();
        });
    }

    private String forwardedResponse(String message) {
        return fixture.call(() -> {
            FakeStream network = new FakeStream();
            ByteSink sink = sink(network);
            ResponseHead head = new ResponseHead();
            ResponseParser parser = new ResponseParser(Wire.LIMITS);
            parser.reset();
            ByteBuffer in = ByteBuffer.wrap(Wire.bytes(message));
            assertThat(parser.parse(in, head)).isNull();
            ResponseWriter writer = new ResponseWriter(fixture.loop(), sink);
            writer.write(head, new AddedFields(), BodyFraming.received(head), ResponseWriter.Connection.IMPLIED);
            copyBody(in, head, writer);
            sink.flushNow();
            return network.text();
        });
    }

    private static void copyBody(ByteBuffer in, MessageHead head, MessageWriter writer) {
        BodyReader reader = new BodyReader();
        reader.start(BodyFraming.received(head), head.contentLength());
        while (in.hasRemaining() && !reader.isComplete()) {
            int part = reader.next(in);
            assertThat(reader.error()).isNull();
            ByteBuffer piece = in.slice(in.position(), part);
            in.position(in.position() + part);
            writer.body(piece);
        }
        if (reader.isComplete()) {
            writer.end(reader.trailers());
        }
    }

    private ByteSink sink(FakeStream network) {
        return new ByteSink(fixture.loop(), network, new ByteSink.Listener() {
            @Override
            public void onCongested() {}

            @Override
            public void onDrained() {}

            @Override
            public void onBroken() {}
        });
    }

    private static String request(Random random) {
        String method = pick(random, "GET", "POST", "PUT", "PATCH", "get", "DELETE");
        String path = pick(random, "/", "/a/b", "/?q=1", "/%2e%2e/x", "//a");
        String target =
                random.nextBoolean() ? path : "http://h" + pick(random, "", ":80") + pick(random, path, "", "?q");
        return pick(random, "", "\r\n") + method + " " + target + " HTTP/1.1\r\n"
                + pick(random, "Host: h", "host:h", "HOST: \t h:1 ") + "\r\n" + fields(random) + body(random, false);
    }

    private static String fields(Random random) {
        StringBuilder fields = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            fields.append(pick(random, "X", "x-y", "Cookie", "Via", "Accept"))
                    .append(pick(random, ":", ": ", ":\t", ":  "))
                    .append(pick(random, "", "a", "a, b", "\u00ff", "a:b", "a \tb"))
                    .append(pick(random, "", " "))
                    .append("\r\n");
        }
        return fields.toString();
    }

    private static String body(Random random, boolean response) {
        String content = "c".repeat(random.nextInt(40));
        return switch (random.nextInt(3)) {
            case 0 -> response ? "\r\n" + content : "\r\n";
            case 1 -> "Content-Length:" + pick(random, "", " ", " 0") + content.length() + "\r\n\r\n" + content;
            default -> {
                StringBuilder chunks = new StringBuilder("transfer-encoding: Chunked\r\n\r\n");
                for (int at = 0; at < content.length(); ) {
                    int part = Math.min(content.length() - at, 1 + random.nextInt(20));
                    chunks.append(Integer.toHexString(part))
                            .append(pick(random, "", ";x", ";x=\"y\""))
                            .append("\r\n" + content.substring(at, at + part) + "\r\n");
                    at += part;
                }
                yield chunks + "0\r\n" + pick(random, "", "T: 1\r\n", "T: 1\r\nU: 2\r\n") + "\r\n";
            }
        };
    }

    private static String damaged(String message, Random random) {
        StringBuilder text = new StringBuilder(message);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 ->
                    text.insert(at, pick(random, "\r", "\n", "\r\n", "\0", " ", "\t", ":", ",", "0", "f", "\u00ff"));
                case 2 -> text.delete(at, Math.min(text.length() - 1, at + 1 + random.nextInt(4)));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(30))));
            }
        }
        return text.toString();
    }

    private static List<byte[]> randomPieces(String message, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < message.length(); ) {
            int part = Math.min(message.length() - at, 1 + random.nextInt(30));
            pieces.add(Wire.bytes(message.substring(at, at + part)));
            at += part;
        }
        return pieces;
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }
}
