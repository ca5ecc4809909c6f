package io.mesher.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.LogConfig.Level;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogLevelsTest {
    @Test
    void theLogSaysWhenTheConfiguredLevelComesBack() {
        assertThat(LogLevels.text(Level.DEBUG, Level.INFO, Instant.parse("2026-11-30T03:01:26Z")))
                .contains("DEBUG until 2026-11-30T03:01:26Z", "then INFO");
    }

    @Test
    void theLogSaysThatALevelStays() {
        assertThat(LogLevels.text(Level.WARN, Level.INFO, null)).contains("WARN until a restart");
    }

    @Test
    void theLogSaysThatTheConfiguredLevelIsBack() {
        assertThat(LogLevels.text(Level.INFO, Level.INFO, null)).contains("INFO again");
    }
}
