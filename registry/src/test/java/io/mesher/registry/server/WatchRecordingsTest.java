package io.mesher.registry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What watchers and heartbeat sockets of a real Service Center were sent. */
class WatchRecordingsTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");
    private static final String SERVICES = "/v4/default/registry/microservices/";

    @TempDir
    private Path folder;

    private RegistryFixture registry;

    @BeforeEach
    void start() {
        registry = new RegistryFixture(folder);
    }

    @AfterEach
    void end() {
        registry.close();
    }

    private static List<Map<String, Object>> lines(String file) throws IOException {
        return Files.readAllLines(RECORDINGS.resolve(file)).stream()
                .map(Tree::parse)
                .map(Tree::object)
                .toList();
    }

    private void service(String name, String version, String id) {
        HttpResponse<String> answer = registry.post(
                "/v4/default/registry/microservices",
                "{\"service\":{\"appId\":\"wsapp\",\"serviceName\":\"" + name + "\",\"version\":\"" + version
                        + "\",\"serviceId\":\"" + id + "\"}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String canonical(Object event) {
        return Tree.canonical(
                event, (name, value) -> name.toLowerCase(Locale.ROOT).endsWith("timestamp") ? "time" : value);
    }

    /** Does what was done, and gives the events that were recorded meanwhile. */
    private List<String> replay(List<Map<String, Object>> lines, String consumer) {
        List<String> events = new ArrayList<>();
        for (Map<String, Object> line : lines) {
            if ("http".equals(line.get("action"))) {
                Object body = line.getOrDefault("body", "");
                HttpResponse<String> answer = registry.send(
                        line.get("method").toString(),
                        line.get("path").toString(),
                        Map.of("X-ConsumerId", consumer),
                        body instanceof Map<?, ?> ? Tree.text(body) : "");
                assertThat(answer.statusCode()).as(line + " " + answer.body()).isEqualTo(200);
            } else if ("message".equals(line.get("event"))) {
                events.add(canonical(line.get("json")));
            }
        }
        return events;
    }

    @Test
    void eventsAreAsRecorded() throws IOException {
        List<Map<String, Object>> lines = lines("ws-02-watch-events.jsonl");
        Map<String, Object> ids = lines.getFirst();
        String consumer = ids.get("consumer").toString();
        service("wsconsumer", "1.0.0", consumer);
        service("wsprovider", "1.0.0", ids.get("provider").toString());
        service("wsprovider", "2.0.0", ids.get("provider2").toString());
        service("unrelated", "1.0.0", ids.get("unrelated").toString());
        assertThat(replay(lines.subList(1, 2), consumer)).isEmpty();
        Frames frames = new Frames();
        registry.webSocket(SERVICES + consumer + "/watcher", frames);

        // The last event is a lease's end 22 s later, which the store's tests see with a clock of their own. Ours tells
        // of an
        // unregistered instance at once, theirs 2 s later, behind another's start.
        List<String> recorded = replay(lines.subList(2, lines.size()), consumer);
        List<String> expected = recorded.subList(0, recorded.size() - 1);
        await().untilAsserted(
                        () -> assertThat(frames.texts.stream().map(Tree::parse).map(WatchRecordingsTest::canonical))
                                .containsExactlyInAnyOrderElementsOf(expected));
        assertThat(frames.texts.get(4)).contains("DELETE").contains("w1");
    }

    @Test
    void nothingIsToldBeforeTheFirstFind() throws IOException {
        List<Map<String, Object>> lines = lines("ws-03-watch-before-find.jsonl");
        service("wsconsumer", "1.0.0", "c");
        service("wsprovider", "1.0.0", "159660a668ae0f1971921cadbdc47b9f8245a405");
        Frames frames = new Frames();
        registry.webSocket(SERVICES + "c/watcher", frames);

        List<String> recorded = replay(lines, "c");
        await().until(() -> !frames.texts.isEmpty());
        assertThat(frames.texts.stream().map(Tree::parse).map(WatchRecordingsTest::canonical))
                .containsExactlyElementsOf(recorded);
    }

    @Test
    void unknownServiceIsToldSoAndClosed() throws IOException {
        Map<String, Object> message = lines("ws-01-watch-unknown-service.jsonl").get(1);
        Frames frames = new Frames();
        registry.webSocket(SERVICES + "nobody/watcher", frames);

        await().until(() -> !frames.end.isEmpty());
        assertThat(frames.texts).containsExactly(message.get("raw").toString());
        // Theirs has no close frame: it cuts the connection.
        assertThat(frames.end).isEqualTo("closed 1000 service does not exist");
    }

    @Test
    void heartbeatOfAMissingInstanceIsClosed() throws IOException {
        Map<String, Object> closed = lines("ws-04-heartbeat-ws-missing.jsonl").get(1);
        service("wsprovider", "1.0.0", "p");
        Frames frames = new Frames();
        registry.webSocket(SERVICES + "p/instances/none/heartbeat", frames);

        await().until(() -> !frames.end.isEmpty());
        assertThat(frames.end).isEqualTo("closed 4001 " + closed.get("reason"));
    }

    @Test
    void longFramesOfAWatcherEndIt() {
        service("wsconsumer", "1.0.0", "c");
        Frames frames = new Frames();
        WebSocket socket = registry.webSocket(SERVICES + "c/watcher", frames);
        socket.sendText("x".repeat(64), true).join();
        socket.sendText("x".repeat(65), true).join();

        await().until(() -> !frames.end.isEmpty());
        assertThat(frames.end).startsWith("closed 1009");
    }

    @Test
    void stoppingRegistrySaysGoodBye() {
        service("wsconsumer", "1.0.0", "c");
        Frames frames = new Frames();
        registry.webSocket(SERVICES + "c/watcher", frames);
        registry.stop();

        await().until(() -> !frames.end.isEmpty());
        assertThat(frames.end).startsWith("closed 1001");
    }
}
