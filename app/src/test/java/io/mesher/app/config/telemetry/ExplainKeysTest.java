package io.mesher.app.config.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.core.config.ExplainConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept to explain requests, as it is written. */
class ExplainKeysTest {
    @TempDir
    private Path dir;

    private ExplainConfig read(String text) throws IOException {
        return new ConfigDir(dir)
                .named()
                .file("mesher.yaml", text)
                .config()
                .telemetry()
                .explain();
    }

    @Test
    void nothingWrittenIsTheDefault() throws IOException {
        assertThat(read("")).isEqualTo(ExplainConfig.DEFAULT);
    }

    @Test
    void eachKeyIsRead() throws IOException {
        assertThat(read("mesher.explain: {enabled: false, recent: 7, remarkable: 0, slow: 250ms, query: false}"))
                .isEqualTo(new ExplainConfig(false, 7, 0, Duration.ofMillis(250), false));
    }
}
