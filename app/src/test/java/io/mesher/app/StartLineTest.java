package io.mesher.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigLoader;
import io.mesher.app.config.ConfigResult;
import io.mesher.app.config.read.Interfaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartLineTest {
    @TempDir
    private Path dir;

    private String line(Build build, Map<String, String> environment) {
        ConfigResult loaded = ConfigLoader.load(List.of(), environment, dir, Interfaces::ofMachine);
        return StartLine.of(build, (ConfigResult.Loaded) loaded);
    }

    @Test
    void namesBuildServiceFolderAndFiles() throws IOException {
        Path conf = Files.createDirectories(dir.resolve("conf"));
        Files.writeString(conf.resolve("chassis.yaml"), "admin.enable: false");
        Files.writeString(conf.resolve("router.yaml"), "");
        Map<String, String> environment = Map.of("CAS_COMPONENT_NAME", "pay", "CAS_INSTANCE_VERSION", "1.2.3");
        assertThat(line(Build.of("2dd9bb5a\n2026-11-30T01:02:03Z\n"), environment))
                .isEqualTo("Mesher 0.1.0 (2dd9bb5a, 2026-11-30T01:02:03Z), JDK " + Runtime.version()
                        + "; service pay 1.2.3; configuration " + conf + ": chassis.yaml, router.yaml");
    }

    @Test
    void saysWhatThereIsNot() {
        assertThat(line(Build.of("-\n-\n"), Map.of()))
                .startsWith("Mesher 0.1.0 (built outside git), JDK ")
                .endsWith("; service without a name; configuration " + dir.resolve("conf") + ": no files");
    }
}
