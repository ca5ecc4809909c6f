package io.mesher.it.hostile;

import java.util.ArrayList;
import java.util.List;

/** Lines that servers split or read differently (RFC 9112 §2.2, §3, §5). */
final class SyntaxCases {
    private static final String TAIL = "GET {B}/smuggled HTTP/1.1\r\nHost: {H}\r\n\r\n";

    private static final List<String> REQUEST_LINES = List.of(
            "GET  {B}/ HTTP/1.1",
            "GET {B}/  HTTP/1.1",
            "GET {B}/ HTTP/1.1 ",
            " GET {B}/ HTTP/1.1",
            "GET\t{B}/ HTTP/1.1",
            "GET {B}/\tHTTP/1.1",
            "GET\u000b{B}/ HTTP/1.1",
            "GET {B}/ a HTTP/1.1",
            "GET {B}/ HTTP/1.1 HTTP/1.1",
            "GET {B}/",
            "GET",
            "GET {B}/ ",
            "GET HTTP/1.1",
            "{B}/ HTTP/1.1",
            "GET {B}/\rX HTTP/1.1",
            "GET {B}/\0X HTTP/1.1",
            "GET {B}/\u007fX HTTP/1.1",
            "GET {B}/\u0001X HTTP/1.1",
            "GET {B}/\u00e4 HTTP/1.1",
            "GET {B}/#x HTTP/1.1",
            "GE\0T {B}/ HTTP/1.1",
            "GE(T {B}/ HTTP/1.1",
            "GE\u00c4T {B}/ HTTP/1.1",
            "GET: {B}/ HTTP/1.1",
            "\"GET\" {B}/ HTTP/1.1",
            "\0GET {B}/ HTTP/1.1",
            "GET {B}/ HTTP/1.1\0",
            "GET {B}/ HTTP/1.2",
            "GET {B}/ HTTP/1.10",
            "GET {B}/ HTTP/01.1",
            "GET {B}/ HTTP/1.01",
            "GET {B}/ HTTP/2.0",
            "GET {B}/ HTTP/2",
            "GET {B}/ HTTP/0.9",
            "GET {B}/ HTTP/3.0",
            "GET {B}/ HTTP/11.1",
            "GET {B}/ HTTP/1,1",
            "GET {B}/ HTTP/1.1x",
            "GET {B}/ HTTP/1.",
            "GET {B}/ HTTP/.1",
            "GET {B}/ HTTP/ 1.1",
            "GET {B}/ HTTP /1.1",
            "GET {B}/ http/1.1",
            "GET {B}/ Http/1.1",
            "GET {B}/ HTTPS/1.1",
            "GET {B}/ HTTP/1.\u00b9",
            "GET {B}/ ICY/1.1",
            "PRI * HTTP/2.0",
            "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc");

    private static final List<String> FIELDS = List.of(
            "X : y",
            "X\t: y",
            " X: y",
            "\tX: y",
            ": y",
            ":",
            "X",
            "X y",
            "X: a\r\n b",
            "X: a\r\n\tb",
            "X:\r\n b",
            "X: a\r\n \r\n b",
            "X: a\nY: b",
            "X: a\n\nY: b",
            "X: a\rY: b",
            "X: a\r\rY: b",
            "X: a\r",
            "X: \0",
            "X: a\0b",
            "X: a\0",
            "\0X: a",
            "X\0: a",
            "X\r: a",
            "X\n: a",
            "X\u00e4: a",
            "X\u007f: a",
            "X: a\n",
            "\nX: a",
            "\rX: a",
            "GET {B}/x HTTP/1.1",
            "X: y\r\n\n");

    private SyntaxCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (String line : REQUEST_LINES) {
            cases.add(Case.sec("line " + Bytes.shown(line), line + "\r\nHost: {H}\r\n\r\n" + TAIL)
                    .refused()
                    .everywhere());
        }
        for (String field : FIELDS) {
            String name = Bytes.shown(field);
            cases.add(Case.sec("field-last " + name, "GET {B}/p HTTP/1.1\r\nHost: {H}\r\n" + field + "\r\n\r\n" + TAIL)
                    .refused()
                    .everywhere());
            cases.add(Case.sec("field-first " + name, "GET {B}/p HTTP/1.1\r\n" + field + "\r\nHost: {H}\r\n\r\n" + TAIL)
                    .refused()
                    .everywhere());
        }
        for (char c : "()<>@,;\\\"/[]?={} ".toCharArray()) {
            cases.add(Case.sec("name-char " + c, "GET {B}/p HTTP/1.1\r\nHost: {H}\r\nX" + c + "Y: z\r\n\r\n" + TAIL)
                    .refused()
                    .everywhere());
        }
        for (char c = 0; c < 0x20; c++) {
            if (c != '\t') {
                String shown = Bytes.shown("" + c);
                cases.add(Case.sec(
                                "value-control " + shown,
                                "GET {B}/p HTTP/1.1\r\nHost: {H}\r\nX: a" + c + "b\r\n\r\n" + TAIL)
                        .refused()
                        .everywhere());
            }
        }
        separators(cases);
        return cases;
    }

    private static void separators(List<Case> cases) {
        cases.add(Case.sec("line-lf-sep", "GET {B}/p HTTP/1.1\nHost: {H}\r\n\r\n" + TAIL)
                .refused()
                .everywhere());
        cases.add(Case.sec("all-lf", "GET {B}/p HTTP/1.1\nHost: {H}\n\n" + TAIL)
                .refused()
                .everywhere());
        cases.add(Case.sec("head-end-lf", "GET {B}/p HTTP/1.1\r\nHost: {H}\r\n\n" + TAIL)
                .refused()
                .everywhere());
        cases.add(Case.sec("head-end-cr", "GET {B}/p HTTP/1.1\r\nHost: {H}\r\n\rX" + TAIL)
                .refused()
                .everywhere());
        cases.add(Case.sec("all-cr", "GET {B}/p HTTP/1.1\rHost: {H}\r\r" + TAIL)
                .refused()
                .everywhere());
        cases.add(Case.sec("line-crcrlf", "GET {B}/p HTTP/1.1\r\r\nHost: {H}\r\n\r\n" + TAIL)
                .refused()
                .everywhere());
        cases.add(Case.sec("lf-before", "\nGET {B}/p HTTP/1.1\r\nHost: {H}\r\n\r\n" + TAIL)
                .refused()
                .everywhere());
        cases.add(Case.sec("space-before", " \r\nGET {B}/p HTTP/1.1\r\nHost: {H}\r\n\r\n" + TAIL)
                .refused()
                .everywhere());
        cases.add(Case.sec("http09", "GET {B}/p\r\n" + TAIL).refused().everywhere());
        cases.add(Case.sec("garbage", "\u0001\u0002\u0003\u0004\r\n\r\n" + TAIL)
                .refused()
                .everywhere());
        cases.add(Case.rfc("empty-line-before", "\r\nGET {B}/p HTTP/1.1\r\nHost: {H}\r\n\r\n")
                .forwarded()
                .target("/p"));
        cases.add(Case.sec("value-obs-text", "GET {B}/p HTTP/1.1\r\nHost: {H}\r\nX: \u00e4\u00ff\r\n\r\n")
                .forwarded()
                .field("X", "\u00e4\u00ff"));
        cases.add(Case.base("value-tabs", "GET {B}/p HTTP/1.1\r\nHost: {H}\r\nX:\t a\tb \t\r\nY:z\r\nZ:\r\n\r\n")
                .forwarded()
                .field("X", "a\tb")
                .field("Y", "z")
                .field("Z", ""));
        cases.add(Case.base(
                        "name-all-token-characters", "GET {B}/p HTTP/1.1\r\nHost: {H}\r\n!#$%&'*+-.^_`|~9aZ: z\r\n\r\n")
                .forwarded()
                .field("!#$%&'*+-.^_`|~9aZ", "z"));
    }
}
