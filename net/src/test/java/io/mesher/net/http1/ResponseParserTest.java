package io.mesher.net.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {
    private static final String LINE = "MALFORMED: the status line is not \"HTTP/1.x status reason\"";
    private static final String STATUS = "MALFORMED: the status is not from 100 to 599";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK~Content-Length: 2~~hiX | 200 OK 1.1~LENGTH 2 keep~Content-Length=2~body hi~left over X",
                "HTTP/1.1 200~~hi | 200  1.1~UNTIL_CLOSE 0 keep~body hi~incomplete~left over",
                "HTTP/1.0 599 a b ü~~ | 599 a b ü 1.0~UNTIL_CLOSE 0 close~body ~incomplete~left over",
                "HTTP/1.0 200 OK~Connection: keep-alive~Content-Length: 0~~ | 200 OK 1.0~LENGTH 0 keep~Connection=keep-alive~Content-Length=0~body ~left over",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~x~0~A: b~~Y | 200 OK 1.1~CHUNKED 0 keep~Transfer-Encoding=chunked~body x~trailer A=b~left over Y",
                "HTTP/1.1 100 Continue~~HTTP/1.1 | 100 Continue 1.1~NONE 0 keep~body ~left over HTTP/1.1",
                "HTTP/1.1 103 Early Hints~Content-Length: 5~~hello | 103 Early Hints 1.1~NONE 0 keep~Content-Length=5 (dropped)~body ~left over hello",
                "HTTP/1.1 204 No Content~Content-Length: 5~~hello | 204 No Content 1.1~NONE 0 keep~Content-Length=5 (dropped)~body ~left over hello",
                "HTTP/1.1 204 No Content~Transfer-Encoding: chunked~~0 | 204 No Content 1.1~NONE 0 keep~Transfer-Encoding=chunked (dropped)~body ~left over 0",
                "HTTP/1.1 304 Not Modified~Content-Length: 5~~hello | 304 Not Modified 1.1~NONE 5 keep~Content-Length=5~body ~left over hello",
                "HTTP/1.1 304 Not Modified~~H | 304 Not Modified 1.1~NONE 0 keep~body ~left over H",
                "HTTP/1.1 205 Reset Content~Content-Length: 0~~ | 205 Reset Content 1.1~LENGTH 0 keep~Content-Length=0~body ~left over",
            })
    @DisplayName("RFC 9112 §6.3: where a response ends")
    void understandsTheEndOfAResponse(String message, String understood) {
        everyCut(wire(message), wire(understood).replace("\r\n", "\n"), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", ""})
    @DisplayName("RFC 9112 §6.3: no response to HEAD has a body, whatever its fields say")
    void takesNoBodyOfAResponseToHead(String framing) {
        String message = "HTTP/1.1 200 OK\r\n" + framing + "\r\nHTTP/1.1";
        String whole = Wire.response(List.of(Wire.bytes(message)), Wire.LIMITS, true);
        assertThat(whole).contains("\nNONE ").endsWith("body \nleft over HTTP/1.1");
        everyCut(message, whole, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1  200 OK",
                "HTTP/1.1 20 OK",
                "HTTP/1.1 2 0 OK",
                "HTTP/1.1 1000 OK",
                "HTTP/1.1 200OK",
                "HTTP/1.1 +20 OK",
                "HTTP/1.1 200\tOK",
                "HTTP/1.1 ",
                "HTTP/1.1",
                "HTTP/1.2 200 OK",
                "HTTP/2 200 OK",
                "http/1.1 200 OK",
                " HTTP/1.1 200 OK",
                "ICY 200 OK",
                "",
                "<html>"
            })
    @DisplayName("RFC 9112 §4: anything but a status line")
    void refusesBadStatusLines(String line) {
        everyCut(line + "\r\n\r\n", LINE, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "099", "600", "999"})
    @DisplayName("RFC 9110 §15: statuses that there are not")
    void refusesStatusesOutOfRange(String status) {
        everyCut("HTTP/1.1 " + status + " X\r\n\r\n", STATUS, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 a^b~~ | the reason phrase contains a control character",
                "HTTP/1.1 200 a?b~~ | the reason phrase contains a control character",
                "HTTP/1.1 200 a%b~~ | the reason phrase contains a control character",
                "HTTP/1.1 200 OK$~ | a line ends with LF instead of CRLF",
                "HTTP/1.1 200 OK~A: b^~~ | a field value contains a control character",
                "HTTP/1.1 200 OK~A: b~ c~~ | a field is folded over two lines",
                "HTTP/1.1 200 OK~A : b~~ | a field name is empty or contains a character that is not allowed in names",
                "HTTP/1.1 200 OK~Content-Length: 1~Content-Length: 1~~x | there is more than one Content-Length",
                "HTTP/1.1 200 OK~Content-Length: -1~~x | Content-Length is not a number of 1 to 18 digits",
                "HTTP/1.1 200 OK~Content-Length: 1, 1~~x | Content-Length is not a number of 1 to 18 digits",
                "HTTP/1.1 200 OK~Content-Length: 1~Transfer-Encoding: chunked~~x | there are both Content-Length and Transfer-Encoding",
                "HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~x | Transfer-Encoding is anything but one \"chunked\"",
                "HTTP/1.0 200 OK~Transfer-Encoding: chunked~~0~~ | Transfer-Encoding in HTTP/1.0",
                "HTTP/1.1 204 No Content~Content-Length: 1~Transfer-Encoding: chunked~~ | there are both Content-Length and Transfer-Encoding",
            })
    @DisplayName("RFC 9112 §6.3: a response that could be split in two is refused")
    void refusesAmbiguousResponses(String message, String detail) {
        everyCut(wire(message), "MALFORMED: " + detail, false);
    }

    @Test
    void holdsHeadsToTheirLimits() {
        HeadLimits limits = new HeadLimits(15, 60, 1);
        assertThat(Wire.response(List.of(Wire.bytes("HTTP/1.1 200 OK\r\n\r\n")), limits, false))
                .startsWith("200 OK");
        everyCut("HTTP/1.1 200 OKK\r\n\r\n", limits, "START_LINE: 15", false);
        everyCut("HTTP/1.1 200 OK\r\nA: b\r\nA: b\r\n\r\n", limits, "HEAD_FIELDS: 1", false);
        everyCut("HTTP/1.1 200 OK\r\nA: " + "b".repeat(60) + "\r\n\r\n", limits, "HEAD_BYTES: 60", false);
    }

    private static String wire(String message) {
        String bytes = message.replace("~", "\r\n")
                .replace("^", "\0")
                .replace("?", "\u007f")
                .replace("%", "\r")
                .replace("$", "\n");
        // The parameters are stripped of the space behind it.
        return bytes.endsWith("left over") ? bytes + " " : bytes;
    }

    private static void everyCut(String message, String expected, boolean toHead) {
        everyCut(message, Wire.LIMITS, expected, toHead);
    }

    private static void everyCut(String message, HeadLimits limits, String expected, boolean toHead) {
        assertThat(Wire.response(List.of(Wire.bytes(message)), limits, toHead)).isEqualTo(expected);
        for (List<byte[]> pieces : Wire.cuts(message)) {
            assertThat(Wire.response(pieces, limits, toHead))
                    .as("cut at %s", pieces.getFirst().length)
                    .isEqualTo(expected);
        }
    }
}
