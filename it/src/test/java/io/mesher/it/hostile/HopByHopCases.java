package io.mesher.it.hostile;

import io.mesher.it.hostile.Case.Side;
import java.util.ArrayList;
import java.util.List;

/** Fields that steer a connection, an upgrade or Mesher itself (RFC 9110 §7.6, §7.8). */
final class HopByHopCases {
    private static final String GET = "GET {B}/p HTTP/1.1\r\nHost: {H}\r\n";
    private static final String SCRIPTED = "GET {B}/scripted HTTP/1.1\r\nHost: {H}\r\n";
    private static final String TAIL = "GET {B}/after HTTP/1.1\r\nHost: {H}\r\n\r\n";
    private static final String WEBSOCKET =
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private static final String SWITCHED =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

    private HopByHopCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        connection(cases);
        upgrades(cases);
        forged(cases);
        context(cases);
        return cases;
    }

    private static void connection(List<Case> cases) {
        for (String kept : List.of("Host", "X-Forwarded-For", "Via", "Authorization")) {
            cases.add(Case.sec("connection-names " + kept, GET + "Authorization: a\r\nConnection: " + kept + "\r\n\r\n")
                    .forwarded()
                    .expect(kept + " is kept", o -> o.request(0).has(kept)));
        }
        for (String kept : List.of("Content-Length", "content-length, close", "Transfer-Encoding")) {
            cases.add(Case.sec(
                            "connection-names-framing " + kept,
                            "POST {B}/p HTTP/1.1\r\nHost: {H}\r\nConnection: " + kept
                                    + "\r\nContent-Length: 5\r\n\r\nhello" + (kept.contains("close") ? "" : TAIL))
                    .forwarded(kept.contains("close") ? 1 : 2)
                    .body("hello"));
        }
        cases.add(Case.sec(
                        "connection-names-te-chunked",
                        "POST {B}/p HTTP/1.1\r\nHost: {H}\r\nConnection: transfer-encoding\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
                                + TAIL)
                .forwarded(2)
                .body("hello"));
        for (String dropped : List.of("X-Private", "x-private", "Cookie", "Trailer", "Accept")) {
            cases.add(Case.rfc(
                            "connection-names " + dropped,
                            GET + "X-Private: 1\r\nCookie: 1\r\nTrailer: a\r\nAccept: b\r\nConnection: a, " + dropped
                                    + " ,,b\r\n\r\n")
                    .forwarded()
                    .expect("no " + dropped, o -> !o.request(0).has(dropped)));
        }
        cases.add(Case.rfc("connection-twice", GET + "A: 1\r\nB: 2\r\nConnection: a\r\nConnection: b\r\n\r\n")
                .forwarded()
                .expect(
                        "neither A nor B",
                        o -> !o.request(0).has("A") && !o.request(0).has("B")));
        for (String field : List.of(
                "Keep-Alive: timeout=5",
                "Proxy-Connection: keep-alive",
                "Proxy-Connection: close",
                "Proxy-Authorization: Basic eDp5",
                "Proxy-Authenticate: Basic",
                "HTTP2-Settings: AAMAAABk",
                "TE: gzip",
                "TE: trailers",
                "TE: trailers, gzip;q=0.5",
                "TE: chunked",
                "Upgrade: h2c",
                "Upgrade: websocket")) {
            cases.add(Case.rfc("hop-by-hop " + field, GET + field + "\r\n\r\n").forwarded());
            cases.add(Case.rfc(
                            "hop-by-hop-named " + field,
                            GET + "Connection: " + field.substring(0, field.indexOf(':')) + "\r\n" + field + "\r\n\r\n")
                    .forwarded()
                    .expect(
                            "no h2c at the back-end",
                            o -> !o.request(0).members("Upgrade").contains("h2c")));
        }
        cases.add(Case.rfc("connection-close", GET + "Connection: close\r\n\r\n")
                .closes()
                .forwarded()
                .answer(
                        "Connection: close",
                        answer -> answer.members("Connection").contains("close")));
        cases.add(Case.sec("connection-control", GET + "Connection: close\0\r\n\r\n")
                .refused());
        cases.add(Case.sec("connection-long", GET + "Connection: " + "x,".repeat(32) + "\r\n\r\n")
                .forwarded());
        // Each option is compared with each field.
        cases.add(Case.sec("connection-too-long", GET + "Connection: " + "x,".repeat(33) + "\r\n\r\n")
                .refused());
    }

    private static void upgrades(List<Case> cases) {
        for (String protocol : List.of(
                "h2c",
                "H2C",
                "h2c, websocket",
                "websocket, h2c",
                "TLS/1.0",
                "TLS/1.2, HTTP/1.1",
                "HTTP/2.0",
                "HTTP/2",
                "h2",
                "HTTP/1.1, HTTP/2.0")) {
            cases.add(Case.sec(
                            "hop-h2c-upgrade " + protocol,
                            GET + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: " + protocol
                                    + "\r\nHTTP2-Settings: AAMAAABk\r\n\r\n")
                    .forwarded()
                    .expect("no Upgrade at the back-end", o -> !o.request(0).has("Upgrade")));
            cases.add(Case.sec(
                            "h2c-answered " + protocol,
                            SCRIPTED + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: " + protocol
                                    + "\r\nHTTP2-Settings: AAMAAABk\r\n\r\n" + TAIL)
                    .backend(Script.echo(
                            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"))
                    .answers("GET", "GET")
                    .status(502));
        }
        cases.add(Case.sec(
                        "upg-ws-post-cl",
                        "POST {B}/p HTTP/1.1\r\nHost: {H}\r\n" + WEBSOCKET + "Content-Length: 5\r\n\r\nhello" + TAIL)
                .forwarded(2)
                .body("hello")
                .expect("no Upgrade at the back-end", o -> !o.request(0).has("Upgrade")));
        cases.add(Case.sec(
                        "upg-ws-post-chunked",
                        "POST {B}/p HTTP/1.1\r\nHost: {H}\r\n" + WEBSOCKET
                                + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" + TAIL)
                .forwarded(2)
                .body("hello"));
        cases.add(Case.sec("upg-refused-tail", GET + WEBSOCKET + "\r\n" + TAIL).forwarded(2));
        cases.add(Case.sec("upg-http10", "GET {B}/p HTTP/1.0\r\nHost: {H}\r\n" + WEBSOCKET + "\r\n")
                .closes()
                .forwarded()
                .expect("no Upgrade at the back-end", o -> !o.request(0).has("Upgrade")));
        cases.add(Case.sec("upg-no-connection", GET + "Upgrade: websocket\r\n\r\n")
                .forwarded()
                .expect("no Upgrade", o -> !o.request(0).has("Upgrade")));
        cases.add(Case.base("upg-websocket", SCRIPTED + WEBSOCKET + "\r\n")
                .backend(Script.echo(SWITCHED))
                .status(101)
                .expect(
                        "Upgrade at the back-end",
                        o -> o.request(0).values("Upgrade").equals(List.of("websocket"))));
        cases.add(Case.sec("upg-101-unsolicited", SCRIPTED + "\r\n" + TAIL)
                .backend(Script.echo(SWITCHED))
                .answers("GET", "GET")
                .status(502));
        cases.add(Case.sec("upg-101-other-protocol", SCRIPTED + WEBSOCKET + "\r\n")
                .backend(Script.echo(SWITCHED.replace("websocket", "other")))
                .status(502));
        cases.add(Case.sec("upg-101-two-protocols", SCRIPTED + WEBSOCKET + "\r\n")
                .backend(Script.echo(SWITCHED.replace("websocket", "websocket\r\nUpgrade: h2c")))
                .status(502));
        cases.add(Case.sec("upg-101-list", SCRIPTED + WEBSOCKET + "\r\n")
                .backend(Script.echo(SWITCHED.replace("websocket", "websocket, h2c")))
                .status(502));
        cases.add(Case.sec("upg-101-no-upgrade", SCRIPTED + WEBSOCKET + "\r\n")
                .backend(Script.echo("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n\r\n"))
                .status(502));
        cases.add(Case.sec("upg-101-no-connection", SCRIPTED + WEBSOCKET + "\r\n")
                .backend(Script.echo("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"))
                .status(502));
        cases.add(Case.sec("upg-101-http10", SCRIPTED + WEBSOCKET + "\r\n")
                .backend(Script.echo(SWITCHED.replace("HTTP/1.1", "HTTP/1.0")))
                .status(502));
        cases.add(Case.sec(
                        "upg-101-post",
                        "POST {B}/scripted HTTP/1.1\r\nHost: {H}\r\n" + WEBSOCKET + "Content-Length: 5\r\n\r\nhello")
                .backend(Script.echo(SWITCHED))
                .status(502));
        cases.add(Case.sec(
                        "upg-ws-version-then-h2c",
                        GET + "Connection: Upgrade\r\nUpgrade: websocket\r\nUpgrade: h2c\r\n\r\n")
                .forwarded()
                .expect(
                        "no h2c at the back-end",
                        o -> !o.request(0).members("Upgrade").contains("h2c")));
    }

    private static void forged(List<Case> cases) {
        cases.add(Case.base("forwarded-for", GET + "\r\n").forwarded().field("X-Forwarded-For", "127.0.0.1"));
        cases.add(Case.sec(
                        "forwarded-for-forged",
                        GET
                                + "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 5.6.7.8\r\nConnection: x-forwarded-for\r\n\r\n")
                .forwarded()
                .expect(
                        "the caller's own address last, in one field",
                        o -> o.request(0).values("X-Forwarded-For").size() == 1
                                && o.request(0)
                                        .values("X-Forwarded-For")
                                        .getFirst()
                                        .endsWith(", 127.0.0.1")));
        cases.add(Case.rfc("via", GET + "Via: 1.0 other\r\n\r\n")
                .forwarded()
                .expect(
                        "our Via behind the other",
                        o -> o.request(0).members("Via").size() == 2
                                && o.request(0).members("Via").getFirst().equals("1.0 other")
                                && o.request(0).members("Via").getLast().startsWith("1.1 ")));
        cases.add(Case.rfc("via-response", GET + "\r\n")
                .forwarded()
                .answer("Via in the response", answer -> answer.members("Via").size() == 1));
        cases.add(Case.rfc("via-http10", "GET {B}/p HTTP/1.0\r\nHost: {H}\r\n\r\n")
                .closes()
                .forwarded()
                .expect("Via 1.0", o -> o.request(0).members("Via").getLast().startsWith("1.0 ")));
        cases.add(Case.sec("via-named-in-connection", GET + "Connection: via\r\nVia: 1.1 a\r\n\r\n")
                .forwarded()
                .expect("our Via", o -> o.request(0).members("Via").getLast().contains("mesher")));
    }

    /** x-cse-context is JSON that Mesher writes anew in outgoing requests. */
    private static void context(List<Case> cases) {
        List<String> contexts = new ArrayList<>(List.of(
                "{\"a\":\"b\"}",
                "{}",
                "{",
                "}",
                "null",
                "[]",
                "x",
                "",
                "\"x\"",
                "{\"a\":1}",
                "{\"a\":{\"b\":\"c\"}}",
                "{\"a\":\"\\r\\nX-Evil: 1\"}",
                "{\"a\":\"\\u000d\\u000aX-Evil: 1\"}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":\"\\u007f\"}",
                "{\"\\u007f\\u0001\\r\\n\":\"x\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\u0085\\u2028\\u00e4\"}",
                "{\"a\":\"b\"}{\"c\":\"d\"}",
                "{\"a\":\"b\",\"a\":\"c\"}",
                "{\"a\":\"b\",}",
                "{'a':'b'}",
                "{\"x-cse-src-microservice\":\"forged\"}",
                "{\"a\":\"\u00c3\u00a4\"}",
                "{\"a\":\"\u00ff\u00fe\"}",
                "{\"a\":\"\u00c0\u0080\"}",
                "\u00ef\u00bb\u00bf{\"a\":\"b\"}",
                "{\"a\":\"b\"} //",
                "{/**/}",
                "{\"a\":NaN}",
                "{\"a\":\"\t\"}"));
        contexts.add("[".repeat(20_000));
        contexts.add("{\"a\":".repeat(5_000));
        contexts.add("{\"a\":\"" + "x".repeat(25_000) + "\"}");
        contexts.add("{\"a\":\"" + "\\u0001".repeat(4_500) + "\"}");
        contexts.add("{\"" + "k".repeat(25_000) + "\":\"v\"}");
        contexts.add("{\"a\":" + "9".repeat(20_000) + "}");
        for (String context : contexts) {
            String shown = Bytes.shown(context);
            cases.add(Case.sec(
                            "context " + shown.substring(0, Math.min(shown.length(), 60)),
                            GET + "x-cse-context: " + context + "\r\nX-CSE-Context: {\"second\":\"1\"}\r\n\r\n")
                    .only(Side.OUTGOING)
                    .forwarded()
                    .expect(
                            "one context that names the caller as it is",
                            o -> o.request(0).values("x-cse-context").size() == 1
                                    && o.request(0)
                                            .values("x-cse-context")
                                            .getFirst()
                                            .contains("\"x-cse-src-microservice\":\"hostile\"")
                                    && !o.request(0)
                                            .values("x-cse-context")
                                            .getFirst()
                                            .contains("forged")
                                    && !o.request(0).has("X-Evil")));
        }
    }
}
