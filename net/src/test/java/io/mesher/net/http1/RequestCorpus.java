package io.mesher.net.http1;

import java.util.List;

/** Requests: what is understood of the valid ones, and why the others are refused. */
final class RequestCorpus {
    private static final String HOST = "Host: a\r\n";
    private static final String LINE =
            "MALFORMED: the request line is not \"method target HTTP/1.x\" with single spaces";
    private static final String METHOD = "MALFORMED: the request line does not begin with a method and one space";
    private static final String VERSION = "MALFORMED: the version in the request line is not HTTP/1.1 or HTTP/1.0";
    private static final String TARGET =
            "MALFORMED: the request target contains a character that is not allowed in URLs, or a fragment";
    private static final String SCHEME =
            "MALFORMED: the URL does not begin with http://, ws:// or /; https:// and other schemes cannot be proxied";
    private static final String URL_HOST =
            "MALFORMED: the host in the URL is not a name or an IP address with an optional port from 1 to 65535";
    private static final String BAD_HOST =
            "MALFORMED: the Host field is not a name or an IP address with an optional port from 1 to 65535";
    private static final String LENGTH = "MALFORMED: Content-Length is not a number of 1 to 18 digits";
    private static final String TWO_LENGTHS = "MALFORMED: there is more than one Content-Length";
    private static final String ENCODING = "MALFORMED: Transfer-Encoding is anything but one \"chunked\"";
    private static final String BOTH = "MALFORMED: there are both Content-Length and Transfer-Encoding";
    private static final String BARE_LF = "MALFORMED: a line ends with LF instead of CRLF";
    private static final String CONTROL = "MALFORMED: a field value contains a control character";
    private static final String FOLDED = "MALFORMED: a field is folded over two lines";
    private static final String NAME =
            "MALFORMED: a field name is empty or contains a character that is not allowed in names";
    private static final String NO_COLON = "MALFORMED: a field line has no colon";
    private static final String CHUNK_START = "MALFORMED: a chunk does not begin with its size in hexadecimal digits";
    private static final String CHUNK_SIZE =
            "MALFORMED: a chunk's size is followed by something other than CRLF or an extension";
    private static final String CHUNK_END = "MALFORMED: a chunk or its size does not end with CRLF";
    private static final String CHUNKED_POST =
            "POST POST ORIGIN host=a authority=a port=0 path=/ 1.1\nCHUNKED 0 keep\nHost=a\nTransfer-Encoding=chunked\n";

    /** A message and what is understood of it, as {@link Wire} puts it; only its beginning where the message is refused. */
    record Case(String clause, String message, String understood) {
        @Override
        public String toString() {
            String shown = message.length() > 90 ? message.substring(0, 90) + "..." : message;
            return clause + " "
                    + shown.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0");
        }
    }

    private RequestCorpus() {}

    static List<Case> valid() {
        return List.of(
                new Case(
                        "RFC 9112 §3.2.1",
                        "GET /p/a?x=1&y= HTTP/1.1\r\nHost: a.b\r\n\r\n",
                        "GET GET ORIGIN host=a.b authority=a.b port=0 path=/p/a?x=1&y= 1.1\nNONE 0 keep\nHost=a.b\nbody \nleft over "),
                new Case(
                        "RFC 9110 §9.3.2",
                        "HEAD / HTTP/1.1\r\nHOST:a:8080\r\n\r\nGET",
                        "HEAD HEAD ORIGIN host=a authority=a:8080 port=8080 path=/ 1.1\nNONE 0 keep\nHOST=a:8080\nbody \nleft over GET"),
                new Case(
                        "RFC 9110 §8.6",
                        "POST / HTTP/1.1\r\nHost: a\r\ncontent-LENGTH: 005\r\n\r\nhelloGET",
                        "POST POST ORIGIN host=a authority=a port=0 path=/ 1.1\nLENGTH 5 keep\nHost=a\ncontent-LENGTH=005\nbody hello\nleft over GET"),
                new Case(
                        "RFC 9112 §3.2.4",
                        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
                        "OPTIONS OPTIONS ASTERISK host=a authority=a port=0 path=* 1.1\nNONE 0 keep\nHost=a\nbody \nleft over "),
                new Case(
                        "RFC 9112 §3.2.2",
                        "GET http://Svc.x:1/p?q HTTP/1.1\r\nHost: other\r\n\r\n",
                        "GET GET ABSOLUTE host=Svc.x authority=Svc.x:1 port=1 path=/p?q 1.1\nNONE 0 keep\nHost=other\nbody \nleft over "),
                new Case(
                        "RFC 9112 §3.2.2",
                        "GET HTTP://svc HTTP/1.0\r\n\r\n",
                        "GET GET ABSOLUTE host=svc authority=svc port=0 path= 1.0\nNONE 0 close\nbody \nleft over "),
                new Case(
                        "RFC 9112 §3.2.2",
                        "GET http://[::1]:65535?q HTTP/1.1\r\nHost: [fe80::1.2.3.4]\r\n\r\n",
                        "GET GET ABSOLUTE host=::1 authority=[::1]:65535 port=65535 path=?q 1.1\nNONE 0 keep\nHost=[fe80::1.2.3.4]\nbody \nleft over "),
                new Case(
                        "RFC 3986 §3.2.2",
                        "GET / HTTP/1.1\r\nHost: [2001:db8::1]:80\r\n\r\n",
                        "GET GET ORIGIN host=2001:db8::1 authority=[2001:db8::1]:80 port=80 path=/ 1.1\nNONE 0 keep\nHost=[2001:db8::1]:80\nbody \nleft over "),
                new Case(
                        "RFC 9110 §4.2.3: an empty port is the default port",
                        "GET / HTTP/1.1\r\nHost: a:\r\n\r\n",
                        "GET GET ORIGIN host=a authority=a port=0 path=/ 1.1\nNONE 0 keep\nHost=a:\nbody \nleft over "),
                new Case(
                        "RFC 9110 §4.2.3: an empty port is the default port",
                        "GET http://[::1]:/p HTTP/1.1\r\nHost: b:\r\n\r\n",
                        "GET GET ABSOLUTE host=::1 authority=[::1] port=0 path=/p 1.1\nNONE 0 keep\nHost=b:\nbody \nleft over "),
                new Case(
                        "RFC 9112 §3.2.2: the URL counts, not the Host",
                        "GET http://a:1/p HTTP/1.1\r\nHost:\r\n\r\n",
                        "GET GET ABSOLUTE host=a authority=a:1 port=1 path=/p 1.1\nNONE 0 keep\nHost=\nbody \nleft over "),
                new Case(
                        "RFC 3987 §3.1: UTF-8 is percent-encoded",
                        "GET /\u00c3\u00a4/\u00e4\u00b8\u00ad?\u00f0\u009f\u0098\u0080=a%20b HTTP/1.1\r\nHost: a\r\nX: \u00c3\u00a4\r\n\r\nleft",
                        "GET GET ORIGIN host=a authority=a port=0 path=/%C3%A4/%E4%B8%AD?%F0%9F%98%80=a%20b 1.1\nNONE 0 keep\nHost=a\nX=\u00c3\u00a4\nbody \nleft over left"),
                new Case(
                        "RFC 3629 §4: the first and last of each length",
                        "GET http://a?\u00c2\u0080\u00df\u00bf\u00e0\u00a0\u0080\u00ed\u009f\u00bf\u00ee\u0080\u0080\u00ef\u00bf\u00bf\u00f0\u0090\u0080\u0080\u00f4\u008f\u00bf\u00bf HTTP/1.1\r\nHost: a\r\n\r\n",
                        "GET GET ABSOLUTE host=a authority=a port=0 path=?%C2%80%DF%BF%E0%A0%80%ED%9F%BF%EE%80%80%EF%BF%BF%F0%90%80%80%F4%8F%BF%BF 1.1\nNONE 0 keep\nHost=a\nbody \nleft over "),
                new Case(
                        "RFC 6455 §3: ws:// is http:// to a proxy",
                        "GET wS://a:1/p?q HTTP/1.1\r\nHost: a:1\r\n\r\n",
                        "GET GET ABSOLUTE host=a authority=a:1 port=1 path=/p?q 1.1\nNONE 0 keep\nHost=a:1\nbody \nleft over "),
                new Case(
                        "RFC 9112 §3.2.3",
                        "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n",
                        "CONNECT CONNECT AUTHORITY host=a authority=a:443 port=443 path= 1.1\nNONE 0 keep\nHost=a:443\nbody \nleft over "),
                new Case(
                        "RFC 9112 §3.2",
                        "GET / HTTP/1.0\r\n\r\n",
                        "GET GET ORIGIN host= authority= port=0 path=/ 1.0\nNONE 0 close\nbody \nleft over "),
                new Case(
                        "RFC 9112 §9.3",
                        "GET / HTTP/1.0\r\nConnection: x , Keep-Alive\r\n\r\n",
                        "GET GET ORIGIN host= authority= port=0 path=/ 1.0\nNONE 0 keep\nConnection=x , Keep-Alive\nbody \nleft over "),
                new Case(
                        "RFC 9112 §9.6",
                        "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nConnection: ,CLOSE\r\n\r\n",
                        "GET GET ORIGIN host=a authority=a port=0 path=/ 1.1\nNONE 0 close\nHost=a\nConnection=keep-alive\nConnection=,CLOSE\nbody \nleft over "),
                new Case(
                        "RFC 9112 §2.2",
                        "\r\nget / HTTP/1.1\r\nHost: a\r\n\r\n",
                        "OTHER get ORIGIN host=a authority=a port=0 path=/ 1.1\nNONE 0 keep\nHost=a\nbody \nleft over "),
                new Case(
                        "RFC 9112 §5",
                        "GET / HTTP/1.1\r\nHost:\ta \t\r\nX:\r\nX: \t\r\nX:1\r\nX: 2 3\t4\r\nx!#$%&'*+-.^_`|~9: \u00fc:\u0080\r\n\r\n",
                        "GET GET ORIGIN host=a authority=a port=0 path=/ 1.1\nNONE 0 keep\nHost=a\nX=\nX=\nX=1\nX=2 3\t4\nx!#$%&'*+-.^_`|~9=\u00fc:\u0080\nbody \nleft over "),
                new Case(
                        "RFC 9110 §7.8",
                        "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
                        "GET GET ORIGIN host=a authority=a port=0 path=/ 1.1\nNONE 0 keep upgrade\nHost=a\nConnection=Upgrade\nUpgrade=websocket\nbody \nleft over "),
                new Case(
                        "RFC 9110 §7.8: Upgrade means nothing in HTTP/1.0",
                        "GET / HTTP/1.0\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
                        "GET GET ORIGIN host= authority= port=0 path=/ 1.0\nNONE 0 close\nConnection=Upgrade\nUpgrade=websocket\nbody \nleft over "),
                new Case(
                        "RFC 9110 §10.1.1",
                        "PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\nx",
                        "PUT PUT ORIGIN host=a authority=a port=0 path=/ 1.1 expects\nLENGTH 1 keep\nHost=a\nExpect=100-Continue\nContent-Length=1\nbody x\nleft over "),
                new Case(
                        "RFC 9110 §10.1.1: a message without content expects nothing",
                        "PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n",
                        "PUT PUT ORIGIN host=a authority=a port=0 path=/ 1.1\nLENGTH 0 keep\nHost=a\nExpect=100-continue\nContent-Length=0\nbody \nleft over "),
                new Case(
                        "RFC 9110 §10.1.1: from HTTP/1.0 it is ignored",
                        "PUT / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx",
                        "PUT PUT ORIGIN host= authority= port=0 path=/ 1.0\nLENGTH 1 close\nExpect=100-continue (dropped)\nContent-Length=1\nbody x\nleft over "),
                new Case(
                        "RFC 9112 §6.2: 18 digits",
                        "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999999999999\r\n\r\nx",
                        "PUT PUT ORIGIN host=a authority=a port=0 path=/ 1.1\nLENGTH 999999999999999999 keep\nHost=a\nContent-Length=999999999999999999\nbody x\nincomplete\nleft over "),
                new Case(
                        "RFC 9112 §7.1",
                        post("5\r\nhello\r\n0A\r\n0123456789\r\n0\r\n\r\nGET"),
                        CHUNKED_POST + "body hello0123456789\nleft over GET"),
                new Case(
                        "RFC 9112 §7",
                        "POST / HTTP/1.1\r\nHost: a\r\ntransfer-ENCODING: ChunkeD\r\n\r\n0\r\n\r\n",
                        "POST POST ORIGIN host=a authority=a port=0 path=/ 1.1\nCHUNKED 0 keep\nHost=a\ntransfer-ENCODING=ChunkeD\nbody \nleft over "),
                new Case(
                        "RFC 9112 §7.1.1",
                        post("1;a=\"b;\u00e4\"; c\r\nx\r\n000;\t\r\n\r\n"),
                        CHUNKED_POST + "body x\nleft over "),
                new Case(
                        "RFC 9112 §7.1.1, RFC 9110 §5.6.3: bad white space is removed",
                        post("1 ;a\r\nx\r\n2\t \r\nyz\r\n1 \t;b = c \r\n!\r\n0  \r\n\r\nGET"),
                        CHUNKED_POST + "body xyz!\nleft over GET"),
                new Case(
                        "RFC 9112 §7.1.2",
                        post("1\r\nx\r\n0\r\nA: 1\r\na:\r\n\r\n\r\n"),
                        CHUNKED_POST + "body x\ntrailer A=1\ntrailer a=\nleft over \r\n"),
                new Case("RFC 9112 §8", post("5\r\nhel"), CHUNKED_POST + "body hel\nincomplete\nleft over "),
                new Case("RFC 9112 §8", "GET / HTTP/1.1\r\nHost: a\r\n", "no whole head"));
    }

    static List<Case> hostileLines() {
        return List.of(
                line("RFC 9112 §3", "GET  / HTTP/1.1", LINE),
                line("RFC 9112 §3", "GET /  HTTP/1.1", LINE),
                line("RFC 9112 §3", "GET / a HTTP/1.1", LINE),
                line("RFC 9112 §3", "GET\t/ HTTP/1.1", METHOD),
                line("RFC 9112 §3", "GET /\tHTTP/1.1", LINE),
                line("RFC 9112 §3", "GET / HTTP/1.1 ", LINE),
                line("RFC 9112 §3", " GET / HTTP/1.1", METHOD),
                line("RFC 9112 §3", "GET /", LINE),
                line("RFC 9112 §3", "GET HTTP/1.1", LINE),
                line("RFC 9112 §3", "GET", METHOD),
                line("RFC 9112 §3.1", "GE(T / HTTP/1.1", METHOD),
                line("RFC 9112 §3.1", "G\u00c9T / HTTP/1.1", METHOD),
                line("RFC 9112 §2.2: one empty line, not two", "\r\n\r\nGET / HTTP/1.1", METHOD),
                line("RFC 9112 §2.3", "GET / HTTP/2.0", VERSION),
                line("RFC 9112 §2.3", "GET / HTTP/1.2", VERSION),
                line("RFC 9112 §2.3", "GET / http/1.1", VERSION),
                line("RFC 9112 §2.3", "GET / HTTP/1,1", VERSION),
                line("RFC 9112 §2.3", "GET / HTTP/0.9", VERSION),
                line("RFC 9112 §2.3", "GET / HTTP/1.10", LINE),
                line("RFC 9112 §2.3", "GET / HTTP/01.1", LINE),
                line("RFC 9112 §3.2: no fragment", "GET /a#b HTTP/1.1", TARGET),
                line("RFC 9112 §3.2", "GET /a\0b HTTP/1.1", TARGET),
                line("RFC 9112 §3.2", "GET /a\rb HTTP/1.1", TARGET),
                line("RFC 9112 §3.2", "GET /a\tb HTTP/1.1", TARGET),
                line("RFC 9112 §3.2: not UTF-8", "GET /\u00e4 HTTP/1.1", TARGET),
                line("RFC 9112 §3.2: not UTF-8", "GET /\u00e4x HTTP/1.1", TARGET),
                line("RFC 9112 §3.2: not UTF-8", "GET /\u0080 HTTP/1.1", TARGET),
                line("RFC 9112 §3.2: not UTF-8", "GET /\u00ff HTTP/1.1", TARGET),
                line("RFC 9112 §3.2: not UTF-8", "GET /\u00c3 HTTP/1.1", TARGET),
                line("RFC 9112 §3.2: not UTF-8", "GET /\u00e4\u00b8 HTTP/1.1", TARGET),
                line("RFC 9112 §3.2: not UTF-8", "GET /\u00e4\u00b8/ HTTP/1.1", TARGET),
                line("RFC 9112 §3.2: not UTF-8", "GET /\u00f0\u009f\u0098 HTTP/1.1", TARGET),
                line("RFC 3629 §3: an overlong slash", "GET /\u00c0\u00af HTTP/1.1", TARGET),
                line("RFC 3629 §3: an overlong slash", "GET /\u00e0\u0080\u00af HTTP/1.1", TARGET),
                line("RFC 3629 §3: an overlong slash", "GET /\u00f0\u0080\u0080\u00af HTTP/1.1", TARGET),
                line("RFC 3629 §3: an overlong letter", "GET /\u00c1\u0081 HTTP/1.1", TARGET),
                line("RFC 3629 §3: an overlong U+07FF", "GET /\u00e0\u009f\u00bf HTTP/1.1", TARGET),
                line("RFC 3629 §3: an overlong U+FFFF", "GET /\u00f0\u008f\u00bf\u00bf HTTP/1.1", TARGET),
                line("RFC 3629 §3: a surrogate", "GET /\u00ed\u00a0\u0080 HTTP/1.1", TARGET),
                line("RFC 3629 §3: U+110000", "GET /\u00f4\u0090\u0080\u0080 HTTP/1.1", TARGET),
                line("RFC 3629 §3", "GET /\u00f5\u0080\u0080\u0080 HTTP/1.1", TARGET),
                line("RFC 9112 §3.2", "GET /\u00c3\u00a4#b HTTP/1.1", TARGET),
                line("RFC 3986 §3.2.2: not in names", "GET http://\u00c3\u00a4/ HTTP/1.1", URL_HOST),
                line("RFC 3986 §3.2.2: not in names", "CONNECT \u00c3\u00a4:1 HTTP/1.1", URL_HOST),
                line("RFC 9112 §3.2", "GET \u00c3\u00a4 HTTP/1.1", SCHEME),
                line("RFC 9112 §3.2", "GET /\u007f HTTP/1.1", TARGET),
                line("RFC 9112 §3.2", "GET a HTTP/1.1", SCHEME),
                line("RFC 9112 §3.2.2", "GET https://a/ HTTP/1.1", SCHEME),
                line("RFC 9112 §3.2.2", "GET http:/a HTTP/1.1", SCHEME),
                line("RFC 9112 §3.2.2", "GET http:// HTTP/1.1", SCHEME),
                line("RFC 9112 §3.2.2", "GET http:///a HTTP/1.1", URL_HOST),
                line("RFC 9110 §4.2.4: no user information", "GET http://u@a/ HTTP/1.1", URL_HOST),
                line("RFC 9110 §4.2.4: no user information", "GET http://u:1@a/ HTTP/1.1", URL_HOST),
                line("RFC 9110 §4.2.1: no empty host", "GET http://:/ HTTP/1.1", URL_HOST),
                line("RFC 3986 §3.2.3", "GET http://a::/ HTTP/1.1", URL_HOST),
                line("RFC 6455 §3: wss:// is TLS", "GET wss://a/ HTTP/1.1", SCHEME),
                line("RFC 6455 §3", "GET ws:///a HTTP/1.1", URL_HOST),
                line("RFC 6455 §3", "GET ws:// HTTP/1.1", SCHEME),
                line("RFC 6455 §3", "GET ws:/a HTTP/1.1", SCHEME),
                line("RFC 9112 §3.2.3: CONNECT names a port", "CONNECT a: HTTP/1.1", URL_HOST),
                line("RFC 3986 §3.2.3", "GET http://a:0/ HTTP/1.1", URL_HOST),
                line("RFC 3986 §3.2.3", "GET http://a:65536/ HTTP/1.1", URL_HOST),
                line("RFC 3986 §3.2.3", "GET http://a:000080/ HTTP/1.1", URL_HOST),
                line("RFC 3986 §3.2.3", "GET http://a:+80/ HTTP/1.1", URL_HOST),
                line("RFC 3986 §3.2.2", "GET http://[::1/ HTTP/1.1", URL_HOST),
                line("RFC 3986 §3.2.2", "GET http://[::1]80/ HTTP/1.1", URL_HOST),
                line("RFC 3986 §3.2.2", "GET http://[]/ HTTP/1.1", URL_HOST),
                line("RFC 3986 §3.2.2", "GET http://[::1%25eth0]/ HTTP/1.1", URL_HOST),
                line("RFC 3986 §3.2.2", "GET http://a%2eb/ HTTP/1.1", URL_HOST),
                line("RFC 3986 §3.2.2", "GET http://a\\b/ HTTP/1.1", URL_HOST),
                line("RFC 9112 §3.2.4", "GET * HTTP/1.1", "MALFORMED: the target * goes with OPTIONS only"),
                line("RFC 9112 §3.2.3", "CONNECT a HTTP/1.1", URL_HOST),
                line("RFC 9112 §3.2.3", "CONNECT http://a:1/ HTTP/1.1", URL_HOST),
                new Case("RFC 9112 §2.2", "GET / HTTP/1.1\nHost: a\r\n\r\n", BARE_LF),
                new Case("RFC 9112 §2.2", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", BARE_LF));
    }

    static List<Case> hostileFields() {
        return List.of(
                fields("RFC 9112 §2.2", "A: b\nHost: a\r\n", BARE_LF),
                fields("RFC 9112 §2.2", "Host: a\r\nA: b\r\n\n", BARE_LF),
                fields("RFC 9112 §2.2", "Host: a\r\nA: b\rc\r\n", CONTROL),
                fields("RFC 9112 §2.2", "Host: a\r\nA: b\r\r\n", CONTROL),
                fields("RFC 9110 §5.5", "Host: a\r\nA: b\0c\r\n", CONTROL),
                fields("RFC 9110 §5.5", "Host: a\r\nA: b\u007fc\r\n", CONTROL),
                fields("RFC 9110 §5.5", "Host: a\r\nA: \u000b\r\n", CONTROL),
                fields("RFC 9112 §5.2", "Host: a\r\nA: b\r\n c\r\n", FOLDED),
                fields("RFC 9112 §5.2", "Host: a\r\nA: b\r\n\t\r\n", FOLDED),
                fields("RFC 9112 §5.2: nor before the first", " A: b\r\nHost: a\r\n", FOLDED),
                fields("RFC 9112 §5.1: no space before the colon", "Host : a\r\n", NAME),
                fields("RFC 9112 §5.1", "Host\t: a\r\n", NAME),
                fields("RFC 9110 §5.1", ": a\r\n", NAME),
                fields("RFC 9110 §5.1", "H(st: a\r\n", NAME),
                fields("RFC 9110 §5.1", "H\u00f6st: a\r\n", NAME),
                fields("RFC 9110 §5.1", "H\0st: a\r\n", NAME),
                fields("RFC 9112 §5", "Host\r\n", NO_COLON),
                fields("RFC 9112 §3.2", "", "MALFORMED: there is no Host field"),
                fields("RFC 9112 §3.2", HOST + HOST, "MALFORMED: there is more than one Host field"),
                fields("RFC 9112 §3.2", HOST + "hOST: b\r\n", "MALFORMED: there is more than one Host field"),
                fields("RFC 9112 §3.2", "Host:\r\n", BAD_HOST),
                fields("RFC 9112 §3.2", "Host: :\r\n", BAD_HOST),
                fields("RFC 9112 §3.2", "Host: a, b\r\n", BAD_HOST),
                fields("RFC 9112 §3.2", "Host: a/b\r\n", BAD_HOST),
                fields("RFC 9112 §3.2", "Host: u@a\r\n", BAD_HOST),
                fields("RFC 9112 §3.2", "Host: a:b\r\n", BAD_HOST),
                fields("RFC 9112 §3.2", "Host: a b\r\n", BAD_HOST),
                fields("RFC 9112 §3.2", "Host: \u00e4\r\n", BAD_HOST),
                new Case(
                        "RFC 9112 §3.2: also beside an absolute target",
                        "GET http://a/ HTTP/1.1\r\nHost: b:x\r\n\r\n",
                        BAD_HOST),
                fields("RFC 9112 §6.1", HOST + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", BOTH),
                fields("RFC 9112 §6.1", HOST + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", BOTH),
                fields("RFC 9112 §6.1", HOST + "Transfer-Encoding: identity\r\nContent-Length: 3\r\n", BOTH),
                fields("RFC 9112 §6.3", HOST + "Content-Length: 3\r\nContent-Length: 3\r\n", TWO_LENGTHS),
                fields("RFC 9112 §6.3", HOST + "Content-Length: 3\r\ncontent-length: 4\r\n", TWO_LENGTHS),
                length(""),
                length("+3"),
                length("-3"),
                length("3 3"),
                length("3, 3"),
                length("3,"),
                length("0x3"),
                length("3a"),
                length("3.0"),
                length("1000000000000000000"),
                length("9223372036854775808"),
                length("\u00b2"),
                encoding("xchunked"),
                encoding("chunked, chunked"),
                encoding("gzip, chunked"),
                encoding("chunked, identity"),
                encoding("identity"),
                encoding("chunked;q=1"),
                encoding("\"chunked\""),
                encoding("chunked,"),
                encoding(",chunked"),
                encoding(""),
                encoding("chunked\r\nTransfer-Encoding: chunked"),
                encoding("gzip\r\nTransfer-Encoding: chunked"),
                fields("RFC 9112 §2.2", HOST + "Transfer-Encoding: \u000bchunked\r\n", CONTROL),
                fields("RFC 9112 §5.1", HOST + "Transfer-Encoding : chunked\r\n", NAME),
                fields("RFC 9112 §5.2", HOST + "Transfer-Encoding:\r\n chunked\r\n", FOLDED),
                new Case(
                        "RFC 9112 §6.1",
                        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "MALFORMED: Transfer-Encoding in HTTP/1.0"),
                fields("RFC 9110 §10.1.1", HOST + "Content-Length: 1\r\nExpect: 200-ok\r\n", "EXPECTATION"),
                fields("RFC 9110 §10.1.1", HOST + "Expect: 100-continue\r\nExpect: 100-continue\r\n", "EXPECTATION"));
    }

    static List<Case> hostileBodies() {
        return List.of(
                chunks("x\r\n", CHUNK_START),
                chunks("\r\n", CHUNK_START),
                chunks(" 1\r\nx\r\n", CHUNK_START),
                chunks("-1\r\nx\r\n", CHUNK_START),
                chunks("+1\r\nx\r\n", CHUNK_START),
                chunks(";a\r\n", CHUNK_START),
                chunks("0x1\r\nx\r\n", CHUNK_SIZE),
                chunks("1 1\r\nx\r\n", CHUNK_SIZE),
                chunks("1\t0\r\nx\r\n", CHUNK_SIZE),
                chunks("1 a\r\nx\r\n", CHUNK_SIZE),
                chunks("1 0x\r\nx\r\n", CHUNK_SIZE),
                chunks("1 \nx\n", CHUNK_SIZE),
                chunks("1 \rx\r\n", CHUNK_END),
                chunks("1 \u000b\r\nx\r\n", CHUNK_SIZE),
                chunks("1\u00a0\r\nx\r\n", CHUNK_SIZE),
                chunks(" \r\n", CHUNK_START),
                chunks("\t1\r\nx\r\n", CHUNK_START),
                body("1 \r\nx\r\n 0\r\n\r\n", "x", CHUNK_START),
                chunks("1\nx\n", CHUNK_SIZE),
                chunks("1_\r\nx\r\n", CHUNK_SIZE),
                chunks("1\rx\r\n", CHUNK_END),
                chunks("1\r\r\nx\r\n", CHUNK_END),
                chunks("1;a\rb\r\nx\r\n", CHUNK_END),
                chunks("1;a\nb\r\nx\r\n", "MALFORMED: a chunk extension contains a control character"),
                chunks("1;\"a\nb\"\r\nx\r\n", "MALFORMED: a chunk extension contains a control character"),
                chunks("1;a\0\r\nx\r\n", "MALFORMED: a chunk extension contains a control character"),
                chunks("1;\u007f\r\nx\r\n", "MALFORMED: a chunk extension contains a control character"),
                chunks("0000000000000001\r\nx\r\n", "MALFORMED: a chunk's size has more than 15 digits"),
                chunks("FFFFFFFFFFFFFFFF1\r\nx\r\n", "MALFORMED: a chunk's size has more than 15 digits"),
                body("1\r\nxy\r\n0\r\n\r\n", "x", CHUNK_END),
                body("1\r\nx0\r\n\r\n", "x", CHUNK_END),
                body("1\r\nx\n0\r\n\r\n", "x", CHUNK_END),
                body("1\r\nx\r0\r\n\r\n", "x", CHUNK_END),
                chunks("0\r\nA: b\n\r\n", "MALFORMED: a trailer line ends with LF instead of CRLF"),
                chunks("0\r\n\n", "MALFORMED: a trailer line ends with LF instead of CRLF"),
                chunks("0\r\nA : b\r\n\r\n", NAME),
                chunks("0\r\nA: b\r\n c\r\n\r\n", FOLDED),
                chunks("0\r\nA: \0\r\n\r\n", CONTROL),
                chunks("0\r\nA\r\n\r\n", NO_COLON));
    }

    private static Case line(String clause, String line, String refusal) {
        return new Case(clause, line + "\r\nHost: a\r\n\r\n", refusal);
    }

    private static Case fields(String clause, String fields, String refusal) {
        return new Case(clause, "POST / HTTP/1.1\r\n" + fields + "\r\nabc", refusal);
    }

    private static Case length(String value) {
        return fields("RFC 9110 §8.6", HOST + "Content-Length: " + value + "\r\n", LENGTH);
    }

    private static Case encoding(String value) {
        return fields("RFC 9112 §6.1", HOST + "Transfer-Encoding: " + value + "\r\n", ENCODING);
    }

    static String post(String chunks) {
        return "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
    }

    private static Case chunks(String chunks, String refusal) {
        return body(chunks, "", refusal);
    }

    private static Case body(String chunks, String content, String refusal) {
        return new Case("RFC 9112 §7.1", post(chunks), CHUNKED_POST + "body " + content + "\n" + refusal);
    }
}
