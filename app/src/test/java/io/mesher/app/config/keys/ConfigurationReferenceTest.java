package io.mesher.app.config.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.core.config.MesherConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the table of keys, the document made from it and what is really read together. */
class ConfigurationReferenceTest {
    private static final Path DOCUMENT = Path.of("../docs/configuration.md");

    /** Keys whose default isn't a value. */
    private static final Set<String> IN_WORDS = Set.of(
            Keys.HTTP_ADVERTISE,
            Keys.ADMIN_ADVERTISE,
            Keys.EVENT_LOOPS,
            Keys.NOTICE,
            Keys.SERVICE_NAME,
            Keys.REGISTRY_TYPE,
            Keys.REGISTRY_ADDRESS,
            Keys.HOST_NAME,
            BalanceKeys.PREFIX + BalanceKeys.BACKOFF_MAX,
            IsolationKeys.FAMILY + "Provider." + IsolationKeys.TIMEOUT,
            TracingKeys.ENDPOINT,
            TracingKeys.COMPRESSION,
            TracingKeys.SERVICE_NAME,
            MesherTlsKeys.CLIENT_CERTIFICATE,
            MesherTlsKeys.MODE);

    @TempDir
    private Path dir;

    /** {@code mvn test -pl app -am -Dmesher.docs.write=true} writes it anew. */
    @Test
    void theDocumentIsMadeFromTheTable() throws IOException {
        String expected = new KeyReference(new KnownKeys()).markdown();
        if (Boolean.getBoolean("mesher.docs.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    @Test
    void everyKeyStandsInTheTableOnceAndUnderItsCurrentName() {
        Set<String> seen = new HashSet<>();
        for (KnownKey row : new KnownKeys().rows()) {
            assertThat(seen.add(row.pattern())).as(row.pattern()).isTrue();
            String key = row.pattern().replace("<", "x").replace(">", "x");
            assertThat(CanonicalKeys.of(key)).isEqualTo(key);
            assertThat(row.family() == KeyFamily.NONE)
                    .isEqualTo(row.status() == KnownKey.Status.EFFECTIVE || row.status() == KnownKey.Status.IGNORED);
        }
    }

    @Test
    void everyKeyIsFoundAsItself() {
        KnownKeys known = new KnownKeys();
        for (KnownKey row : known.rows()) {
            KnownKey found = known.find(row.pattern().replaceAll("<[a-z]+>", "some.name"));
            assertThat(found).as(row.pattern()).isNotNull();
            assertThat(found.status()).as(row.pattern()).isEqualTo(row.status());
            assertThat(found.family()).as(row.pattern()).isEqualTo(row.family());
        }
    }

    @Test
    void theDefaultsOfTheDocumentAreTheRealOnes() throws IOException {
        MesherConfig defaults = new ConfigDir(dir.resolve("defaults")).named().config();
        StringBuilder text = new StringBuilder();
        for (KnownKey row : EffectiveKeys.all()) {
            boolean inWords = row.pattern().contains("<") || IN_WORDS.contains(row.pattern());
            if (!row.fallback().isEmpty() && !inWords) {
                text.append(row.pattern()).append(": '").append(row.fallback()).append("'\n");
            }
        }
        ConfigDir written = new ConfigDir(dir.resolve("written")).named().file("mesher.yaml", text.toString());
        written.env("mesher_dataDir", dir.resolve("defaults/data").toString());
        MesherConfig config = written.config();
        assertThat(text.toString().lines().count()).isGreaterThan(20);
        assertThat(config.service()).isEqualTo(defaults.service());
        assertThat(config.http()).isEqualTo(defaults.http());
        assertThat(config.registry()).isEqualTo(defaults.registry());
        assertThat(config.registration()).isEqualTo(defaults.registration());
        assertThat(config.limits()).isEqualTo(defaults.limits());
        assertThat(config.tls()).isEqualTo(defaults.tls());
        assertThat(config.timeouts()).isEqualTo(defaults.timeouts());
        assertThat(config.governance()).isEqualTo(defaults.governance());
        assertThat(config.pool()).isEqualTo(defaults.pool());
        assertThat(config.localHealth()).isEqualTo(defaults.localHealth());
        assertThat(config.shutdown()).isEqualTo(defaults.shutdown());
        assertThat(config.log()).isEqualTo(defaults.log());
        assertThat(config.telemetry().tracing()).isEqualTo(defaults.telemetry().tracing());
        assertThat(config.statusCodes()).isEqualTo(defaults.statusCodes());
        assertThat(config.dataDir()).isEqualTo(defaults.dataDir());
        assertThat(config.admin().listen()).isEqualTo(defaults.admin().listen());
        assertThat(config.admin().enabled()).isEqualTo(defaults.admin().enabled());
    }

    @Test
    void theBoundsOfTheDocumentAreTheRealOnes() throws IOException {
        List<String> checked = new ArrayList<>();
        for (KnownKey row : EffectiveKeys.all()) {
            // With a unit in front: "seconds, 1 to 86400".
            String range = row.type().replaceFirst("^[a-z]+, ", "");
            if (!range.matches("\\d+ to \\d+")) {
                continue;
            }
            String key = row.pattern().replaceAll("<[a-z]+>", "orders");
            String[] bounds = range.split(" to ", -1);
            for (long wrong : new long[] {Long.parseLong(bounds[0]) - 1, Long.parseLong(bounds[1]) + 1}) {
                ConfigDir config = new ConfigDir(dir.resolve("wrong")).named().file("mesher.yaml", key + ": " + wrong);
                assertThat(config.problems())
                        .contains("error: conf/mesher.yaml:1: " + key + ": " + wrong + " (expected: " + range + ")");
            }
            for (String bound : bounds) {
                // Together with the widest limits, so that a key is not refused because of another one.
                String wide = "mesher.limits: {requestLineBytes: 256, headBytes: 16777216}\n";
                String text = key.endsWith("Bytes") ? "" : wide;
                if (key.equals(Keys.REQUEST_LINE_BYTES)) {
                    text = "mesher.limits.headBytes: 16777216\n";
                } else if (key.equals(Keys.HEAD_BYTES)) {
                    text = "mesher.limits.requestLineBytes: 256\n";
                }
                new ConfigDir(dir.resolve("right"))
                        .named()
                        .file("mesher.yaml", text + key + ": " + bound)
                        .config();
            }
            checked.add(key);
        }
        assertThat(checked).hasSizeGreaterThan(40);
    }

    /** Of a value that no key takes something is told for every key that does something: none is known but read by nobody. */
    @Test
    void everyKeyThatIsSaidToDoSomethingIsRead() throws IOException {
        for (KnownKey row : EffectiveKeys.all()) {
            String key = row.pattern().replaceAll("<[a-z]+>", "orders");
            ConfigDir config = new ConfigDir(dir.resolve("read"))
                    .env("SERVICE_PORTS", "rest:1")
                    .file("mesher.yaml", "'" + key + "': [\"a b\\u0001\", [x]]");
            assertThat(config.told()).as(key).anyMatch(line -> line.contains("conf/mesher.yaml:1: " + key + ": "));
        }
    }
}
