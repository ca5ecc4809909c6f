package io.mesher.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.shown.KeyFingerprints;
import io.mesher.app.config.shown.ShownValue;
import io.mesher.app.config.source.FlatKeys;
import io.mesher.app.config.source.Problems;
import io.mesher.app.config.source.Value;
import io.mesher.control.admin.source.ConfigReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The effective configuration, and the token that opens it. */
class ConfigListingTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final KeyFingerprints NOTHING = new KeyFingerprints(new FlatKeys(new Problems()));

    @TempDir
    private Path dir;

    private ConfigDir config() {
        return new ConfigDir(dir).named();
    }

    private static ConfigReport report(ConfigDir config) {
        return config.listing(((ConfigResult.Loaded) config.load()).prints()).apply(null);
    }

    private static Map<String, String> shown(ConfigReport report) {
        Map<String, String> shown = new HashMap<>();
        for (ConfigReport.Key key : report.keys()) {
            assertThat(shown.put(key.name(), key.value() + " | " + key.source()))
                    .as(key.name())
                    .isNull();
        }
        return shown;
    }

    @Test
    void tellsEachKeyWithItsValueAndItsPlace() throws IOException {
        Map<String, String> shown = shown(report(config().file("mesher.yaml", """
                mesher:
                  eventLoops: 3
                  services.a: [b:1, c:2]
                """)
                .file("microservice.yaml", "service_description:\n  version: 1.2")
                .env("mesher_log_level", "warn")
                .env("SERVICE_PORTS", "rest:8080")
                .env("HOME", "/nowhere")
                .flags("--mode", "sidecar")));

        assertThat(shown)
                .containsEntry("mesher.eventLoops", "3 | conf/mesher.yaml:2")
                .containsEntry("mesher.services.a", "[b:1, c:2] | conf/mesher.yaml:3")
                .containsEntry("servicecomb.service.version", "1.2 | conf/microservice.yaml:2")
                .containsEntry("servicecomb.service.name", "orders | environment CAS_COMPONENT_NAME")
                .containsEntry("mesher.log.level", "warn | environment mesher_log_level")
                .containsEntry("mesher.log.format", "text | default")
                .containsEntry("SERVICE_PORTS", "rest:8080 | environment SERVICE_PORTS")
                .containsEntry("--mode", "sidecar | flag")
                .doesNotContainKey("HOME");
        assertThat(report(config()).keys()).extracting(ConfigReport.Key::name).isSorted();
    }

    @Test
    void hidesWhatIsSecret() throws IOException {
        ConfigReport report = config().file("mesher.yaml", """
                servicecomb.credentials.account.name: bob
                servicecomb.credentials.account.password: hunter2
                mesher.admin.token: %s
                servicecomb.registry.address: http://hunter2:hunter2@127.0.0.1:30100
                servicecomb.service.properties.ownToken: hunter2
                servicecomb.service.instanceProperties.note: Bearer hunter2
                mesher.services.x: [a:1]
                """.formatted(TOKEN))
                .listing(NOTHING)
                .apply(null);

        assertThat(report.toString()).doesNotContain("hunter2").doesNotContain(TOKEN);
        assertThat(shown(report))
                .containsEntry("mesher.admin.token", "(hidden) | conf/mesher.yaml:3")
                .containsEntry("servicecomb.registry.address", "(hidden) | conf/mesher.yaml:4")
                .containsEntry("servicecomb.credentials.account.password", "(hidden) | conf/mesher.yaml:2");
        assertThat(report.refused()).as("an address takes no user").isNotEmpty();
    }

    @Test
    void hidesSecretsInsideOfLists() {
        Value inner = new Value.Keys(Map.of("password", new Value.Scalar("hunter2", "a:1")), "a:1");
        assertThat(ShownValue.of("k", new Value.Items(List.of(inner, new Value.Scalar("x", "a:2")), "a:1")))
                .isEqualTo("[{password: (hidden)}, x]");
        assertThat(ShownValue.of("k", new Value.Items(List.of(), "a:1"))).isEqualTo("[]");
        assertThat(ShownValue.of("k", new Value.Keys(Map.of(), "a:1"))).isEqualTo("{}");
        assertThat(ShownValue.of("k", new Value.Scalar("x".repeat(5000), "a:1")))
                .hasSize(4097);
    }

    private static KeyFingerprints prints(ConfigDir config) {
        return ((ConfigResult.Loaded) config.load()).prints();
    }

    private static ConfigReport.Key key(ConfigReport report, String name) {
        return report.keys().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsWhatCountsOnlyFromARestartOn() throws IOException {
        ConfigDir config = config().file("mesher.yaml", "mesher.eventLoops: 3\nmesher.services.a: [b:1]\n");
        KeyFingerprints atStart = prints(config);
        ConfigListing listing = config.listing(atStart);
        assertThat(listing.apply(atStart).changed()).isFalse();

        config.file("mesher.yaml", "mesher.eventLoops: 4\nmesher.log.level: warn\nmesher.admin.token: " + TOKEN);

        ConfigReport report = listing.apply(atStart);
        assertThat(report.changed()).isTrue();
        assertThat(report.keys())
                .filteredOn(key -> !key.pending().isEmpty())
                .containsExactlyInAnyOrder(
                        new ConfigReport.Key("mesher.eventLoops", "4", "conf/mesher.yaml:1", "restart", "3"),
                        new ConfigReport.Key("mesher.log.level", "warn", "conf/mesher.yaml:2", "restart", "info"),
                        new ConfigReport.Key("mesher.admin.token", "(hidden)", "conf/mesher.yaml:3", "restart", ""),
                        new ConfigReport.Key("mesher.services.a", "", "nowhere", "restart", ""));
        config.file("mesher.yaml", "");
        assertThat(key(listing.apply(atStart), "mesher.eventLoops"))
                .extracting(ConfigReport.Key::source, ConfigReport.Key::pending, ConfigReport.Key::running)
                .containsExactly("default", "restart", "3");
    }

    @Test
    void whatAReloadTookCounts() throws IOException {
        String limit = "servicecomb.isolation.Consumer.timeoutInMilliseconds";
        ConfigDir config = config().file("mesher.yaml", limit + ": 300");
        KeyFingerprints atStart = prints(config);
        ConfigListing listing = config.listing(atStart);

        config.file("mesher.yaml", limit + ": 400");

        assertThat(key(listing.apply(atStart), limit))
                .isEqualTo(new ConfigReport.Key(limit, "400", "conf/mesher.yaml:1", "reload", "300"));
        assertThat(listing.apply(prints(config)).changed()).isFalse();
        assertThat(key(listing.apply(null), limit).pending())
                .as("without reload")
                .isEqualTo("restart");
        KeyFingerprints refused = prints(config).without(Set.of(limit), atStart);
        assertThat(key(listing.apply(refused), limit).running()).isEqualTo("300");
    }

    @Test
    void tellsWhatWouldBeRefused() throws IOException {
        ConfigDir config = config().file("mesher.yaml", "mesher.eventLoops: 3");
        ConfigListing listing = config.listing(prints(config));

        config.file("mesher.yaml", "mesher.eventLoops: many");

        assertThat(listing.apply(null).changed()).isTrue();
        assertThat(listing.apply(null).refused())
                .containsExactly("conf/mesher.yaml:1: mesher.eventLoops: many (expected: 1 to 1024)");
    }

    @Test
    void showsRefusedRulesAsRefused() throws IOException {
        String rules = "servicecomb.routeRule.server: '[{route: [{weight: 10}, {weight: %d}]}]'";
        ConfigDir config = config().file("router.yaml", rules.formatted(90));
        KeyFingerprints atStart = prints(config);
        ConfigListing listing = config.listing(atStart);

        config.file("router.yaml", rules.formatted(95));

        ConfigReport report = listing.apply(atStart);
        assertThat(report.refused()).singleElement().asString().contains("servicecomb.routeRule.server");
        assertThat(key(report, "servicecomb.routeRule.server").pending()).isEqualTo("refused");
        assertThat(report.changed()).isTrue();
    }

    @Test
    void listsABoundedNumber() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 10_500; i++) {
            many.append("mesher.services.s").append(i).append(": []\n");
        }
        ConfigReport report = report(config().file("mesher.yaml", many.toString()));
        assertThat(report.keys()).hasSize(10_000);
        assertThat(report.unlisted()).isGreaterThan(500);
    }

    @Test
    void listsABoundedNumberOfCharacters() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            many.append("servicecomb.service.properties.s")
                    .append(i)
                    .append(": ")
                    .append("x".repeat(5_000))
                    .append('\n');
        }
        ConfigReport report =
                config().file("mesher.yaml", many.toString()).listing(NOTHING).apply(null);
        assertThat(report.toString().length()).isBetween(1_000_000, 1_100_000);
        assertThat(report.unlisted()).isPositive();
    }

    @Test
    void takesATokenOfTheEnvironmentToo() {
        assertThat(config().env("mesher_admin_token", TOKEN).config().admin().token())
                .isEqualTo(TOKEN);
        assertThat(config().config().admin().token()).isEmpty();
        assertThat(config().env("mesher_admin_token", TOKEN).config().toString())
                .doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource({"short", "0123456789abcde", "'0123456789 abcdef'", "0123456789abcdef\u00e9"})
    void refusesATokenThatIsShortOrCannotBeSentWithoutShowingIt(String token) throws IOException {
        assertThat(config().file("mesher.yaml", "mesher.admin.token: '" + token + "'")
                        .problems())
                .containsExactly(
                        "error: conf/mesher.yaml:1: mesher.admin.token: (value not shown) (expected: 16 to 512 of the"
                                + " characters A-Z a-z 0-9 - . _ ~ + / =, such as openssl rand -hex 32 prints)");
    }
}
