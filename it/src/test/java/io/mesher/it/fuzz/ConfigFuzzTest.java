package io.mesher.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mesher.app.config.ConfigLoader;
import io.mesher.app.config.ConfigResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a configuration file: taken, or refused with reasons, never an exception. */
@Tag("fuzz")
class ConfigFuzzTest {
    @TempDir
    private static Path home;

    @FuzzTest(maxDuration = "10m")
    void anyFileIsTakenOrRefusedWithReasons(byte[] content) throws IOException {
        Path conf = Files.createDirectories(home.resolve("conf"));
        Path file = Files.write(conf.resolve("mesher.yaml"), content);
        ConfigResult result = ConfigLoader.load(List.of(), Map.of("CHASSIS_HOME", home.toString()), home, List::of);
        switch (result) {
            case ConfigResult.Loaded loaded -> assertThat(loaded.files()).contains(file);
            case ConfigResult.Invalid invalid -> assertThat(invalid.problems()).isNotEmpty();
            case ConfigResult.Usage _, ConfigResult.Help _, ConfigResult.Version _ -> throw new AssertionError(result);
        }
    }
}
