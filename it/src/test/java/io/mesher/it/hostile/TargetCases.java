package io.mesher.it.hostile;

import io.mesher.it.hostile.Case.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where a request goes: targets, hosts, and attempts to reach what nobody declared (RFC 9110 §7.1, §7.2, RFC 9112 §3.2). */
final class TargetCases {
    private static final String TAIL = "GET {B}/smuggled HTTP/1.1\r\nHost: {H}\r\n\r\n";
    private static final Set<Integer> UNKNOWN = Set.of(400, 403, 404);

    private static final List<String> HOSTS = List.of(
            "Host: {H}\r\nHost: {H}",
            "Host: {H}\r\nHost: evil",
            "Host: evil\r\nhost: {H}",
            "Host: {H}\r\nHost:",
            "Host: {H}, evil",
            "Host: {H},{H}",
            "Host : {H}",
            " Host: {H}",
            "Host:\r\n {H}",
            "Host: u@{H}",
            "Host: u:p@{H}",
            "Host: {H}@evil",
            "Host: {H}/p",
            "Host: {H}?p",
            "Host: {H}#p",
            "Host: http://{H}/",
            "Host: {H} evil",
            "Host: {H}\tevil",
            "Host: {H}\0",
            "Host: {H}\0.evil",
            "Host: {H}\u00e4",
            "Host: :",
            "Host: {H}::",
            "Host: {H}:0",
            "Host: {H}:65536",
            "Host: {H}:99999999999",
            "Host: {H}:-1",
            "Host: {H}:+80",
            "Host: {H}:80a",
            "Host: {H}:80:80",
            "Host: {H}: 80",
            "Host: {H}:80@evil",
            "Host: [::1",
            "Host: ::1",
            "Host: [::1]x",
            "Host: [::1]80",
            "Host: []",
            "Host: [zz]",
            "Host: [::1%25eth0]",
            "Host: [:::::]",
            "Host: [1]",
            "Host: [1.2.3.4]",
            "Host: [1::2::3]",
            "Host: [1:2:3:4:5:6:7:8:9]",
            "Host: [12345::]",
            "Host: [::1.2.3]",
            "Host: [::1.2.3.256]",
            "Host: [1:2:3:4:5:6:7]",
            "Host: [::ffff:1.2.3.4.5]",
            "Host: {H}\\evil",
            "Host: {H}%00",
            "Host: {H}|evil",
            "Host: {H}\"",
            "Host: <{H}>",
            "X-Host: {H}");

    private static final List<String> PATHS = List.of(
            "/a/../b",
            "/./a",
            "//a",
            "/a//b",
            "/%2e%2e/a",
            "/%2E%2e%2F",
            "/a%00b",
            "/a;b=c",
            "/..;/a",
            "/a\\..\\b",
            "/%",
            "/%zz",
            "/%c0%af",
            "/a|b",
            "/{x}",
            "/a'b\"c`d",
            "/a?b?c",
            "/?a/../b",
            "/<script>",
            "/A%41",
            "/~a",
            "/a@b",
            "/a:b",
            "/a://b/",
            "/http://x/",
            "/[::1]",
            "/^",
            "/a+b",
            "/?",
            "/..",
            "/../../etc/passwd",
            "/a/%2e%2e%5c",
            "/*");

    /** Other spellings of a slash first: who decodes them finds another path. */
    private static final List<String> NOT_UTF8 = List.of(
            "\u00c0\u00af",
            "\u00e0\u0080\u00af",
            "\u00f0\u0080\u0080\u00af",
            "..\u00c0\u00af..",
            "\u00e4",
            "\u00ff",
            "\u00c3",
            "\u00c3/",
            "\u00e4\u00b8",
            "\u00ed\u00a0\u0080",
            "\u00f4\u0090\u0080\u0080");

    private TargetCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (String host : HOSTS) {
            cases.add(Case.sec("host " + Bytes.shown(host), "GET {B}/p HTTP/1.1\r\n" + host + "\r\n\r\n" + TAIL)
                    .refused()
                    .everywhere());
        }
        for (String path : PATHS) {
            cases.add(Case.sec("path " + path, "GET {B}" + path + " HTTP/1.1\r\nHost: {H}\r\n\r\n")
                    .forwarded()
                    .target(path));
        }
        cases.add(Case.rfc("path-utf8", "GET {B}/\u00c3\u00a4?\u00e4\u00b8\u00ad HTTP/1.1\r\nHost: {H}\r\n\r\n" + TAIL)
                .forwarded(2)
                .target("/%C3%A4?%E4%B8%AD"));
        for (String bytes : NOT_UTF8) {
            cases.add(Case.sec(
                            "path-not-utf8 " + Bytes.shown(bytes),
                            "GET {B}/" + bytes + " HTTP/1.1\r\nHost: {H}\r\n\r\n" + TAIL)
                    .refused()
                    .everywhere());
        }
        for (String host : List.of(
                "2130706433",
                "0x7f000001",
                "017700000001",
                "127.1",
                "0",
                "xn--bcher-kva",
                "a_b",
                "a..b",
                "-",
                "a.",
                "169.254.169.254",
                "127.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[2001:db8::1]:8080",
                "[1:2:3:4:5:6:7:8]",
                "[1:2:3:4:5:6:1.2.3.4]",
                "localhost:1")) {
            cases.add(Case.sec("host-literal " + host, "GET /p HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                    .only(Side.INCOMING)
                    .forwarded()
                    .field("Host", host));
        }
        outgoing(cases);
        incoming(cases);
        connect(cases);
        return cases;
    }

    private static void outgoing(List<Case> cases) {
        for (String target : List.of(
                "https://{H}/",
                "ftp://{H}/",
                "ws:{H}/",
                "wss://{H}/",
                "http://:/",
                "http://{H}::/",
                "javascript:x",
                "file:///etc/passwd",
                "http:{H}/",
                "http:/{H}/",
                "http:///{H}/",
                "http://",
                "http://?x",
                "http://:80/",
                "{H}/",
                "{H}",
                "{H}:80",
                "*",
                "?x",
                ".",
                "http//{H}/",
                "http;//{H}/",
                "http://u@{H}/",
                "http://u:p@{H}/",
                "http://@{H}/",
                "http://{H}@evil/",
                "http://evil@{H}/",
                "http://{H}:0/",
                "http://{H}:65536/",
                "http://{H}:-1/",
                "http://{H}:+80/",
                "http://{H}:80:80/",
                "http://{H}:a/",
                "http://{H}:80@evil/",
                "http://{H}:8 0/",
                "http://{H}#@evil/",
                "http://{H}/#x",
                "http://{H}\\@evil/",
                "http://evil\\{H}/",
                "http://{H}%00.evil/",
                "http://%73vc0/",
                "http://{H};evil/",
                "http://{H}|/",
                "http://[/",
                "http://[]/",
                "http://[::1/",
                "http://[::1]x/",
                "http://[zz]/",
                "http://[::1%25lo]/",
                "http://[1]/",
                "http://[:::]/",
                "http://{H}\0/",
                "http://{H}\t/",
                "http://{H}\u00e4/",
                "http://{H}\u00c3\u00a4/",
                "\u00c3\u00a4://{H}/",
                "http://{H},evil/",
                "http://<{H}>/")) {
            cases.add(Case.sec("url " + Bytes.shown(target), "GET " + target + " HTTP/1.1\r\nHost: {H}\r\n\r\n" + TAIL)
                    .only(Side.OUTGOING)
                    .refused());
        }
        // Valid URLs of what is no service: nothing behind Mesher may be reached by them.
        for (String host : List.of(
                "127.0.0.1:{V}",
                "localhost:{V}",
                "127.1:{V}",
                "2130706433:{V}",
                "0x7f000001:{V}",
                "0x7f.1:{V}",
                "017700000001:{V}",
                "0:{V}",
                "0.0.0.0:{V}",
                "[::1]:{V}",
                "[::]:{V}",
                "[::ffff:127.0.0.1]:{V}",
                "[::ffff:7f00:1]:{V}",
                "127.0.0.1",
                "169.254.169.254",
                "metadata.google.internal",
                "[fe80::1]",
                "224.0.0.1",
                "{H}.evil",
                "evil.{H}",
                "{H}.",
                "{H}..",
                ".{H}",
                "-{H}",
                "hostile:{V}",
                "unknown")) {
            cases.add(Case.sec("ssrf " + host, "GET http://" + host + "/p HTTP/1.1\r\nHost: {H}\r\n\r\n")
                    .only(Side.OUTGOING)
                    .ownAnswer(UNKNOWN));
        }
        cases.add(Case.sec("origin-form", "GET /p HTTP/1.1\r\nHost: {H}\r\n\r\n" + TAIL)
                .only(Side.OUTGOING)
                .refused());
        cases.add(Case.sec("authority-form", "GET {H} HTTP/1.1\r\nHost: {H}\r\n\r\n" + TAIL)
                .only(Side.OUTGOING)
                .refused());
        cases.add(Case.sec("network-path", "GET //{H}/p HTTP/1.1\r\nHost: {H}\r\n\r\n" + TAIL)
                .only(Side.OUTGOING)
                .refused());
        cases.add(Case.sec("port-is-only-a-hint", "GET http://{H}:{V}/p HTTP/1.1\r\nHost: x\r\n\r\n")
                .only(Side.OUTGOING)
                .forwarded()
                .target("/p"));
        cases.add(Case.rfc("scheme-in-capitals", "GET HTTP://{H}/p HTTP/1.1\r\nHost: {H}\r\n\r\n")
                .only(Side.OUTGOING)
                .forwarded()
                .target("/p"));
        cases.add(Case.rfc("empty-path", "GET http://{H} HTTP/1.1\r\nHost: {H}\r\n\r\n")
                .only(Side.OUTGOING)
                .forwarded()
                .target("/"));
        cases.add(Case.rfc("empty-path-query", "GET http://{H}?x=/../y HTTP/1.1\r\nHost: {H}\r\n\r\n")
                .only(Side.OUTGOING)
                .forwarded()
                .target("/?x=/../y"));
        cases.add(Case.sec("host-mismatch", "GET http://{H}/p HTTP/1.1\r\nHost: evil\r\n\r\n")
                .only(Side.OUTGOING)
                .forwarded()
                .field("Host", "svc0"));
        for (String url : List.of("http://{H}:/p", "ws://{H}/p", "ws://{H}:/p")) {
            cases.add(Case.rfc("url " + url, "GET " + url + " HTTP/1.1\r\nHost: {H}\r\n\r\n")
                    .only(Side.OUTGOING)
                    .forwarded()
                    .target("/p")
                    .field("Host", "svc0"));
        }
        cases.add(Case.rfc("host-empty-beside-url", "GET http://{H}/p HTTP/1.1\r\nHost:\r\n\r\n")
                .only(Side.OUTGOING)
                .forwarded()
                .target("/p")
                .field("Host", "svc0"));
        cases.add(Case.sec("host-mismatch-port", "GET http://{H}:81/p HTTP/1.1\r\nHost: {H}:82\r\n\r\n")
                .only(Side.OUTGOING)
                .forwarded()
                .field("Host", "svc0:81")
                .field("X-Forwarded-Port", "81"));
        cases.add(Case.sec(
                        "port-hint-forged",
                        "GET http://{H}:81/p HTTP/1.1\r\nHost: {H}\r\nX-Forwarded-Port: {V}\r\nX-Forwarded-Port: 1\r\n\r\n")
                .only(Side.OUTGOING)
                .forwarded()
                .field("X-Forwarded-Port", "81"));
        cases.add(Case.rfc("http10-no-host", "GET http://{H}/p HTTP/1.0\r\n\r\n")
                .only(Side.OUTGOING)
                .closes()
                .forwarded()
                .field("Host", "svc0"));
        cases.add(Case.rfc("options-whole-server", "OPTIONS http://{H} HTTP/1.1\r\nHost: {H}\r\n\r\n")
                .only(Side.OUTGOING)
                .answers("OPTIONS")
                .forwarded()
                .target("*"));
    }

    private static void incoming(List<Case> cases) {
        cases.add(Case.rfc("host-empty-port", "GET /p HTTP/1.1\r\nHost: a:\r\n\r\n")
                .only(Side.INCOMING)
                .forwarded()
                .target("/p")
                .field("Host", "a"));
        for (String host :
                List.of("evil", "127.0.0.1:{V}", "localhost:{V}", "[::1]:{V}", "2130706433:{V}", "169.254.169.254")) {
            cases.add(Case.sec("absolute-form " + host, "GET http://" + host + "/p HTTP/1.1\r\nHost: {H}\r\n\r\n")
                    .only(Side.INCOMING)
                    .forwarded()
                    .target("/p")
                    .expect(
                            "Host rewritten to the URL's",
                            o -> !o.request(0).values("Host").contains("svc0")));
            cases.add(Case.sec("host-elsewhere " + host, "GET /p HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                    .only(Side.INCOMING)
                    .forwarded()
                    .target("/p"));
        }
        for (String port : List.of(
                "{V}",
                "22",
                "0",
                "-1",
                "65536",
                "+{V}",
                "0x16",
                " {V}",
                "{V}, 1",
                "1\r\nX-Forwarded-Port: {V}",
                "999999999999",
                "a")) {
            cases.add(Case.sec(
                            "forwarded-port " + Bytes.shown(port),
                            "GET /p HTTP/1.1\r\nHost: {H}\r\nX-Forwarded-Port: " + port + "\r\n\r\n")
                    .only(Side.INCOMING)
                    .expect(
                            "only the declared port",
                            o -> o.answer().status() == 404 || o.answer().status() == 200));
        }
        for (String target : List.of(
                "http://u@{H}/",
                "http://{H}:65536/",
                "http://{H}:0/",
                "https://{H}/",
                "http:///p",
                "p",
                "*",
                "//[",
                "{H}:80",
                "http://[1]/")) {
            if (!target.startsWith("//")) {
                cases.add(Case.sec("incoming-url " + target, "GET " + target + " HTTP/1.1\r\nHost: {H}\r\n\r\n" + TAIL)
                        .only(Side.INCOMING)
                        .refused());
            }
        }
        cases.add(Case.rfc("incoming-http10-no-host", "GET /p HTTP/1.0\r\n\r\n")
                .only(Side.INCOMING)
                .closes()
                .forwarded()
                .target("/p"));
        cases.add(Case.rfc("incoming-options-asterisk", "OPTIONS * HTTP/1.1\r\nHost: {H}\r\n\r\n")
                .only(Side.INCOMING)
                .answers("OPTIONS")
                .forwarded()
                .target("*"));
        cases.add(Case.sec("no-host", "GET {B}/p HTTP/1.1\r\n\r\n" + TAIL).refused());
    }

    private static void connect(List<Case> cases) {
        for (String target : List.of("127.0.0.1:{V}", "localhost:{V}", "[::1]:{V}", "evil:443")) {
            cases.add(Case.sec(
                            "connect " + target,
                            "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n" + TAIL)
                    .answers("GET")
                    .refused());
        }
        for (String connect :
                List.of("CONNECT {H}:80 HTTP/1.1\r\nHost: {H}:80\r\n\r\n", "CONNECT {H}:80 HTTP/1.0\r\n\r\n")) {
            cases.add(Case.sec("connect-service " + connect, connect + TAIL)
                    .only(Case.Side.OUTGOING)
                    .answers("CONNECT", "GET")
                    .expect("the requests inside served", o -> o.answer(1).status() == 200)
                    .expect("one at the back-end", o -> o.seen().size() == 1));
            cases.add(Case.sec("connect-server " + connect, connect + TAIL)
                    .only(Case.Side.INCOMING)
                    .answers("GET")
                    .refused());
        }
        for (String target : List.of(
                "{H}",
                "/",
                "{H}:0",
                "{H}:65536",
                "{H}:a",
                ":80",
                "http://{H}:80/",
                "u@{H}:80",
                "*",
                "{H}:80/p",
                "[::1:80")) {
            cases.add(Case.sec("connect " + target, "CONNECT " + target + " HTTP/1.1\r\nHost: {H}\r\n\r\n" + TAIL)
                    .answers("GET")
                    .refused());
        }
        cases.add(Case.sec("connect-nohost", "CONNECT {H}:80 HTTP/1.1\r\n\r\n" + TAIL)
                .answers("GET")
                .refused());
        cases.add(Case.sec("connect-pipelined", TAIL + "CONNECT 127.0.0.1:{V} HTTP/1.1\r\nHost: x\r\n\r\n" + TAIL)
                .answers("GET", "GET")
                .closes()
                .expect("the second refused", o -> o.answer(1).status() >= 400)
                .expect("one at the back-end", o -> o.seen().size() == 1));
        cases.add(Case.sec(
                        "connect-body", "CONNECT {H}:80 HTTP/1.1\r\nHost: {H}\r\nContent-Length: 5\r\n\r\nhello" + TAIL)
                .answers("GET")
                .refused());
        cases.add(Case.sec("connect-lower-case", "connect {H}:80 HTTP/1.1\r\nHost: {H}\r\n\r\n" + TAIL)
                .answers("GET")
                .refused());
    }
}
