package io.mesher.app.config.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.core.config.MesherConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide about TLS shows is read without a complaint, given that the files are there. */
class TlsGuideTest {
    private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    @TempDir
    private Path dir;

    @Test
    void eachExampleGivesTlsToTheExternalPort() throws IOException {
        List<String> examples = YAML.matcher(Files.readString(Path.of("../docs/tls.md")))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
        assertThat(examples).hasSizeGreaterThan(3);
        for (String example : examples) {
            ConfigDir config = new ConfigDir(dir)
                    .named()
                    .env("SERVICE_PORTS", "rest:8080")
                    .env("PAAS_CSE_SC_ENDPOINT", "http://10.0.0.9:30100")
                    .env("STORE_PASSWORD", "secret")
                    .file("chassis.yaml", "cse.protocols.http.listenAddress: 192.0.2.10:30101")
                    .file("mesher.yaml", withTestFiles(example));
            Pki.writeTo(config);
            MesherConfig read = config.config();
            assertThat(read.tls().external()).as(example).isNotNull();
        }
    }

    private static String withTestFiles(String example) {
        return example.replace("/etc/mesher/tls/", "")
                .replace("tls.crt", "a.crt")
                .replace("tls.key", "a.key")
                .replace("orders.crt", "a.crt")
                .replace("orders.key", "a.key")
                .replace("orders.p12", "a.p12");
    }
}
