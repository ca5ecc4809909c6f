package io.mesher.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.LogConfig.Format;
import io.mesher.core.config.LogConfig.Level;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LogConfigTest {
    /** Who changes the level of a running Mesher must not move its log. */
    @Test
    void anotherLevelLeavesWhereLinesGo() {
        RotatedFile file = new RotatedFile(Path.of("mesher.log"), 1, 2, 3, true);
        LogConfig config = new LogConfig(Level.INFO, Format.JSON, false, true, file, true);
        assertThat(config.with(Level.DEBUG))
                .isEqualTo(new LogConfig(Level.DEBUG, Format.JSON, false, true, file, true));
    }
}
