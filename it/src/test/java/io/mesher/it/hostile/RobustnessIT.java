package io.mesher.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.hostile.Case.Side;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Peers that are slow, leave in the middle, or are many: one Mesher with 32 MiB of heap survives them all. */
@Timeout(600)
class RobustnessIT {
    private static final String HEAD = "POST {B}/p HTTP/1.1\r\nHost: {H}\r\n";
    private static final String POST =
            HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3;a=b\r\nabc\r\n0\r\nX: y\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @TempDir
    private static Path folder;

    private static Recorder backend;
    private static Recorder victim;
    private static MesherProcess mesher;

    @BeforeAll
    static void start() throws IOException {
        backend = Recorder.start();
        victim = Recorder.start();
        mesher = MesherProcess.start(folder, List.of(backend), "");
    }

    @AfterAll
    static void stop() throws Exception {
        mesher.close();
        backend.close();
        victim.close();
    }

    @AfterEach
    void ordinaryRequestsWork() throws IOException {
        assertServes();
        mesher.assertUnharmed();
    }

    private static void assertServes() throws IOException {
        for (Map.Entry<Side, InetSocketAddress> side : sides().entrySet()) {
            try (RawClient client = new RawClient(side.getValue())) {
                client.send(lane(side).filled("GET {B}/ordinary HTTP/1.1\r\nHost: {H}\r\nConnection: close\r\n\r\n"));
                client.endOutput();
                assertThat(client.rest()).startsWith("HTTP/1.1 200 ").endsWith("GET /ordinary 0");
            }
        }
    }

    private static Map<Side, InetSocketAddress> sides() {
        return Map.of(Side.OUTGOING, mesher.outgoing(), Side.INCOMING, mesher.incoming());
    }

    private static Lane lane(Map.Entry<Side, InetSocketAddress> side) {
        return new Lane(side.getKey(), side.getValue(), backend, victim);
    }

    @Test
    void aCallerMayLeaveAtEveryByteOfItsRequest() throws IOException {
        for (Map.Entry<Side, InetSocketAddress> side : sides().entrySet()) {
            String request = lane(side).filled(POST);
            backend.begin(null);
            for (int length = 0; length < request.length(); length++) {
                try (RawClient closing = new RawClient(side.getValue());
                        RawClient resetting = new RawClient(side.getValue())) {
                    closing.send(request.substring(0, length));
                    closing.endOutput();
                    resetting.send(request.substring(0, length));
                    resetting.reset();
                    assertThat(closing.rest()).as("answers to %d bytes", length).doesNotContain("200");
                }
            }
            assertThat(backend.takeSeen()).isEmpty();
            assertThat(backend.takeUnclear()).isEmpty();
        }
    }

    @Test
    void noResponseThatWasCutLooksWhole() throws IOException {
        List<String> responses = List.of(
                OK + "Content-Length: 5\r\n\r\nhello",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: y\r\n\r\n",
                "HTTP/1.1 103 Early\r\n\r\n" + OK + "Content-Length: 1\r\n\r\nx");
        List<String> failures = new ArrayList<>();
        for (Map.Entry<Side, InetSocketAddress> side : sides().entrySet()) {
            for (String response : responses) {
                for (int length = 0; length < response.length(); length++) {
                    String part = response.substring(0, length);
                    failures.addAll(cut(side, part, Script.close(part)));
                    failures.addAll(cut(side, part, Script.reset(part)));
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    private static List<String> cut(Map.Entry<Side, InetSocketAddress> side, String part, Script script)
            throws IOException {
        Outcome outcome = lane(side)
                .outcome(Case.rob("cut", "GET {B}/scripted HTTP/1.1\r\nHost: {H}\r\n\r\n")
                        .backend(script));
        boolean noticed = outcome.answer().status() == 502 || !outcome.trouble().isEmpty();
        return noticed ? List.of() : List.of(Bytes.shown(part) + " " + script.end() + " | 502 or cut | " + outcome);
    }

    @Test
    void everyByteMayComeAlone() throws IOException {
        List<String> bytes = Stream.of((OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n").split(""))
                .toList();
        for (Map.Entry<Side, InetSocketAddress> side : sides().entrySet()) {
            backend.begin(new Script(false, bytes, Script.End.KEEP));
            String request = lane(side).filled(POST.replace("/p", "/scripted"));
            try (RawClient client = new RawClient(side.getValue())) {
                for (int i = 0; i < request.length(); i++) {
                    client.send(request.substring(i, i + 1));
                }
                assertThat(client.response("POST")).extracting(Message::body).isEqualTo("hello");
            } catch (StrictReader.Unclear | StrictReader.Cut e) {
                throw new AssertionError(e);
            }
            assertThat(backend.takeSeen())
                    .singleElement()
                    .extracting(seen -> seen.request().body())
                    .isEqualTo("helloabc");
        }
    }

    @Test
    void aTunnelPassesAnyBytesAndEndsWithItsTwoSides() throws IOException {
        StringBuilder frames = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            frames.append((char) (i % 251));
        }
        for (Map.Entry<Side, InetSocketAddress> side : sides().entrySet()) {
            backend.begin(Script.echo("HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"));
            try (RawClient client = new RawClient(side.getValue())) {
                client.send(lane(side)
                        .filled(
                                "GET {B}/scripted HTTP/1.1\r\nHost: {H}\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"
                                        // Sent before the answer: bytes of the new protocol, or the next request.
                                        + "GET {B}/smuggled HTTP/1.1\r\nHost: {H}\r\n\r\n" + frames));
                client.endOutput();
                String all = client.rest();
                assertThat(all).startsWith("HTTP/1.1 101 ");
                assertThat(all.substring(all.indexOf("\r\n\r\n") + 4))
                        .startsWith("GET ")
                        .endsWith(frames);
            }
            assertThat(backend.takeSeen()).hasSize(1);
        }
    }

    @Test
    void thousandsOfSlowConnectionsDoNotKeepOthersOut() throws IOException {
        List<RawClient> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                for (Map.Entry<Side, InetSocketAddress> side : sides().entrySet()) {
                    RawClient client = new RawClient(side.getValue());
                    slow.add(client);
                    client.send(lane(side)
                            .filled(
                                    switch (i % 10) {
                                        case 0, 1, 2 -> "";
                                        case 3, 4, 5 -> HEAD + "X: y\r\n";
                                        case 6 -> HEAD + "Content-Length: 100\r\n\r\nhello";
                                        case 7 -> HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nhel";
                                        default -> "G";
                                    }));
                }
            }
            for (int i = 0; i < 20; i++) {
                assertServes();
            }
        } finally {
            for (RawClient client : slow) {
                client.close();
            }
        }
    }

    @Test
    void readersThatDoNotReadHoldBackOnlyTheirOwnAnswers() throws IOException {
        List<RawClient> stuck = new ArrayList<>();
        try {
            List<String> parts = new ArrayList<>(Collections.nCopies(2_000, "r".repeat(10_000)));
            parts.addFirst(OK + "Content-Length: 20000000\r\n\r\n");
            backend.begin(new Script(false, parts, Script.End.KEEP));
            for (int i = 0; i < 300; i++) {
                for (Map.Entry<Side, InetSocketAddress> side : sides().entrySet()) {
                    RawClient client = new RawClient(side.getValue());
                    stuck.add(client);
                    client.send(lane(side).filled("GET {B}/scripted HTTP/1.1\r\nHost: {H}\r\n\r\n"));
                }
            }
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> backend.seen() == 600);
            for (int i = 0; i < 20; i++) {
                assertServes();
            }
        } finally {
            for (RawClient client : stuck) {
                client.reset();
            }
        }
    }

    @Test
    void whatWaitsBehindASlowAnswerTakesLittleMemory() throws IOException {
        List<RawClient> waiting = new ArrayList<>();
        try {
            backend.begin(new Script(false, List.of(), Script.End.STALL));
            for (int i = 0; i < 400; i++) {
                for (Map.Entry<Side, InetSocketAddress> side : sides().entrySet()) {
                    RawClient client = new RawClient(side.getValue());
                    waiting.add(client);
                    client.send(lane(side)
                            .filled("GET {B}/scripted HTTP/1.1\r\nHost: {H}\r\n\r\n"
                                    + "GET {B}/next HTTP/1.1\r\nHost: {H}\r\nX: " + "x".repeat(60_000)));
                }
            }
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> backend.seen() == 800);
        } finally {
            for (RawClient client : waiting) {
                client.reset();
            }
        }
    }

    @Test
    void idleConnectionsKeepNothingOfLargeRequests() throws Exception {
        List<RawClient> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                for (Map.Entry<Side, InetSocketAddress> side : sides().entrySet()) {
                    RawClient client = new RawClient(side.getValue());
                    idle.add(client);
                    client.send(lane(side)
                            .filled("GET {B}/p HTTP/1.1\r\nHost: {H}\r\nX-Forwarded-For: " + "x".repeat(30_000)
                                    + "\r\n\r\n"));
                    assertThat(client.response("GET").status()).isEqualTo(200);
                }
            }
            assertServes();
        } finally {
            for (RawClient client : idle) {
                client.close();
            }
        }
    }

    @Test
    void nothingIsLeftOfConnectionsThatCameAndWent() throws IOException {
        assertServes();
        for (int i = 0; i < 1_500; i++) {
            for (Map.Entry<Side, InetSocketAddress> side : sides().entrySet()) {
                try (RawClient client = new RawClient(side.getValue())) {
                    client.send(lane(side)
                            .filled(
                                    i % 3 == 0
                                            ? "GET {B}/p HTTP/1.1\r\nHost: {H}\r\nX : y\r\n\r\n"
                                            : "GET {B}/p HTTP/1.1\r\nHost: {H}\r\nConnection: close\r\n\r\n"));
                    client.endOutput();
                    assertThat(client.rest()).startsWith("HTTP/1.1 ");
                }
            }
        }
        Path descriptors = Path.of("/proc", Long.toString(mesher.pid()), "fd");
        if (Files.isDirectory(descriptors)) {
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> count(descriptors) < 100);
        }
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }
}
