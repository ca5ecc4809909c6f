package io.mesher.net.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.http.RequestHead;
import io.mesher.net.http1.RequestCorpus.Case;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestParserTest {
    static Stream<Case> all() {
        return Stream.of(
                        RequestCorpus.valid(),
                        RequestCorpus.hostileLines(),
                        RequestCorpus.hostileFields(),
                        RequestCorpus.hostileBodies())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("all")
    void understandsExactlyThisHoweverTheBytesArrive(Case message) {
        assertThat(Wire.request(message.message())).isEqualTo(message.understood());
        for (List<byte[]> pieces : Wire.cuts(message.message())) {
            assertThat(Wire.request(pieces, Wire.LIMITS))
                    .as("cut at %s", pieces.getFirst().length)
                    .isEqualTo(message.understood());
        }
    }

    @Test
    @DisplayName("RFC 9112 §3: a request line of the limit passes, one byte more is too long, wherever it is cut")
    void holdsTheRequestLineToItsLimit() {
        HeadLimits limits = new HeadLimits(20, 200, 10);
        String rest = "\r\nHost: a\r\n\r\n";
        String atLimit = "GET /2345678 HTTP/1.1";
        assertThat(atLimit).hasSize(21);
        everyCut(atLimit + rest, new HeadLimits(21, 200, 10), "GET GET ORIGIN host=a");
        everyCut(atLimit + rest, limits, "START_LINE: 20");
        everyCut(atLimit + "\nHost: a\r\n\r\n", limits, "START_LINE: 20");
        everyCut(atLimit.substring(1) + "\nHost: a\r\n\r\n", limits, "MALFORMED: a line ends with LF instead of CRLF");
        everyCut("\r\n" + atLimit + rest, new HeadLimits(21, 200, 10), "GET GET ORIGIN host=a");
        everyCut("A".repeat(100), limits, "START_LINE: 20");
        everyCut("A".repeat(100), new HeadLimits(200, 50, 10), "START_LINE: 200");
    }

    @Test
    @DisplayName("RFC 9112 §3: the limit is for the line that is sent on, with its UTF-8 percent-encoded")
    void holdsTheEncodedRequestLineToItsLimit() {
        String message = "GET /\u00c3\u00a4?\u00c3\u00a4 HTTP/1.1\r\nHost: a\r\n\r\n";
        int encoded = "GET /%C3%A4?%C3%A4 HTTP/1.1".length();
        everyCut(message, new HeadLimits(encoded, 200, 10), "GET GET ORIGIN host=a");
        everyCut(message, new HeadLimits(encoded - 1, 200, 10), "START_LINE: " + (encoded - 1));
    }

    @Test
    void encodesNothingOfTheNextMessage() {
        RequestParser parser = new RequestParser(Wire.LIMITS);
        RequestHead head = new RequestHead();
        for (String path : List.of("/\u00c3\u00a4", "/a", "/\u00c3\u00a4", "/b")) {
            parser.reset();
            head.clear();
            assertThat(parser.parse(Messages.buffer("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"), head))
                    .isNull();
            assertThat(head.text(head.pathStart(), head.pathEnd())).isEqualTo(path.replace("\u00c3\u00a4", "%C3%A4"));
        }
    }

    @Test
    void aRewrittenRequestLineIsInOnePieceAndNothingElseInIt() {
        RequestHead head = new RequestHead();
        RequestParser parser = new RequestParser(Wire.LIMITS);
        parser.reset();
        String fields = " HTTP/1.1\r\nHost: a\r\nAuthorization: Basic c2VjcmV0\r\n\r\n";
        assertThat(parser.parse(Messages.buffer("GET http://b/\u00c3\u00a4?q" + fields), head))
                .isNull();
        assertThat(head.text(head.methodStart(), head.pathEnd())).isEqualTo("GET http://b/%C3%A4?q");
        assertThat(head.host()).isEqualTo("b");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /x?y,         GET http://service/x?y",
        "GET /\u00c3\u00a4, GET http://service/%C3%A4",
        "OPTIONS *,        OPTIONS http://service",
        "GET http://b/,    GET http://b/"
    })
    @DisplayName("RFC 9110 §9.3.6: requests inside a CONNECT are for the host that it names")
    void namesTheHostOfTheConnect(String line, String understood) {
        RequestHead head = new RequestHead();
        RequestParser parser = new RequestParser(Wire.LIMITS);
        parser.reset(Wire.bytes("service"));
        assertThat(parser.parse(Messages.buffer(line + " HTTP/1.1\r\nHost: other:1\r\n\r\n"), head))
                .isNull();
        assertThat(head.text(head.methodStart(), head.pathEnd())).isEqualTo(understood);
        assertThat(head.form()).isEqualTo(RequestHead.TargetForm.ABSOLUTE);
        assertThat(head.text(head.authorityStart(), head.authorityEnd()))
                .isEqualTo(understood.split("/", -1)[2]);
    }

    @ParameterizedTest
    @CsvSource({
        "service:80, service",
        "service:8080, service:8080",
        "service:00080, service",
        "[::1]:80, [::1]",
        "[::1]:081, [::1]:81"
    })
    void aConnectsAuthorityIsWithoutTheDefaultPort(String target, String authority) {
        RequestHead head = new RequestHead();
        RequestParser parser = new RequestParser(Wire.LIMITS);
        parser.reset();
        assertThat(parser.parse(Messages.buffer("CONNECT " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"), head))
                .isNull();
        assertThat(RewrittenLine.authority(head)).isEqualTo(Wire.bytes(authority));
    }

    @Test
    @DisplayName("RFC 9112 §5: a head of the limit passes, one byte more is too large, wherever it is cut")
    void holdsTheHeadToItsLimit() {
        String head = "GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(1_500) + "\r\n\r\n";
        everyCut(head + "left", new HeadLimits(20, head.length(), 10), "GET GET ORIGIN host=a");
        everyCut(head + "left", new HeadLimits(20, head.length() - 1, 10), "HEAD_BYTES: " + (head.length() - 1));
    }

    @Test
    @DisplayName("RFC 9112 §5: as many fields as the limit pass, one more is too many")
    void holdsTheFieldsToTheirLimit() {
        String start = "GET / HTTP/1.1\r\nHost: a\r\n";
        everyCut(start + "X: y\r\n".repeat(19) + "\r\n", new HeadLimits(20, 500, 20), "GET GET ORIGIN host=a");
        everyCut(start + "X: y\r\n".repeat(20) + "\r\n", new HeadLimits(20, 500, 20), "HEAD_FIELDS: 20");
    }

    @Test
    void leavesWhatFollowsTheHeadWhereItIs() {
        String second = "GET /2 HTTP/1.1\r\nHost: b\r\n\r\n";
        for (List<byte[]> pieces : Wire.cuts("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n" + second)) {
            assertThat(Wire.request(pieces, Wire.LIMITS)).endsWith("body \nleft over " + second);
        }
    }

    private static void everyCut(String message, HeadLimits limits, String expectedStart) {
        String whole = Wire.request(List.of(Wire.bytes(message)), limits);
        assertThat(whole).startsWith(expectedStart);
        for (List<byte[]> pieces : Wire.cuts(message)) {
            assertThat(Wire.request(pieces, limits))
                    .as("cut at %s", pieces.getFirst().length)
                    .isEqualTo(whole);
        }
    }
}
