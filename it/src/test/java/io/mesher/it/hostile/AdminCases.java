package io.mesher.it.hostile;

import io.mesher.it.hostile.Case.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Web pages and neighbours that ask the admin port for what isn't theirs: it answers this machine only, and is no proxy. */
final class AdminCases {
    private static final String TAIL = "GET /smuggled HTTP/1.1\r\nHost: {H}\r\n\r\n";

    private AdminCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (String host : List.of("localhost", "LOCALHOST", "localhost:30102", "127.0.0.1", "[::1]", "[::1]:1")) {
            cases.add(at(Case.base("admin-host " + host, get("/livez", host, "")), 200));
        }
        for (String host : List.of(
                "evil",
                "evil:30102",
                "localhost.evil",
                "evil.localhost",
                "127.0.0.1.nip.io",
                "localhost.",
                "127.1",
                "2130706433",
                "0x7f000001",
                "017700000001",
                "0",
                "0.0.0.0",
                "[::]",
                "10.0.0.1",
                "xn--localhost-",
                "svc0")) {
            cases.add(at(Case.sec("admin-rebinding " + host, get("/livez", host, "")), 421));
            cases.add(at(
                    Case.sec("admin-absolute " + host, "GET http://" + host + "/livez HTTP/1.1\r\nHost: {H}\r\n\r\n"),
                    421));
        }
        for (String origin : List.of(
                "http://evil",
                "https://evil:30102",
                "null",
                "",
                "http://localhost.evil",
                "http://evil.localhost",
                "http://127.0.0.1@evil",
                "http://127.0.0.1.nip.io",
                "http://[::1].evil",
                "file://",
                "chrome-extension://localhost",
                "http://localhost/",
                "http://localhost evil",
                "http://localhost\r\nOrigin: http://evil",
                "http://evil\r\nOrigin: http://localhost")) {
            cases.add(at(
                    Case.sec("admin-origin " + Bytes.shown(origin), get("/livez", "{H}", "Origin: " + origin + "\r\n")),
                    403));
        }
        proxying(cases);
        methods(cases);
        changes(cases);
        return cases;
    }

    private static String get(String path, String host, String fields) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields + "\r\n";
    }

    private static Case at(Case one, int... statuses) {
        Set<Integer> allowed = new java.util.TreeSet<>();
        for (int status : statuses) {
            allowed.add(status);
        }
        return one.only(Side.ADMIN)
                .ownAnswer(allowed)
                .answer(
                        "no CORS",
                        answer -> answer.fields().stream()
                                .noneMatch(field -> field.name().startsWith("Access-Control")))
                .answer(
                        "one Date, nosniff",
                        answer -> answer.values("Date").size() == 1
                                && answer.values("X-Content-Type-Options").equals(List.of("nosniff")));
    }

    private static void proxying(List<Case> cases) {
        for (String target : List.of("http://127.0.0.1:{V}/p", "http://localhost:{V}/livezz", "http://[::1]:{V}/p")) {
            cases.add(at(Case.sec("admin-proxy " + target, "GET " + target + " HTTP/1.1\r\nHost: {H}\r\n\r\n"), 404));
        }
        cases.add(at(Case.sec("admin-proxy-service", "GET http://svc0/p HTTP/1.1\r\nHost: svc0\r\n\r\n"), 421));
        for (String target : List.of("127.0.0.1:{V}", "localhost:{V}", "svc0:80", "evil:443")) {
            cases.add(at(
                    Case.sec("admin-connect " + target, "CONNECT " + target + " HTTP/1.1\r\nHost: {H}\r\n\r\n")
                            .answers("GET"),
                    501));
        }
        for (String path : List.of(
                "/livez/../v1/mesher/version",
                "//livez",
                "/livez/",
                "/%6civez",
                "/livez;x",
                "/LIVEZ",
                "/..",
                "/p<script>")) {
            cases.add(at(Case.sec("admin-path " + path, get(path, "{H}", "")), 404, 400)
                    .answer("reflects nothing", answer -> !answer.body().contains("<script>")));
        }
        cases.add(at(
                        Case.sec(
                                "admin-upgrade", get("/livez", "{H}", "Connection: Upgrade\r\nUpgrade: websocket\r\n")),
                        200)
                .answer("no Upgrade", answer -> !answer.has("Upgrade")));
        cases.add(at(
                        Case.sec(
                                "admin-h2c",
                                get(
                                        "/livez",
                                        "{H}",
                                        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n")),
                        200)
                .answer("no Upgrade", answer -> !answer.has("Upgrade")));
        cases.add(at(
                Case.sec(
                        "admin-forwarded-host",
                        get("/livez", "evil", "X-Forwarded-Host: localhost\r\nForwarded: host=localhost\r\n")),
                421));
    }

    /** Were one of these let through, the Mesher that all cases are tried on would end. */
    private static void changes(List<Case> cases) {
        for (String type : List.of(
                "",
                "Content-Type: text/plain\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: multipart/form-data; boundary=application/json\r\n",
                "Content-Type: text/plain\r\nContent-Type: application/json\r\n",
                "Content-Type: text/plain; application/json\r\n")) {
            cases.add(quit("admin-page-posts " + Bytes.shown(type), "{H}", type, 415));
        }
        String json = "Content-Type: application/json\r\n";
        String asks = "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type\r\n";
        cases.add(quit("admin-page-posts-json", "{H}", json + "Origin: http://evil\r\n", 403));
        cases.add(quit("admin-sandbox-posts-json", "{H}", json + "Origin: null\r\n", 403));
        cases.add(quit("admin-rebound-posts-json", "evil", json, 421));
        cases.add(at(
                Case.sec(
                                "admin-preflight-of-change",
                                "OPTIONS /quitquitquit HTTP/1.1\r\nHost: {H}\r\nOrigin: http://evil\r\n" + asks
                                        + "\r\n")
                        .answers("OPTIONS"),
                403));
        cases.add(at(Case.sec("admin-image-ends-it", get("/quitquitquit", "{H}", "")), 405));
        cases.add(at(
                        Case.sec(
                                        "admin-change-with-bad-chunks",
                                        "POST /quitquitquit HTTP/1.1\r\nHost: {H}\r\n" + json
                                                + "Transfer-Encoding: chunked\r\n\r\n-1\r\n" + TAIL)
                                .answers("POST"),
                        400)
                .closes());
        cases.add(at(
                        Case.sec(
                                        "admin-change-too-large",
                                        "POST /quitquitquit HTTP/1.1\r\nHost: {H}\r\n" + json
                                                + "Content-Length: 99999999\r\n\r\n" + TAIL)
                                .answers("POST"),
                        413)
                .closes());
    }

    private static Case quit(String name, String host, String fields, int status) {
        return at(
                Case.sec(
                                name,
                                "POST /quitquitquit HTTP/1.1\r\nHost: " + host + "\r\n" + fields
                                        + "Content-Length: 2\r\n\r\n{}")
                        .answers("POST"),
                status);
    }

    private static void methods(List<Case> cases) {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "X")) {
            cases.add(at(
                    Case.sec("admin-method " + method, method + " /livez HTTP/1.1\r\nHost: {H}\r\n\r\n")
                            .answers(method),
                    405,
                    501));
        }
        cases.add(at(
                Case.sec(
                                "admin-preflight",
                                "OPTIONS /livez HTTP/1.1\r\nHost: {H}\r\nOrigin: http://evil\r\nAccess-Control-Request-Method: POST\r\n\r\n")
                        .answers("OPTIONS"),
                403));
        // A body is never read, so nothing behind it may be taken for a request.
        for (String framing : List.of(
                "Content-Length: 5\r\n\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n")) {
            cases.add(at(
                            Case.sec(
                                    "admin-body " + Bytes.shown(framing),
                                    "GET /livez HTTP/1.1\r\nHost: {H}\r\n" + framing + TAIL),
                            200)
                    .closes());
        }
        cases.add(at(
                Case.base("admin-head", "HEAD /livez HTTP/1.1\r\nHost: {H}\r\n\r\n")
                        .answers("HEAD"),
                200));
        cases.add(at(Case.rfc("admin-http10", "GET /livez HTTP/1.0\r\nHost: {H}\r\n\r\n"), 200)
                .closes());
        cases.add(at(Case.base("admin-http10-no-host", "GET /livez HTTP/1.0\r\n\r\n"), 200)
                .closes());
        cases.add(at(Case.sec("admin-http10-rebinding", "GET /livez HTTP/1.0\r\nHost: evil\r\n\r\n"), 421)
                .closes());
        cases.add(at(Case.sec("admin-http11-no-host", "GET /livez HTTP/1.1\r\n\r\n"), 400)
                .closes());
        cases.add(Case.base("admin-pipelined", get("/livez", "{H}", "").repeat(5))
                .only(Side.ADMIN)
                .answers("GET", "GET", "GET", "GET", "GET")
                .status(200));
        cases.add(at(Case.sec("admin-context", get("/v1/mesher/routeRule/..%2f..%2fetc", "{H}", "")), 404, 400, 200));
    }
}
