package io.mesher.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guides show is read without a complaint. */
class GuidesTest {
    private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"routing.md", "governance.md", "observability.md"})
    void eachExampleIsRead(String guide) throws IOException {
        List<String> examples = YAML.matcher(Files.readString(Path.of("../docs", guide)))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```yaml\n".length(), block.length() - "```".length()))
                .toList();
        assertThat(examples).hasSizeGreaterThan(3);
        for (String example : examples) {
            assertThat(new ConfigDir(dir)
                            .named()
                            .file("mesher.yaml", example)
                            .config()
                            .governance())
                    .as(example)
                    .isNotNull();
        }
    }
}
