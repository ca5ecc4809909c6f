package io.mesher.it.hostile;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers of a back-end that splits, cuts or disguises them. Behind each the caller sends a second request on its connection,
 * whose answer must be its own.
 */
final class ResponseCases {
    private static final String AFTER = "GET {B}/after HTTP/1.1\r\nHost: {H}\r\n\r\n";
    private static final String SPLIT = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String BODY5 = "Content-Length: 5\r\n\r\nhello";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    /** Heads of which no caller should see anything. */
    private static final List<String> BAD_HEADS = List.of(
            "",
            " ",
            "HTTP",
            "HTTP/1.1",
            "HTTP/1.1 ",
            "HTTP/1.1 200\0",
            "HTTP/1.1 20",
            "HTTP/1.1 2000 OK",
            "HTTP/1.1 2xx OK",
            "HTTP/1.1 099 Low",
            "HTTP/1.1 000 Zero",
            "HTTP/1.1 600 High",
            "HTTP/1.1 999 High",
            "HTTP/1.1 1000 High",
            "HTTP/1.1 -200 OK",
            "HTTP/1.1 +200 OK",
            "HTTP/1.1  200 OK",
            "HTTP/1.1\t200 OK",
            "HTTP/1.1 200OK",
            "HTTP/1.1 200\tOK",
            "HTTP/1.2 200 OK",
            "HTTP/2 200 OK",
            "HTTP/2.0 200 OK",
            "HTTP/0.9 200 OK",
            "HTTP/1.10 200 OK",
            "http/1.1 200 OK",
            "ICY 200 OK",
            "RTSP/1.0 200 OK",
            " HTTP/1.1 200 OK",
            "HTTP/1.1 200 O\0K",
            "HTTP/1.1 200 O\rK",
            "HTTP/1.1 200 O\u0001K",
            "HTTP/1.1 200 O\u007fK",
            "HTTPS/1.1 200 OK",
            "garbage",
            "\u0016\u0003\u0001\u0002\0",
            "GET / HTTP/1.1",
            "200 OK",
            "HTTP /1.1 200 OK",
            "\0HTTP/1.1 200 OK");

    private static final List<String> BAD_FIELDS = List.of(
            "X : y",
            " X: y",
            "X: a\r\n b",
            "X",
            ": y",
            "X: \0",
            "X: a\0b",
            "X: a\rb",
            "X: a\rSet-Cookie: b",
            "X: a\nSet-Cookie: b",
            "X\0: y",
            "X\u00e4: y",
            "X: \u0001",
            "X: \u007f",
            "X: \u001b[31m",
            "X Y: z",
            "Content-Length: 5\r\nContent-Length: 5",
            "Content-Length: 5\r\nContent-Length: 6",
            "Content-Length: 0\r\nContent-Length: 5",
            "Content-Length: 5, 5",
            "Content-Length: 5, 6",
            "Content-Length: -1",
            "Content-Length: -0",
            "Content-Length: +5",
            "Content-Length: 0x5",
            "Content-Length: 5a",
            "Content-Length: abc",
            "Content-Length: 5 5",
            "Content-Length:",
            "Content-Length: 5.0",
            "Content-Length: 5;",
            "Content-Length: 99999999999999999999",
            "Content-Length: 18446744073709551621",
            "Content-Length: 9223372036854775808",
            "Content-Length : 5",
            "Content-Length: \u000b5",
            "Content-Length: 5\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 5",
            "Transfer-Encoding: gzip",
            "Transfer-Encoding: identity",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: \"chunked\"",
            "Transfer-Encoding:",
            "Transfer-Encoding: chunked,",
            "Transfer-Encoding: ,chunked",
            "Transfer-Encoding: chunked;a",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding:\r\n chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            "Transfer-Encoding: \u000bchunked",
            "Transfer-Encoding: chunked\0");

    private static final List<String> BAD_CHUNKS = List.of(
            "x\r\n",
            "\r\n",
            "-5\r\nhello\r\n",
            "+5\r\nhello\r\n",
            " 5\r\nhello\r\n",
            "5 5\r\nhello\r\n",
            "5 \nhello\r\n",
            "0x5\r\nhello\r\n",
            "5\nhello\r\n",
            "5\rhello\r\n",
            "5;a\nb\r\nhello\r\n",
            "5;\0\r\nhello\r\n",
            "5\r\nhelloX\r\n0\r\n\r\n",
            "5\r\nhello0\r\n\r\n",
            "4\r\nhello\r\n0\r\n\r\n",
            "5\r\nhello\n0\r\n\r\n",
            "FFFFFFFFFFFFFFFF5\r\nhello\r\n0\r\n\r\n",
            "10000000000000005\r\nhello\r\n0\r\n\r\n",
            "5\r\nhello\r\n0\r\nX : y\r\n\r\n",
            "5\r\nhello\r\n0\r\nX: \0\r\n\r\n",
            "5\r\nhello\r\n0\r\nX\r\n\r\n",
            "5\r\nhello\r\n0\r\n X: y\r\n\r\n",
            "5\r\nhello\r\n0\n\n",
            "5\r\nhello\r\n-0\r\n\r\n");

    private ResponseCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (String head : BAD_HEADS) {
            cases.add(bad("resp-line " + Bytes.shown(head), Script.close(head + "\r\n" + BODY5)));
        }
        for (String field : BAD_FIELDS) {
            String framing = field.contains("Content-Length") || field.contains("Transfer-Encoding")
                    ? ""
                    : "Content-Length: 5\r\n";
            cases.add(bad(
                    "resp-field " + Bytes.shown(field), Script.close(OK + framing + field + "\r\n\r\nhello" + SPLIT)));
        }
        for (String chunks : BAD_CHUNKS) {
            cases.add(cut("resp-chunk " + Bytes.shown(chunks), Script.close(CHUNKED, chunks + SPLIT)));
        }
        heads(cases);
        interim(cases);
        bodiless(cases);
        surplus(cases);
        cuts(cases);
        early(cases);
        return cases;
    }

    private static Case scripted(String method, String name, Script script) {
        return Case.sec(name, method + " {B}/scripted HTTP/1.1\r\nHost: {H}\r\n\r\n" + AFTER)
                .backend(script)
                .answers(method, "GET")
                .expect(
                        "the second answer for the second request",
                        o -> o.answer(1).body().equals("GET /after 0"))
                .expect("two requests at the back-end", o -> o.seen().size() == 2);
    }

    /** Mesher answers in the back-end's place, and never uses the connection again. */
    private static Case bad(String name, Script script) {
        return bad("GET", name, script);
    }

    private static Case bad(String method, String name, Script script) {
        return fresh(scripted(method, name, script))
                .status(502)
                .expect(
                        "nothing of the back-end's answer",
                        o -> !o.answer().body().contains("hello"));
    }

    private static Case fresh(Case one) {
        return one.expect(
                "another connection for the second request",
                o -> o.seen().size() == 2
                        && o.seen().getFirst().connection()
                                != o.seen().getLast().connection());
    }

    /** The answer had begun: the caller must see that it ends before its end. */
    private static Case cut(String name, Script script) {
        return Case.sec(name, "GET {B}/scripted HTTP/1.1\r\nHost: {H}\r\n\r\n" + AFTER)
                .backend(script)
                .answers("GET", "GET")
                .troubled()
                // The beginning may not have gone out yet: then Mesher's own answer takes its place, or nothing does.
                .expect("no whole answer of the back-end", o -> o.answers().isEmpty())
                .expect("one request at the back-end", o -> o.seen().size() == 1);
    }

    private static Case passes(String name, Script script, String body) {
        return scripted("GET", name, script)
                .status(200)
                .answer("body " + body, answer -> answer.body().equals(body));
    }

    private static void heads(List<Case> cases) {
        cases.add(bad("resp-http09", Script.close("<html>hello</html>")));
        cases.add(bad("resp-lf-only", Script.close("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello")));
        cases.add(bad("resp-lf-line", Script.close("HTTP/1.1 200 OK\nContent-Length: 5\r\n\r\nhello")));
        cases.add(bad("resp-lf-end", Script.close("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\nhello")));
        cases.add(bad("resp-crlf-before", Script.close("\r\n" + OK + BODY5)));
        cases.add(bad(
                "resp-te-http10",
                Script.close("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")));
        cases.add(bad("resp-head-too-large", Script.close(OK + "X: " + "y".repeat(40_000) + "\r\n" + BODY5)));
        cases.add(bad("resp-too-many-fields", Script.close(OK + "X: y\r\n".repeat(200) + BODY5)));
        cases.add(bad("resp-line-endless", Script.close("HTTP/1.1 200 " + "y".repeat(40_000) + "\r\n" + BODY5)));
        cases.add(Case.sec("resp-nothing-close", "GET {B}/scripted HTTP/1.1\r\nHost: {H}\r\n\r\n" + AFTER)
                .backend(Script.close(""))
                .answers("GET", "GET")
                .status(502)
                .expect(
                        "the second answer for the second request",
                        o -> o.answer(1).body().equals("GET /after 0"))
                .expect("one more try at the most", o -> o.seen().size() <= 3));
        cases.add(Case.sec(
                        "resp-nothing-close-post",
                        "POST {B}/scripted HTTP/1.1\r\nHost: {H}\r\nContent-Length: 5\r\n\r\nhello" + AFTER)
                .backend(Script.close(""))
                .answers("POST", "GET")
                .status(502)
                .expect(
                        "the second answer for the second request",
                        o -> o.answer(1).body().equals("GET /after 0"))
                .expect("no second try", o -> o.seen().size() == 2));
        cases.add(bad("resp-head-cut", Script.close("HTTP/1.1 200 OK\r\nContent-Le")));
        cases.add(bad("resp-head-cut-behind-field", Script.close("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n")));
        cases.add(bad("resp-line-cut", Script.close("HTTP/1.")));
        cases.add(bad("resp-head-reset", Script.reset("HTTP/1.1 200 OK\r\nContent-")));
        cases.add(passes("resp-no-reason", Script.keep("HTTP/1.1 200 \r\n" + BODY5), "hello"));
        cases.add(passes("resp-no-reason-no-space", Script.keep("HTTP/1.1 200\r\n" + BODY5), "hello"));
        cases.add(passes("resp-obs-text", Script.keep("HTTP/1.1 200 \u00e4\r\nX: \u00fc\r\n" + BODY5), "hello")
                .answer("X", answer -> answer.values("X").equals(List.of("\u00fc"))));
        cases.add(passes("resp-leading-zeros", Script.keep(OK + "Content-Length: 0005\r\n\r\nhello"), "hello"));
        for (String field : List.of(
                "Keep-Alive: timeout=9",
                "Proxy-Connection: x",
                "Proxy-Authenticate: Basic",
                "Upgrade: h2c",
                "TE: x",
                "X-Private: 1")) {
            String name = field.substring(0, field.indexOf(':'));
            cases.add(passes(
                            "resp-hop-by-hop " + name,
                            Script.keep(OK + "Connection: X-Private, keep-alive\r\n" + field + "\r\n" + BODY5),
                            "hello")
                    .answer(
                            "no " + name,
                            answer -> !answer.has(name)
                                    && !answer.members("Connection").contains("x-private")));
        }
        cases.add(passes(
                "resp-connection-names-length",
                Script.keep(OK + "Connection: content-length, date\r\n" + BODY5),
                "hello"));
        cases.add(passes(
                "resp-connection-names-encoding",
                Script.keep(OK
                        + "Connection: transfer-encoding\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
                "hello"));
        cases.add(fresh(passes("resp-connection-close", Script.keep(OK + "Connection: close\r\n" + BODY5), "hello")));
        cases.add(fresh(passes("resp-http10", Script.keep("HTTP/1.0 200 OK\r\n" + BODY5), "hello")));
        cases.add(fresh(passes("resp-until-close", Script.close(OK + "\r\nhello"), "hello")));
        cases.add(fresh(passes(
                "resp-http10-until-close", Script.close("HTTP/1.0 200 OK\r\n\r\nhello" + SPLIT), "hello" + SPLIT)));
        for (String extension : List.of("", ";a", ";a=b", ";a=\"b;c\"", " ", "   ", "\t;a")) {
            cases.add(passes(
                    "resp-chunk-extension " + extension,
                    Script.keep(CHUNKED + "5" + extension + "\r\nhello\r\n0" + extension + "\r\n\r\n"),
                    "hello"));
        }
        cases.add(passes(
                        "resp-trailers",
                        Script.keep(
                                CHUNKED
                                        + "5\r\nhello\r\n0\r\nX: y\r\nContent-Length: 9\r\nTransfer-Encoding: x\r\nConnection: close\r\n\r\n"),
                        "hello")
                .answer(
                        "only harmless trailers",
                        answer -> answer.trailers().stream().allMatch(trailer -> trailer.is("X"))));
    }

    private static void interim(List<Case> cases) {
        String early = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
        cases.add(passes("resp-1xx-103", Script.keep(early, OK + BODY5), "hello")
                .expect(
                        "the 103",
                        o -> o.interims().size() == 1 && o.interims().getFirst().status() == 103));
        cases.add(passes("resp-1xx-103-in-one", Script.keep(early + early + OK + BODY5), "hello")
                .expect("two 103", o -> o.interims().size() == 2));
        cases.add(
                passes("resp-1xx-102-then-200", Script.keep("HTTP/1.1 102 Processing\r\n\r\n" + OK + BODY5), "hello"));
        cases.add(passes("resp-1xx-100-unasked", Script.keep("HTTP/1.1 100 Continue\r\n\r\n" + OK + BODY5), "hello"));
        cases.add(passes(
                "resp-1xx-with-cl",
                Script.keep("HTTP/1.1 103 Early Hints\r\nContent-Length: 5\r\n\r\n" + OK + BODY5),
                "hello"));
        cases.add(passes(
                "resp-1xx-with-te",
                Script.keep("HTTP/1.1 103 Early Hints\r\nTransfer-Encoding: chunked\r\n\r\n" + OK + BODY5),
                "hello"));
        cases.add(bad(
                "resp-1xx-with-body",
                Script.close("HTTP/1.1 103 Early Hints\r\nContent-Length: 5\r\n\r\nhello" + SPLIT)));
        cases.add(passes(
                        "resp-1xx-flood",
                        Script.keep("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(5_000) + OK + BODY5),
                        "hello")
                .expect(
                        "some of the 103",
                        o -> !o.interims().isEmpty() && o.interims().size() < 5_000));
        cases.add(bad("resp-1xx-only", Script.close(early)));
        cases.add(bad("resp-1xx-bad", Script.close("HTTP/1.1 103 Early Hints\r\nX : y\r\n\r\n" + OK + BODY5)));
        cases.add(bad("resp-1xx-then-garbage", Script.close(early + "garbage\r\n\r\n")));
        cases.add(bad("resp-101", Script.echo("HTTP/1.1 101 Switching Protocols\r\n\r\n" + SPLIT)));
        cases.add(bad(
                "resp-101-upgrade",
                Script.echo("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n" + SPLIT)));
        cases.add(Case.sec("resp-1xx-http10", "GET {B}/scripted HTTP/1.0\r\nHost: {H}\r\n\r\n")
                .backend(Script.keep(early + OK + BODY5))
                .closes()
                .status(200)
                .expect("no 1xx to HTTP/1.0", o -> o.interims().isEmpty()));
    }

    private static void bodiless(List<Case> cases) {
        String chunked = "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
        for (String framed : List.of(BODY5, chunked, "\r\nhello", "\r\n" + SPLIT)) {
            String shown = Bytes.shown(framed);
            cases.add(fresh(scripted(
                            "GET", "resp-204-body " + shown, Script.close("HTTP/1.1 204 No Content\r\n" + framed)))
                    .status(204));
            cases.add(fresh(scripted(
                            "GET", "resp-304-body " + shown, Script.close("HTTP/1.1 304 Not Modified\r\n" + framed)))
                    .status(304));
            cases.add(fresh(scripted("HEAD", "resp-head-body " + shown, Script.close(OK + framed)))
                    .status(200));
        }
        cases.add(scripted("GET", "resp-204", Script.keep("HTTP/1.1 204 No Content\r\n\r\n"))
                .status(204));
        cases.add(scripted("GET", "resp-204-cl0", Script.keep("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"))
                .status(204));
        cases.add(
                scripted("GET", "resp-304-cl", Script.keep("HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n"))
                        .status(304)
                        .answer(
                                "its length kept",
                                answer -> answer.values("Content-Length").equals(List.of("500"))));
        cases.add(scripted("HEAD", "resp-head", Script.keep(OK + "Content-Length: 500\r\n\r\n"))
                .status(200)
                .answer(
                        "its length kept",
                        answer -> answer.values("Content-Length").equals(List.of("500"))));
        cases.add(scripted("HEAD", "resp-head-chunked", Script.keep(OK + "Transfer-Encoding: chunked\r\n\r\n"))
                .status(200));
        cases.add(bad("HEAD", "resp-head-bad-length", Script.close(OK + "Content-Length: 5, 6\r\n\r\n")));
        cases.add(bad("resp-304-bad-length", Script.close("HTTP/1.1 304 Not Modified\r\nContent-Length: -5\r\n\r\n")));
        cases.add(bad(
                "resp-204-both",
                Script.close("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n")));
        cases.add(passes(
                "resp-205",
                Script.keep("HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n"
                        .replace("205 Reset Content", "200 OK")),
                ""));
    }

    private static void surplus(List<Case> cases) {
        for (String more : List.of(SPLIT, "x", "\r\n", "\0", "HTTP/1.1 100 Continue\r\n\r\n")) {
            String shown = Bytes.shown(more);
            cases.add(fresh(passes("resp-surplus-length " + shown, Script.keep(OK + BODY5 + more), "hello")));
            cases.add(fresh(
                    passes("resp-surplus-empty " + shown, Script.keep(OK + "Content-Length: 0\r\n\r\n" + more), "")));
            cases.add(fresh(passes(
                    "resp-surplus-chunked " + shown,
                    Script.keep(CHUNKED + "5\r\nhello\r\n0\r\n\r\n" + more),
                    "hello")));
        }
        cases.add(fresh(scripted("HEAD", "resp-surplus-head", Script.keep(OK + "Content-Length: 5\r\n\r\nhello")))
                .status(200));
    }

    private static void cuts(List<Case> cases) {
        cases.add(cut("resp-cut-length", Script.close(OK + "Content-Length: 5\r\n\r\n", "hel")));
        cases.add(cut("resp-cut-length-reset", Script.reset(OK + "Content-Length: 5\r\n\r\n", "hel")));
        cases.add(cut("resp-cut-length-0", Script.close(OK + "Content-Length: 5\r\n\r\n")));
        cases.add(cut("resp-cut-length-huge", Script.close(OK + "Content-Length: 999999999999999999\r\n\r\nhello")));
        for (String part : List.of(
                "",
                "5",
                "5\r",
                "5\r\n",
                "5\r\nhel",
                "5\r\nhello",
                "5\r\nhello\r",
                "5\r\nhello\r\n",
                "5\r\nhello\r\n0",
                "5\r\nhello\r\n0\r\n",
                "5\r\nhello\r\n0\r\n\r",
                "5\r\nhello\r\n0\r\nX: y\r\n")) {
            cases.add(cut("resp-cut-chunked " + Bytes.shown(part), Script.close(CHUNKED, part)));
        }
        cases.add(cut("resp-reset-chunked", Script.reset(CHUNKED + "5\r\nhello\r\n")));
        cases.add(cut("resp-reset-until-close", Script.reset(OK + "\r\nhello")));
    }

    /** Answers that come before the request was read (RFC 9112 §9.6): nothing is used again. */
    private static void early(List<Case> cases) {
        String post = "POST {B}/scripted HTTP/1.1\r\nHost: {H}\r\nContent-Length: 200000\r\n\r\n";
        cases.add(Case.sec("resp-early-incomplete", post + "hello")
                .backend(Script.keep("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n")
                        .beforeTheBody())
                .answers("POST")
                .closes()
                .status(413)
                .answer(
                        "Connection: close",
                        answer -> answer.members("Connection").contains("close"))
                .expect("nothing whole at the back-end", o -> o.seen().isEmpty()));
        cases.add(Case.sec("resp-early-close", post + "hello")
                .backend(Script.close("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                        .beforeTheBody())
                .answers("POST")
                .closes()
                .status(413));
    }
}
