package io.mesher.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends what was recorded, with our ids for the recorded ones, and compares the answers. */
final class Replay {
    /** Differ from server to server, or are for people. */
    private static final Set<String> VOLATILE = Set.of(
            "timestamp",
            "modTimestamp",
            "rev",
            "detail",
            "errMessage",
            "token",
            "hostName",
            "version",
            "buildTag",
            "goVersion",
            "os",
            "arch");

    private static final String RECORDED_AUTHORITY = "127.0.0.1:30100";

    private final RegistryFixture registry;
    /** Ours by recorded ones. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    Replay(RegistryFixture registry) {
        this.registry = registry;
    }

    /** How much of a body. */
    enum Compared {
        VALUES,
        /** Names and types. */
        SHAPE,
        /** Nothing but status and fields. */
        STATUS
    }

    void check(Recording recording, Compared compared) {
        HttpResponse<String> answer = send(recording);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(recording.status());
        for (String field : List.of("content-type", "allow", "deprecation", "x-schema-summary")) {
            String recorded = recording.answerFields().get(field);
            assertThat(answer.headers().firstValue(field).map(String::toLowerCase))
                    .as(field)
                    .isEqualTo(Optional.ofNullable(recorded).map(String::toLowerCase));
        }
        String revision = recording.answerFields().get("x-resource-revision");
        assertThat(answer.headers().firstValue("x-resource-revision").isPresent())
                .as("X-Resource-Revision")
                .isEqualTo(revision != null);
        if (revision != null) {
            learn(revision, answer.headers().firstValue("x-resource-revision").orElseThrow());
        }
        compare(recording, answer.body(), compared);
    }

    HttpResponse<String> send(Recording recording) {
        Map<String, String> fields = new LinkedHashMap<>();
        recording.fields().forEach((name, value) -> fields.put(name, ours(value)));
        return registry.send(recording.method(), ours(recording.path()), fields, ours(recording.body()));
    }

    private void compare(Recording recording, String answer, Compared compared) {
        if (!recording.answer().startsWith("{")) {
            assertThat(answer).isEqualTo(recording.answer());
            return;
        }
        Object expected = Tree.parse(recording.answer());
        Object actual = Tree.parse(answer.replace(registry.authority(), RECORDED_AUTHORITY));
        learn(expected, actual);
        switch (compared) {
            case VALUES ->
                assertThat(Tree.canonical(actual, this::leaf)).isEqualTo(Tree.canonical(expected, this::leaf));
            case SHAPE -> assertThat(Tree.shape(actual)).isEqualTo(Tree.shape(expected));
            case STATUS -> {}
        }
    }

    /** Ids that the server makes are made up of hex digits only, as are revisions. */
    private String leaf(String name, String value) {
        boolean made = name.equals("instanceId") && value.matches("[0-9a-f]{32}");
        return VOLATILE.contains(name) || made ? "(" + name + ")" : "\"" + value + "\"";
    }

    /** Takes the ids and revisions that later requests name. */
    private void learn(Object recorded, Object actual) {
        if (recorded instanceof Map<?, ?> then && actual instanceof Map<?, ?> now) {
            for (String name : List.of("instanceId", "token")) {
                if (then.get(name) instanceof String old && now.get(name) instanceof String ours) {
                    learn(old, ours);
                }
            }
        }
    }

    private void learn(String recorded, String ours) {
        ids.put(recorded, ours);
    }

    private String ours(String text) {
        String replaced = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            replaced = replaced.replace(id.getKey(), id.getValue());
        }
        return replaced;
    }
}
