package io.mesher.it.hostile;

import java.util.ArrayList;
import java.util.List;

/** Messages whose end two servers could see in different places (RFC 9112 §6, §7, §11.2). */
final class SmugglingCases {
    private static final String HEAD = "POST {B}/p HTTP/1.1\r\nHost: {H}\r\n";
    private static final String TAIL = "GET {B}/smuggled HTTP/1.1\r\nHost: {H}\r\n\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    private static final List<String> ENCODINGS = List.of(
            "Transfer-Encoding : chunked",
            "Transfer-Encoding\t: chunked",
            " Transfer-Encoding: chunked",
            "\tTransfer-Encoding: chunked",
            "X: x\nTransfer-Encoding: chunked",
            "X: x\rTransfer-Encoding: chunked",
            "X: x\r\r\nTransfer-Encoding: chunked",
            "X: x\n\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: chunkedx",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: identity, chunked",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked, gzip",
            "Transfer-Encoding: chunked;q=1",
            "Transfer-Encoding: chunked; a=b",
            "Transfer-Encoding: \"chunked\"",
            "Transfer-Encoding: 'chunked'",
            "Transfer-Encoding: (chunked)",
            "Transfer-Encoding: chunked\0",
            "Transfer-Encoding: \0chunked",
            "Transfer-Encoding: \u000bchunked",
            "Transfer-Encoding: \fchunked",
            "Transfer-Encoding: chunked\u007f",
            "Transfer-Encoding: \u00a0chunked",
            "Transfer-Encoding: chunked\u00ff",
            "Transfer-Encoding: chun\u212aed",
            "Transfer-Encoding: chunked,",
            "Transfer-Encoding: ,chunked",
            "Transfer-Encoding: ,",
            "Transfer-Encoding:",
            "Transfer-Encoding: identity",
            "Transfer-Encoding: cow",
            "Transfer-Encoding:\r\n chunked",
            "Transfer-Encoding: chunk\r\n ed",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: cow\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding:",
            "Transfer-Encoding\0: chunked",
            "Transfer-Encoding\u00a0: chunked",
            "\u00a0Transfer-Encoding: chunked",
            "Transfer\r-Encoding: chunked",
            "Transfer-Encoding chunked",
            ": chunked",
            "(Transfer-Encoding): chunked",
            "\"Transfer-Encoding\": chunked");

    private static final List<String> LENGTHS = List.of(
            "Content-Length: +5",
            "Content-Length: -5",
            "Content-Length: -0",
            "Content-Length: --5",
            "Content-Length: 5 5",
            "Content-Length: 5,5",
            "Content-Length: 5, 5",
            "Content-Length: 5, 6",
            "Content-Length: 5,",
            "Content-Length: ,5",
            "Content-Length: 0x5",
            "Content-Length: 5.0",
            "Content-Length: 5e0",
            "Content-Length: 5;",
            "Content-Length: 5a",
            "Content-Length: a5",
            "Content-Length: a",
            "Content-Length: \"5\"",
            "Content-Length: 5_0",
            "Content-Length:",
            "Content-Length: \0005",
            "Content-Length: 5\0",
            "Content-Length: 5\u00a0",
            "Content-Length: \u00b2",
            "Content-Length: \u000b5",
            "Content-Length: 9223372036854775808",
            "Content-Length: 18446744073709551621",
            "Content-Length: 4294967301000000000000",
            "Content-Length: 5\r\nContent-Length: 5",
            "Content-Length: 5\r\nContent-Length: 6",
            "Content-Length: 0\r\nContent-Length: 5",
            "Content-Length: 5\r\ncontent-length: 0",
            "Content-Length: 5\r\nContent-Length:",
            "Content-Length : 5",
            "Content-Length\t: 5",
            " Content-Length: 5",
            "Content-Length:\r\n 5",
            "Content-Length: 5\r\n 5",
            "Content-Length\0: 5",
            "Content-Length: 5\nX: y",
            "Content-Length: 5\rX: y");

    /** What stands where a chunk of five bytes begins. */
    private static final List<String> SIZES = List.of(
            "0x5\r\n",
            "+5\r\n",
            "-5\r\n",
            " 5\r\n",
            "5 5\r\n",
            "5\t0\r\n",
            "5 a\r\n",
            "5 \n",
            "5 \r",
            "5 \u000b\r\n",
            "\t5\r\n",
            "5" + " ".repeat(300) + "\r\n",
            "5_\r\n",
            "5g\r\n",
            "5h\r\n",
            "5,5\r\n",
            "5 ;a\n",
            "5\n",
            "5\r",
            "5\r\r\n",
            "5\n\r\n",
            "5;\n",
            "5;a\nb\r\n",
            "5;a\rb\r\n",
            "5;a\0\r\n",
            "5;\"\n\"\r\n",
            "5;a=\"\r\n0\r\n\r\n\n",
            "5\0\r\n",
            "\0005\r\n",
            "5\u00a0\r\n",
            "\u00b5\r\n",
            "\r\n",
            ";\r\n",
            ";5\r\n",
            "FFFFFFFFFFFFFFFF5\r\n",
            "10000000000000005\r\n",
            "100000005g\r\n",
            "8000000000000005\r\n",
            "0000000000000000000000000000000000005 \r\n",
            "5;" + "a".repeat(300) + "\r\n",
            "x\r\n",
            "\n5\r\n",
            "5\u000b\r\n",
            "5.\r\n",
            "5e0.\r\n",
            "\"5\"\r\n");

    /** Bodies that go wrong behind a good start. */
    private static final List<String> BODIES = List.of(
            "5\r\nhelloX\r\n0\r\n\r\n",
            "5\r\nhello0\r\n\r\n",
            "5\r\nhello\n0\r\n\r\n",
            "5\r\nhello\r0\r\n\r\n",
            "5\r\nhello\n\r0\r\n\r\n",
            "5\r\nhello\r\n\r\n0\r\n\r\n",
            "5\r\nhelloAA0\r\n\r\n",
            "4\r\nhello\r\n0\r\n\r\n",
            "5\r\nhello\r\n0\n\r\n",
            "5\r\nhello\r\n0\r\n\n",
            "5\r\nhello\r\n0\r\rX",
            "5\r\nhello\r\n0\r\nX: y\n\r\n",
            "5\r\nhello\r\n0\r\nX : y\r\n\r\n",
            "5\r\nhello\r\n0\r\nX\r\n\r\n",
            "5\r\nhello\r\n0\r\n: y\r\n\r\n",
            "5\r\nhello\r\n0\r\nX: y\r\n z\r\n\r\n",
            "5\r\nhello\r\n0\r\n X: y\r\n\r\n",
            "5\r\nhello\r\n0\r\nX: \0\r\n\r\n",
            "5\r\nhello\r\n0\r\nX\0: y\r\n\r\n",
            "5\r\nhello\r\n0\r\nX: a\rb\r\n\r\n",
            "5\r\nhello\r\n0\r\nX: " + "y".repeat(9000) + "\r\n\r\n",
            "5\r\nhello\r\n0\r\n" + "X: y\r\n".repeat(33) + "\r\n",
            "5\r\nhello\r\n 0\r\n\r\n",
            "5\r\nhello\r\n0 0\r\n\r\n",
            "5\r\nhello\r\n-0\r\n\r\n",
            "5\r\nhello\r\n0x0\r\n\r\n",
            "5\r\nhello\r\n");

    private SmugglingCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        String chunkedBody = "\r\n5\r\nhello\r\n0\r\n\r\n" + TAIL;
        cases.add(Case.sec("smug-cl-te", HEAD + "Content-Length: 5\r\n" + CHUNKED + "\r\n0\r\n\r\n" + TAIL)
                .refused()
                .everywhere());
        cases.add(Case.sec("smug-te-cl", HEAD + CHUNKED + "Content-Length: 5\r\n\r\n0\r\n\r\n" + TAIL)
                .refused()
                .everywhere());
        cases.add(Case.sec("smug-te-cl0", HEAD + CHUNKED + "Content-Length: 0\r\n\r\n0\r\n\r\n" + TAIL)
                .refused()
                .everywhere());
        for (String encoding : ENCODINGS) {
            String name = Bytes.shown(encoding);
            cases.add(Case.sec("smug-te " + name, HEAD + encoding + "\r\n" + chunkedBody)
                    .refused()
                    .everywhere());
            cases.add(Case.sec("smug-cl-te " + name, HEAD + "Content-Length: 15\r\n" + encoding + "\r\n" + chunkedBody)
                    .refused()
                    .everywhere());
            cases.add(Case.sec("smug-te-te " + name, HEAD + CHUNKED + encoding + "\r\n" + chunkedBody)
                    .refused()
                    .everywhere());
        }
        for (String length : LENGTHS) {
            String name = Bytes.shown(length);
            cases.add(Case.sec("smug-cl " + name, HEAD + length + "\r\n\r\nhello" + TAIL)
                    .refused()
                    .everywhere());
        }
        for (String size : SIZES) {
            cases.add(Case.sec(
                            "chunk-size " + Bytes.shown(size),
                            HEAD + CHUNKED + "\r\n" + size + "hello\r\n0\r\n\r\n" + TAIL)
                    .refused());
        }
        for (String body : BODIES) {
            cases.add(Case.sec("chunk-body " + Bytes.shown(body), HEAD + CHUNKED + "\r\n" + body + TAIL)
                    .refused());
        }
        versions(cases);
        opaque(cases);
        return cases;
    }

    private static void versions(List<Case> cases) {
        String old = "POST {B}/p HTTP/1.0\r\nHost: {H}\r\nConnection: keep-alive\r\n";
        String body = "\r\n0\r\n\r\n" + TAIL;
        cases.add(Case.sec("smug-te-http10", old + CHUNKED + "Content-Length: 5\r\n" + body)
                .refused());
        cases.add(Case.sec("smug-te-http10-nocl", old + CHUNKED + body).refused());
        cases.add(Case.sec("smug-te-http10-identity", old + "Transfer-Encoding: identity\r\n" + body)
                .refused());
        cases.add(Case.sec("smug-http10-cl-dup", old + "Content-Length: 5\r\nContent-Length: 0\r\n" + body)
                .refused());
        // Without keep-alive the tail is never a request; without a length there is no body.
        cases.add(Case.sec("smug-http10-tail", "GET {B}/p HTTP/1.0\r\nHost: {H}\r\n\r\n" + TAIL)
                .closes()
                .forwarded());
        cases.add(Case.sec("smug-close-tail", "GET {B}/p HTTP/1.1\r\nHost: {H}\r\nConnection: close\r\n\r\n" + TAIL)
                .closes()
                .forwarded());
    }

    /** Requests that look like an attack and are not: what is in a body stays there. */
    private static void opaque(List<Case> cases) {
        String inner = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
        String length = "Content-Length: " + inner.length() + "\r\n";
        for (String method : List.of("GET", "POST", "DELETE", "OPTIONS", "HEAD", "PROPFIND")) {
            cases.add(Case.sec(
                            "opaque-body " + method,
                            method + " {B}/p HTTP/1.1\r\nHost: {H}\r\n" + length + "\r\n" + inner)
                    .answers(method)
                    .forwarded()
                    .body(inner));
        }
        for (String like : List.of(
                "X-Transfer-Encoding: chunked",
                "Transfer-Encoding2: chunked",
                "Transfer_Encoding: chunked",
                "TransferEncoding: chunked",
                "X: Transfer-Encoding: chunked",
                "Content-Lengths: 0",
                "Content_Length: 0",
                "X-Content-Length: 99")) {
            cases.add(Case.sec("opaque-field " + like, HEAD + like + "\r\n" + length + "\r\n" + inner)
                    .forwarded()
                    .body(inner));
        }
        for (String size : List.of(
                "5",
                "5 ",
                "5\t \t",
                "5 ;a",
                "5\t;a = b ",
                "05",
                "000000000000005",
                "5;",
                "5;a",
                "5;a=b",
                "5;a=\"b;c\"",
                "5;a;b=c",
                "5; a = b",
                "5;a=\u00ff")) {
            cases.add(Case.sec(
                            "chunk-valid " + Bytes.shown(size),
                            HEAD + CHUNKED + "\r\n" + size + "\r\nhello\r\n0\r\n\r\n"
                                    + inner.replace("/smug", "{B}/smug").replace("x\r", "{H}\r"))
                    .forwarded(2)
                    .body("hello"));
        }
        for (String last : List.of(
                "0\r\n\r\n",
                "00000\r\n\r\n",
                "0  \r\n\r\n",
                "0 ;a\r\nX: y\r\n\r\n",
                "0;a=b\r\n\r\n",
                "0\r\nX: y\r\n\r\n",
                "0\r\nContent-Length: 9\r\n\r\n",
                "0\r\nTransfer-Encoding: gzip\r\n\r\n",
                "0\r\nHost: evil\r\n\r\n",
                "0\r\nAuthorization: x\r\n\r\n",
                "0\r\nConnection: close\r\n\r\n")) {
            cases.add(Case.sec("chunk-last " + Bytes.shown(last), HEAD + CHUNKED + "\r\n5\r\nhello\r\n" + last + TAIL)
                    .forwarded(2)
                    .body("hello")
                    .expect(
                            "no trailer that frames, routes or authenticates",
                            o -> o.request(0).trailers().stream().allMatch(trailer -> trailer.is("X"))));
        }
        cases.add(Case.sec("length-leading-zeros", HEAD + "Content-Length: 0005\r\n\r\nhello" + TAIL)
                .forwarded(2)
                .body("hello")
                .field("Content-Length", "5"));
        cases.add(Case.sec("length-without-content", HEAD + "Content-Length: 0\r\n\r\n" + TAIL)
                .forwarded(2));
        cases.add(Case.sec("no-length-no-content", HEAD + "\r\n" + TAIL).forwarded(2));
        cases.add(Case.sec("pipelined-behind-refused", "GET {B}/a HTTP/1.1\r\nHost: {H}\r\nX : y\r\n\r\n" + TAIL + TAIL)
                .refused());
        cases.add(Case.sec(
                        "refused-behind-pipelined",
                        TAIL + TAIL + "GET {B}/a HTTP/1.1\r\nHost: {H}\r\nX : y\r\n\r\n" + TAIL)
                .answers("GET", "GET", "GET")
                .closes()
                .expect("200, 200, 400", o -> o.answer(2).status() == 400)
                .expect("two at the back-end", o -> o.seen().size() == 2));
    }
}
