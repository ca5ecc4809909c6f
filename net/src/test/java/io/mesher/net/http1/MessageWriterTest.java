package io.mesher.net.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.FakeStream;
import io.mesher.net.LoopFixture;
import io.mesher.net.http.AddedFields;
import io.mesher.net.http.BodyLength;
import io.mesher.net.http.FieldBlock;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.HopByHop;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.http1.ResponseWriter.Connection;
import io.mesher.net.stream.ByteSink;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads and bodies on the wire, byte by byte. */
class MessageWriterTest {
    private final LoopFixture fixture = new LoopFixture();

    @AfterEach
    void stop() {
        fixture.close();
        assertThat(fixture.failures()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /p?q HTTP/1.1~Host: a:1~~ | GET /p?q HTTP/1.1~Host: a:1~~",
                "GET http://b/p HTTP/1.1~X: 1~hOsT: a~Y: 2~~ | GET /p HTTP/1.1~X: 1~hOsT: b~Y: 2~~",
                "GET /p HTTP/1.1~hOsT:  b: ~X: 1~~ | GET /p HTTP/1.1~hOsT: b~X: 1~~",
                "GET http://b:/p HTTP/1.1~Host:~X: 1~~ | GET /p HTTP/1.1~Host: b~X: 1~~",
                "GET http://b:/p HTTP/1.0~~ | GET /p HTTP/1.1~Host: b~~",
                "GET /\u00c3\u00a4?\u00c3\u00a4 HTTP/1.1~Host: a~X: 1~~ | GET /%C3%A4?%C3%A4 HTTP/1.1~Host: a~X: 1~~",
                "GET http://b?\u00c3\u00a4 HTTP/1.1~Host: a~~ | GET /?%C3%A4 HTTP/1.1~Host: b~~",
                "GET ws://b:8?q HTTP/1.1~Host: a:~~ | GET /?q HTTP/1.1~Host: b:8~~",
                "GET http://[::1]:8/ HTTP/1.0~~ | GET / HTTP/1.1~Host: [::1]:8~~",
                "GET http://b HTTP/1.1~Host: a~~ | GET / HTTP/1.1~Host: b~~",
                "GET http://b?q HTTP/1.1~Host: a~~ | GET /?q HTTP/1.1~Host: b~~",
                "OPTIONS http://b:8 HTTP/1.1~Host: a~~ | OPTIONS * HTTP/1.1~Host: b:8~~",
                "OPTIONS http://b/ HTTP/1.1~Host: a~~ | OPTIONS / HTTP/1.1~Host: b~~",
                "OPTIONS * HTTP/1.1~Host: a~~ | OPTIONS * HTTP/1.1~Host: a~~",
                "PATCH / HTTP/1.1~Host:a~A:b~C: ~D:~E:  f ~~ | PATCH / HTTP/1.1~Host: a~A: b~C: ~D: ~E: f~~",
                "PUT / HTTP/1.1~Host: a~content-length:  007 ~~ | PUT / HTTP/1.1~Host: a~content-length: 7~~",
                "PUT / HTTP/1.1~Host: a~transfer-encoding: CHUNKED~~ | PUT / HTTP/1.1~Host: a~transfer-encoding: chunked~~",
                "GET / HTTP/1.1~Connection: x-a~X-A: 1~Host: a~TE: trailers~x-b: 2~~ | GET / HTTP/1.1~Host: a~x-b: 2~~",
            })
    @DisplayName("RFC 9112 §3.2: requests go out in origin form, with the URL's host")
    void writesRequests(String read, String written) {
        RequestHead head = Messages.request(read.replace("~", "\r\n"));
        HopByHop.drop(head.fields());
        assertThat(written(sink -> new RequestWriter(sink, Wire.bytes("upstream:1"), Wire.bytes(""))
                        .write(head, new AddedFields(), false)))
                .isEqualTo(written.replace("~", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET /p?q, /shop/p?q",
        "GET http://b/p, /shop/p",
        "GET http://b, /shop/",
        "GET http://b?q, /shop/?q",
        "GET /, /shop/",
        "GET /shopping, /shop/shopping",
        "GET /Shop, /shop/Shop",
        "GET /sho, /shop/sho",
        "GET /shop, /shop",
        "GET /shop?q, /shop?q",
        "GET /shop/p, /shop/p",
        "GET http://b/shop/shop, /shop/shop",
        "OPTIONS *, *",
        "OPTIONS http://b, *",
        "OPTIONS /, /shop/",
    })
    void putsTheUpstreamsPrefixBeforePathsWithoutIt(String read, String path) {
        RequestHead head = Messages.request(read + " HTTP/1.1\r\nHost: b\r\n\r\n");
        assertThat(written(sink -> new RequestWriter(sink, Wire.bytes("upstream:1"), Wire.bytes("/shop"))
                        .write(head, new AddedFields(), false)))
                .isEqualTo(read.substring(0, read.indexOf(' ') + 1) + path + " HTTP/1.1\r\nHost: b\r\n\r\n");
    }

    @Test
    void addsLinesBehindThoseThatCame() {
        RequestHead head = Messages.request(
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: WebSocket\r\nDrop: me\r\nB: c\r\n\r\n");
        HopByHop.drop(head.fields());
        head.fields().drop(4 - 1);
        AddedFields added = new AddedFields();
        added.begin(Wire.bytes("X-N: ")).append(-17).end();
        assertThat(written(sink ->
                        new RequestWriter(sink, Wire.bytes("upstream:1"), Wire.bytes("")).write(head, added, true)))
                .isEqualTo(
                        "GET / HTTP/1.1\r\nHost: a\r\nB: c\r\nX-N: -17\r\nConnection: Upgrade\r\nUpgrade: WebSocket\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.0 200 OK~Date: d~~ | UNTIL_CLOSE | CLOSE | HTTP/1.1 200 OK~Date: d~Connection: close~~",
                "HTTP/1.1 200~Date: d~~ | CHUNKED | IMPLIED | HTTP/1.1 200 ~Date: d~Transfer-Encoding: chunked~~",
                "HTTP/1.1 200 ~Date: d~Transfer-Encoding: Chunked~~ | CHUNKED | IMPLIED | HTTP/1.1 200 ~Date: d~Transfer-Encoding: chunked~~",
                "HTTP/1.1 200 ~Date: d~Transfer-Encoding: Chunked~~ | UNTIL_CLOSE | CLOSE | HTTP/1.1 200 ~Date: d~Connection: close~~",
                "HTTP/1.1 404 No~date: d~Content-Length: 010~~ | LENGTH | KEEP_ALIVE | HTTP/1.1 404 No~date: d~Content-Length: 10~Connection: keep-alive~~",
                "HTTP/1.1 304 No~Date: d~Content-Length: 5~~ | NONE | IMPLIED | HTTP/1.1 304 No~Date: d~Content-Length: 5~~",
                "HTTP/1.1 204 No~Date: d~Content-Length: 5~~ | NONE | IMPLIED | HTTP/1.1 204 No~Date: d~~",
                "HTTP/1.1 103 Hints~Link: x~~ | NONE | IMPLIED | HTTP/1.1 103 Hints~Link: x~~",
            })
    @DisplayName("RFC 9112 §6: responses go out in the framing of the side that they go to")
    void writesResponses(String read, BodyFraming framing, Connection connection, String written) {
        ResponseHead head = Messages.response(read.replace("~", "\r\n"));
        assertThat(written(sink ->
                        new ResponseWriter(fixture.loop(), sink).write(head, new AddedFields(), framing, connection)))
                .isEqualTo(written.replace("~", "\r\n"));
    }

    @Test
    @DisplayName("RFC 9112 §6: a head that another protocol made announces the framing that the body gets")
    void announcesTheFramingThatTheBodyGets() {
        RequestHead head = Messages.request("POST http://b/x HTTP/1.1\r\nHost: b\r\n\r\n");
        head.body(BodyLength.UNKNOWN, 0);
        assertThat(written(sink -> {
                    RequestWriter writer = new RequestWriter(sink, Wire.bytes("upstream:1"), Wire.bytes(""));
                    writer.write(head, new AddedFields(), false);
                    writer.body(ByteBuffer.wrap(Wire.bytes("GET /smuggled HTTP/1.1\r\n\r\n")));
                    writer.end(Fields.NONE);
                }))
                .isEqualTo("POST /x HTTP/1.1~Host: b~Transfer-Encoding: chunked~~1a~GET /smuggled HTTP/1.1~~~0~~"
                        .replace("~", "\r\n"));
        head.body(BodyLength.KNOWN, 2);
        assertThat(written(sink -> {
                    RequestWriter writer = new RequestWriter(sink, Wire.bytes("upstream:1"), Wire.bytes(""));
                    writer.write(head, new AddedFields(), false);
                    writer.body(ByteBuffer.wrap(Wire.bytes("ab")));
                    writer.end(Fields.NONE);
                }))
                .isEqualTo("POST /x HTTP/1.1\r\nHost: b\r\nContent-Length: 2\r\n\r\nab");
    }

    @Test
    void leavesOutAddedLinesThatWereDropped() {
        RequestHead head = Messages.request("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        AddedFields added = new AddedFields();
        added.add(FieldBlock.of("X-A: 1\r\nX-B: 2\r\n"));
        added.drop(Wire.bytes("x-a"));
        added.add(FieldBlock.of("x-a: 3\r\n"));
        assertThat(written(sink ->
                        new RequestWriter(sink, Wire.bytes("upstream:1"), Wire.bytes("")).write(head, added, false)))
                .isEqualTo("GET / HTTP/1.1\r\nHost: a\r\nX-B: 2\r\nx-a: 3\r\n\r\n");
    }

    @Test
    void keepsADateThatWasAdded() {
        ResponseHead head = Messages.response("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        AddedFields added = new AddedFields();
        added.add(FieldBlock.of("Date: ours\r\n"));
        assertThat(written(sink -> new ResponseWriter(fixture.loop(), sink)
                        .write(head, added, BodyFraming.LENGTH, Connection.IMPLIED)))
                .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nDate: ours\r\n\r\n");
    }

    @Test
    @DisplayName("RFC 9110 §6.6.1: a response without Date gets one")
    void addsADate() {
        ResponseHead head = Messages.response("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        assertThat(written(sink -> new ResponseWriter(fixture.loop(), sink)
                        .write(head, new AddedFields(), BodyFraming.LENGTH, Connection.IMPLIED)))
                .matches(
                        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nDate: ..., \\d\\d ... \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\r\n\r\n");
    }

    @Test
    void writesOwnResponses() {
        assertThat(written(sink -> new ResponseWriter(fixture.loop(), sink)
                        .writeOwn(
                                OwnResponse.of(404, "X: y\r\n", new byte[12], OwnResponse.After.NOTHING),
                                Connection.CLOSE)))
                .startsWith("HTTP/1.1 404 Not Found\r\nDate: ")
                .endsWith(" GMT\r\nX: y\r\nContent-Length: 12\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 15, 16, 255, 256, 4_095, 4_096, 65_536, 100_000})
    @DisplayName("RFC 9112 §7.1: a chunk is its size in hexadecimal digits and its bytes")
    void writesChunks(int size) {
        String content = "x".repeat(size);
        assertThat(written(sink -> {
                    BodyWriter writer = new BodyWriter(sink);
                    writer.start(BodyFraming.CHUNKED);
                    writer.data(Messages.buffer(content));
                    writer.end(new Fields());
                }))
                .isEqualTo(Integer.toHexString(size) + "\r\n" + content + "\r\n0\r\n\r\n");
    }

    @Test
    @DisplayName("RFC 9110 §6.5.1: no trailer frames, routes or authenticates")
    void passesHarmlessTrailersOnly() {
        BodyReader reader = new BodyReader();
        reader.start(BodyFraming.CHUNKED, 0);
        reader.next(
                Messages.buffer("0~Host: x~X:y~Content-Length: 5~Transfer-Encoding: chunked~Authorization: z~Last: w~~"
                        .replace("~", "\r\n")));
        assertThat(reader.isComplete()).isTrue();
        assertThat(reader.trailers().has(FieldName.HOST)).isTrue();
        for (BodyFraming framing : BodyFraming.values()) {
            String written = written(sink -> {
                BodyWriter writer = new BodyWriter(sink);
                writer.start(framing);
                writer.end(reader.trailers());
            });
            assertThat(written).isEqualTo(framing == BodyFraming.CHUNKED ? "0\r\nX:y\r\nLast: w\r\n\r\n" : "");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 1_234_567_890_123L, 999_999_999_999_999_999L})
    void writesNumbers(long number) {
        assertThat(written(sink -> new Decimal().put(number, sink))).isEqualTo(Long.toString(number));
    }

    private String written(Consumer<ByteSink> writing) {
        return fixture.call(() -> {
            FakeStream network = new FakeStream();
            ByteSink sink = new ByteSink(fixture.loop(), network, new ByteSink.Listener() {
                @Override
                public void onCongested() {}

                @Override
                public void onDrained() {}

                @Override
                public void onBroken() {}
            });
            writing.accept(sink);
            sink.flushNow();
            return network.text();
        });
    }
}
