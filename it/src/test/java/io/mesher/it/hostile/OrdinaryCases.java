package io.mesher.it.hostile;

import java.util.ArrayList;
import java.util.List;

/** Requests of all shapes that must simply work, and the duties towards them. */
final class OrdinaryCases {
    private static final String GET = "GET {B}/p HTTP/1.1\r\nHost: {H}\r\n";
    private static final String POST = "POST {B}/p HTTP/1.1\r\nHost: {H}\r\n";
    private static final String TAIL = "GET {B}/after HTTP/1.1\r\nHost: {H}\r\n\r\n";
    private static final String OK5 = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private OrdinaryCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        requests(cases);
        bodies(cases);
        duties(cases);
        maxForwards(cases);
        expectations(cases);
        oldClients(cases);
        limits(cases);
        return cases;
    }

    private static void requests(List<Case> cases) {
        for (String method : List.of(
                "GET",
                "HEAD",
                "POST",
                "PUT",
                "DELETE",
                "OPTIONS",
                "PATCH",
                "TRACE",
                "PROPFIND",
                "REPORT",
                "M-SEARCH",
                "get",
                "X",
                "LONGMETHODNAME-0123456789")) {
            cases.add(Case.base("method " + method, method + " {B}/p HTTP/1.1\r\nHost: {H}\r\n\r\n" + TAIL)
                    .answers(method, "GET")
                    .passes()
                    .expect("the method as it came", o -> o.request(0).method().equals(method)));
        }
        cases.add(Case.base("pipelined-50", TAIL.repeat(50)).forwarded(50));
        cases.add(Case.base(
                        "pipelined-posts",
                        (POST + "Content-Length: 5\r\n\r\nhello" + POST
                                        + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
                                .repeat(10))
                .forwarded(20));
        cases.add(Case.base("fields-in-order", GET + "b: 1\r\nA: 2\r\nb: 3\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n\r\n")
                .forwarded()
                .field("b", "1", "3")
                .field("Set-Cookie", "a", "b")
                .expect(
                        "names as they came",
                        o -> o.request(0).fields().stream()
                                .anyMatch(field -> field.name().equals("A"))));
        cases.add(Case.base(
                        "end-to-end-fields",
                        GET
                                + "Authorization: Basic eDp5\r\nCookie: a=b; c=d\r\nRange: bytes=0-1\r\nIf-None-Match: \"x\"\r\nAccept-Encoding: gzip\r\nTraceparent: 00-1-2-3\r\n\r\n")
                .forwarded()
                .field("Authorization", "Basic eDp5")
                .field("Cookie", "a=b; c=d")
                .field("Range", "bytes=0-1")
                .field("If-None-Match", "\"x\"")
                .field("Accept-Encoding", "gzip"));
        cases.add(Case.base("keep-alive-named", GET + "Connection: keep-alive\r\n\r\n" + TAIL)
                .forwarded(2));
        cases.add(Case.base("query", "GET {B}/p?a=b&c=%20d+e&f HTTP/1.1\r\nHost: {H}\r\n\r\n")
                .forwarded()
                .target("/p?a=b&c=%20d+e&f"));
        cases.add(Case.base("host-port", "GET {B}/p HTTP/1.1\r\nHost: {H}:8080\r\n\r\n")
                .forwarded());
        cases.add(Case.base("host-in-capitals", "GET {B}/p HTTP/1.1\r\nHOST: {H}\r\n\r\n")
                .forwarded());
    }

    private static void bodies(List<Case> cases) {
        for (int length : new int[] {0, 1, 5, 4096, 65_535, 65_536, 65_537, 300_000}) {
            String body = "b".repeat(length);
            cases.add(Case.base("body-length " + length, POST + "Content-Length: " + length + "\r\n\r\n" + body + TAIL)
                    .forwarded(2)
                    .body(body));
            cases.add(Case.base(
                            "body-chunked " + length,
                            POST + "Transfer-Encoding: chunked\r\n\r\n"
                                    + (length == 0 ? "" : Integer.toHexString(length) + "\r\n" + body + "\r\n")
                                    + "0\r\n\r\n" + TAIL)
                    .forwarded(2)
                    .body(body));
        }
        cases.add(Case.base(
                        "body-many-chunks",
                        POST + "Transfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(5_000) + "0\r\n\r\n" + TAIL)
                .forwarded(2)
                .body("x".repeat(5_000)));
        cases.add(Case.base(
                        "body-hex-case",
                        POST + "Transfer-Encoding: ChUnKeD\r\n\r\nA\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n"
                                + TAIL)
                .forwarded(2)
                .body("01234567890123456789"));
        cases.add(Case.base("body-all-bytes", POST + "Content-Length: 256\r\n\r\n" + allBytes() + TAIL)
                .forwarded(2)
                .body(allBytes()));
        cases.add(Case.base(
                        "trailers",
                        POST + "Transfer-Encoding: chunked\r\nTrailer: X\r\n\r\n5\r\nhello\r\n0\r\nX: y\r\n\r\n" + TAIL)
                .forwarded(2)
                .body("hello"));
        for (int length : new int[] {0, 1, 65_536, 1_000_000}) {
            String body = "r".repeat(length);
            cases.add(Case.base("answer-length " + length, "GET {B}/scripted HTTP/1.1\r\nHost: {H}\r\n\r\n")
                    .backend(Script.keep("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + body))
                    .answer("the body", answer -> answer.body().equals(body)));
            cases.add(Case.base("answer-until-close " + length, "GET {B}/scripted HTTP/1.1\r\nHost: {H}\r\n\r\n")
                    .backend(Script.close("HTTP/1.1 200 OK\r\n\r\n" + body))
                    .answer("the body", answer -> answer.body().equals(body)));
        }
        for (int status : new int[] {200, 201, 206, 301, 302, 304, 400, 401, 404, 409, 418, 429, 500, 503, 599}) {
            cases.add(Case.base("answer-status " + status, "GET {B}/scripted HTTP/1.1\r\nHost: {H}\r\n\r\n" + TAIL)
                    .answers("GET", "GET")
                    .backend(Script.keep("HTTP/1.1 " + status + " Any Reason\r\nContent-Length: 0\r\n\r\n"))
                    .status(status)
                    .answer("the reason", answer -> answer.start().endsWith(" Any Reason")));
        }
    }

    private static String allBytes() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 256; i++) {
            all.append((char) i);
        }
        return all.toString();
    }

    private static void duties(List<Case> cases) {
        String scripted = "GET {B}/scripted HTTP/1.1\r\nHost: {H}\r\n\r\n";
        cases.add(Case.rfc("date-added", scripted)
                .backend(Script.keep(OK5))
                .answer("one Date", answer -> answer.values("Date").size() == 1));
        cases.add(Case.rfc("date-kept", scripted)
                .backend(Script.keep(OK5.replace("\r\n\r\n", "\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n\r\n")))
                .answer(
                        "the Date as it came",
                        answer -> answer.values("Date").equals(List.of("Thu, 01 Jan 2026 00:00:00 GMT"))));
        cases.add(Case.rfc("date-on-own-answer", "GET {B}/p HTTP/1.1\r\nHost: {H}\r\nX : y\r\n\r\n")
                .refused()
                .answer("one Date", answer -> answer.values("Date").size() == 1));
        cases.add(Case.rfc("own-answer-says-close", "GET {B}/p HTTP/1.1\r\nHost: {H}\r\nX : y\r\n\r\n")
                .refused()
                .answer(
                        "Connection: close",
                        answer -> answer.members("Connection").contains("close")));
        cases.add(Case.rfc("own-answer-reflects-nothing", "GET {B}/p<script>#x HTTP/1.1\r\nHost: {H}\r\n\r\n")
                .refused()
                .answer("not the target", answer -> !answer.body().contains("<script>")));
        cases.add(Case.rfc("server-kept", scripted)
                .backend(Script.keep(OK5.replace("\r\n\r\n", "\r\nServer: theirs\r\n\r\n")))
                .answer("Server: theirs", answer -> answer.values("Server").equals(List.of("theirs"))));
        cases.add(Case.rfc("warning-and-age-kept", scripted)
                .backend(Script.keep(OK5.replace("\r\n\r\n", "\r\nAge: 5\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n\r\n")))
                .answer("both cookies", answer -> answer.values("Set-Cookie").equals(List.of("a", "b"))));
        cases.add(Case.rfc("version-raised", scripted)
                .backend(Script.close("HTTP/1.0 200 OK\r\n\r\nhello"))
                .answer("HTTP/1.1", answer -> answer.start().startsWith("HTTP/1.1 ")));
        cases.add(Case.rfc("chunked-towards-1.1", scripted + TAIL)
                .answers("GET", "GET")
                .backend(Script.close("HTTP/1.0 200 OK\r\n\r\nhello"))
                .answer("chunked", answer -> answer.has("Transfer-Encoding")));
        cases.add(Case.rfc("trailers-of-answer", scripted)
                .backend(
                        Script.keep(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n5\r\nhello\r\n0\r\nX: y\r\n\r\n"))
                .answer("body", answer -> answer.body().equals("hello")));
        cases.add(Case.rfc("options-asterisk-hop", "OPTIONS {B}/p HTTP/1.1\r\nHost: {H}\r\n\r\n")
                .answers("OPTIONS")
                .forwarded()
                .target("/p"));
    }

    /** RFC 9110 §7.6.2. */
    private static void maxForwards(List<Case> cases) {
        for (String method : List.of("TRACE", "OPTIONS")) {
            String head = method + " {B}/p HTTP/1.1\r\nHost: {H}\r\n";
            cases.add(Case.rfc("max-forwards-0 " + method, head + "Max-Forwards: 0\r\n\r\n")
                    .answers(method)
                    .expect("nothing at the back-end", o -> o.seen().isEmpty())
                    .answer(
                            "a final answer, no proxying",
                            answer -> answer.status() == 200
                                    || answer.status() == 204
                                    || answer.status() == 405
                                    || answer.status() == 501));
            cases.add(Case.rfc("max-forwards-1 " + method, head + "Max-Forwards: 1\r\n\r\n")
                    .answers(method)
                    .forwarded()
                    .field("Max-Forwards", "0"));
            cases.add(Case.rfc("max-forwards-10 " + method, head + "Max-Forwards: 10\r\n\r\n")
                    .answers(method)
                    .forwarded()
                    .field("Max-Forwards", "9"));
            cases.add(Case.rfc("max-forwards-none " + method, head + "\r\n")
                    .answers(method)
                    .forwarded()
                    .field("Max-Forwards"));
            cases.add(Case.rfc(
                            "max-forwards-named " + method,
                            head + "Connection: max-forwards\r\nMax-Forwards: 5\r\n\r\n")
                    .answers(method)
                    .forwarded()
                    .field("Max-Forwards", "4"));
        }
        cases.add(Case.rfc("max-forwards GET", GET + "Max-Forwards: 0\r\n\r\n")
                .forwarded()
                .field("Max-Forwards", "0"));
        for (String value : List.of("x", "-1", "+1", "", "1, 1", "99999999999999999999", "1\r\nMax-Forwards: 1")) {
            cases.add(Case.rfc(
                            "max-forwards-bad " + Bytes.shown(value),
                            "OPTIONS {B}/p HTTP/1.1\r\nHost: {H}\r\nMax-Forwards: " + value + "\r\n\r\n")
                    .answers("OPTIONS")
                    .answer("passed on or refused", answer -> answer.status() == 200 || answer.status() == 400));
        }
    }

    /** RFC 9110 §10.1.1. */
    private static void expectations(List<Case> cases) {
        String post = "POST {B}/scripted HTTP/1.1\r\nHost: {H}\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
        cases.add(Case.rfc("expect-continue", post + "hello")
                .answers("POST")
                .backend(new Script(true, List.of("HTTP/1.1 100 Continue\r\n\r\n", OK5), Script.End.KEEP))
                .status(200)
                .expect(
                        "the 100",
                        o -> o.interims().size() == 1 && o.interims().getFirst().status() == 100));
        cases.add(Case.rfc("expect-final", post)
                .answers("POST")
                .closes()
                .backend(Script.keep("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n")
                        .beforeTheBody())
                .status(417));
        cases.add(Case.rfc(
                        "expect-http10",
                        "POST {B}/p HTTP/1.0\r\nHost: {H}\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello")
                .answers("POST")
                .closes()
                .passes()
                .field("Expect"));
        cases.add(Case.rfc("expect-without-body", GET + "Expect: 100-continue\r\n\r\n" + TAIL)
                .forwarded(2));
        cases.add(Case.rfc("expect-other", GET + "Expect: 200-maybe\r\n\r\n").ownAnswer(java.util.Set.of(417)));
        cases.add(Case.sec(
                        "expect-twice",
                        POST + "Expect: 100-continue\r\nExpect: x\r\nContent-Length: 5\r\n\r\nhello" + TAIL)
                .answers("POST")
                .ownAnswer(java.util.Set.of(400, 417))
                .closes());
    }

    private static void oldClients(List<Case> cases) {
        String old = "GET {B}/scripted HTTP/1.0\r\nHost: {H}\r\n";
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: y\r\n\r\n";
        cases.add(Case.rfc("http10-chunked-answer", old + "\r\n")
                .closes()
                .backend(Script.keep(chunked))
                .answer(
                        "not chunked",
                        answer -> !answer.has("Transfer-Encoding")
                                && answer.body().equals("hello")));
        cases.add(Case.rfc("http10-keep-alive-chunked-answer", old + "Connection: keep-alive\r\n\r\n")
                .closes()
                .backend(Script.keep(chunked))
                .answer(
                        "not chunked, closed",
                        answer -> !answer.has("Transfer-Encoding")
                                && answer.body().equals("hello")
                                && !answer.members("Connection").contains("keep-alive")));
        cases.add(Case.rfc(
                        "http10-keep-alive",
                        "GET {B}/p HTTP/1.0\r\nHost: {H}\r\nConnection: keep-alive\r\n\r\n".repeat(2))
                .forwarded(2)
                .answer(
                        "says keep-alive",
                        answer -> answer.members("Connection").contains("keep-alive")));
        cases.add(Case.rfc("http10-close", "GET {B}/p HTTP/1.0\r\nHost: {H}\r\n\r\n")
                .closes()
                .forwarded());
        cases.add(Case.rfc("http10-post", "POST {B}/p HTTP/1.0\r\nHost: {H}\r\nContent-Length: 5\r\n\r\nhello")
                .answers("POST")
                .closes()
                .forwarded()
                .body("hello"));
        cases.add(Case.rfc("http10-post-no-length", "POST {B}/p HTTP/1.0\r\nHost: {H}\r\n\r\nhello")
                .answers("POST")
                .closes()
                .expect(
                        "no body taken",
                        o -> o.seen().size() <= 1
                                && o.seen().stream()
                                        .allMatch(seen -> seen.request().body().isEmpty())));
    }

    private static void limits(List<Case> cases) {
        cases.add(Case.rob("url-8000", "GET {B}/" + "u".repeat(8_000) + " HTTP/1.1\r\nHost: {H}\r\n\r\n")
                .forwarded());
        cases.add(Case.rob("url-9000", "GET {B}/" + "u".repeat(9_000) + " HTTP/1.1\r\nHost: {H}\r\n\r\n")
                .refused(java.util.Set.of(414)));
        cases.add(Case.rob("url-1000000", "GET {B}/" + "u".repeat(1_000_000) + " HTTP/1.1\r\nHost: {H}\r\n\r\n")
                .refused(java.util.Set.of(414)));
        cases.add(Case.rob("method-endless", "G".repeat(100_000)).refused(java.util.Set.of(400, 414)));
        cases.add(Case.rob("fields-90", GET + "X: y\r\n".repeat(90) + "\r\n").forwarded());
        cases.add(Case.rob("fields-101", GET + "X: y\r\n".repeat(101) + "\r\n").refused(java.util.Set.of(431)));
        cases.add(Case.rob("fields-100000", GET + "X: y\r\n".repeat(100_000) + "\r\n")
                .refused(java.util.Set.of(431)));
        cases.add(Case.rob("field-20000", GET + "X: " + "y".repeat(20_000) + "\r\n\r\n")
                .forwarded());
        cases.add(Case.rob("field-40000", GET + "X: " + "y".repeat(40_000) + "\r\n\r\n")
                .refused(java.util.Set.of(431)));
        cases.add(Case.rob("field-endless", GET + "X: " + "y".repeat(1_000_000)).refused(java.util.Set.of(431)));
        cases.add(Case.rob("name-endless", GET + "y".repeat(1_000_000)).refused(java.util.Set.of(431)));
        cases.add(Case.rob("empty-lines-endless", "\r\n".repeat(10_000)).refused());
        cases.add(Case.rob(
                        "extensions-endless",
                        POST + "Transfer-Encoding: chunked\r\n\r\n" + ("1;" + "a".repeat(200) + "\r\nx\r\n").repeat(100)
                                + "0\r\n\r\n")
                .answers("POST")
                .refused());
        cases.add(Case.rob("nul-endless", "\0".repeat(100_000)).refused());
        cases.add(Case.rob("short-of-a-request", "G")
                .answers()
                .expect("nothing at the back-end", o -> o.seen().isEmpty()));
        cases.add(Case.rob("nothing", "")
                .answers()
                .expect("nothing at the back-end", o -> o.seen().isEmpty()));
        cases.add(Case.rob("half-a-body", POST + "Content-Length: 10\r\n\r\nhello")
                .answers()
                .expect("nothing whole at the back-end", o -> o.seen().isEmpty()));
        cases.add(Case.rob("half-a-chunk", POST + "Transfer-Encoding: chunked\r\n\r\n5\r\nhel")
                .answers()
                .expect("nothing whole at the back-end", o -> o.seen().isEmpty()));
    }
}
