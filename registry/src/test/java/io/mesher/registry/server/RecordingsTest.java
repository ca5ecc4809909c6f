package io.mesher.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.RegistryConfig.Account;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a real Service Center answered, asked of ours. */
class RecordingsTest {
    private static final String REGISTRY = "/v4/default/registry";

    /** With the reason why ours answers otherwise. */
    private static final Map<String, String> EXCLUDED = Map.of(
            "005-health-readiness",
            "that Service Center has no readiness; newer ones do, and so do we",
            "162-admin-alarms",
            "that server raised an alarm about a part of its own that we don't have",
            "216-options-cors",
            "it lets pages of any origin in; we let none in");

    /** Where values depend on what stands behind a registry, with the reason: names and types are compared. */
    private static final Map<String, String> SHAPE_ONLY =
            Map.of("161-admin-clusters", "that server has etcd behind it");

    /** That server's cache lagged behind the changes just before, which ours never does: the bodies aren't compared. */
    private static final Set<String> STALE = Set.of(
            "092-instance-list",
            "093-instance-list-with-consumer",
            "111-find-first",
            "120-find-no-consumer",
            "204-java-client-instances-after",
            "208-find-without-content-type");

    private static final Map<String, String> RBAC_EXCLUDED = Map.of(
            "rbac-013-self-perms", "there is one account, which may do everything",
            "rbac-014-accounts", "there is one account, set in the configuration",
            "rbac-015-create-account", "there is one account, set in the configuration",
            "rbac-016-token-dev", "there is one account, set in the configuration",
            "rbac-017-dev-forbidden-accounts", "there is one account, set in the configuration",
            "rbac-018-dev-create-service", "there is one account, set in the configuration");

    @TempDir
    private Path folder;

    private @Nullable RegistryFixture registry;

    @AfterEach
    void close() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void mostRecordingsAreReplayed() {
        List<Recording> all = Recording.all("\\d{3}-.*\\.json");
        assertThat(all.stream().filter(recording -> !EXCLUDED.containsKey(recording.name())))
                .hasSizeGreaterThanOrEqualTo(150);
        assertThat(all)
                .extracting(Recording::name)
                .containsAll(EXCLUDED.keySet())
                .containsAll(SHAPE_ONLY.keySet())
                .containsAll(STALE);
    }

    @TestFactory
    List<DynamicTest> answersAsRecorded() {
        RegistryFixture fixture = new RegistryFixture(folder);
        registry = fixture;
        Replay replay = new Replay(fixture);
        return Recording.all("\\d{3}-.*\\.json").stream()
                .filter(recording -> !EXCLUDED.containsKey(recording.name()))
                .map(recording -> DynamicTest.dynamicTest(recording.name(), () -> {
                    prepare(fixture, recording.name());
                    replay.check(recording, how(recording.name()));
                }))
                .toList();
    }

    private static Replay.Compared how(String name) {
        if (STALE.contains(name)) {
            return Replay.Compared.STATUS;
        }
        return SHAPE_ONLY.containsKey(name) ? Replay.Compared.SHAPE : Replay.Compared.VALUES;
    }

    /** What was registered between recordings. */
    private static void prepare(RegistryFixture registry, String next) {
        switch (next.substring(0, 3)) {
            case "069" -> {
                service(registry, "shop", "web", "1.0.0", "");
                service(registry, "other", "web2", "1.0.0", "");
                service(registry, "shop", "web", "1.0.0", ",\"environment\":\"production\"");
                service(registry, "shop", "openprov", "1.0.0", ",\"properties\":{\"allowCrossApp\":\"TRUE\"}");
                service(registry, "shop", "order", "2.0.0", "");
            }
            case "111" ->
                instance(
                        registry,
                        "38f102a1a37c8e6299fcc965287f7effb0406338",
                        "rest://127.0.0.1:8080",
                        "host1",
                        ",\"properties\":{\"p\":\"1\"}");
            case "201" -> {
                service(registry, "ex", "lonely", "1.0.0", "");
                instance(
                        registry,
                        "bb21a00746646559cc4ee9daeca6af2c2034ebdf",
                        "rest://127.0.0.1:1",
                        "h",
                        ",\"instanceId\":\"94941f85c91c4b17b0b4652e87f32642\"");
            }
            default -> {}
        }
    }

    private static void service(RegistryFixture registry, String app, String name, String version, String more) {
        String body = "{\"service\":{\"appId\":\"" + app + "\",\"serviceName\":\"" + name + "\",\"version\":\""
                + version + "\"" + more + "}}";
        assertThat(registry.post(REGISTRY + "/microservices", body).statusCode())
                .isEqualTo(200);
    }

    private static void instance(
            RegistryFixture registry, String serviceId, String endpoint, String host, String more) {
        String body = "{\"instance\":{\"endpoints\":[\"" + endpoint + "\"],\"hostName\":\"" + host + "\"" + more + "}}";
        assertThat(registry.post(REGISTRY + "/microservices/" + serviceId + "/instances", body)
                        .statusCode())
                .isEqualTo(200);
    }

    @TestFactory
    List<DynamicTest> asksForTokensAsRecorded() {
        RegistryFixture fixture = new RegistryFixture(folder, new Account("root", "Golden@2026a"));
        registry = fixture;
        Replay replay = new Replay(fixture);
        return Recording.all("rbac-.*\\.json").stream()
                .filter(recording -> !RBAC_EXCLUDED.containsKey(recording.name()))
                .map(recording -> DynamicTest.dynamicTest(
                        recording.name(), () -> replay.check(recording, Replay.Compared.VALUES)))
                .toList();
    }
}
