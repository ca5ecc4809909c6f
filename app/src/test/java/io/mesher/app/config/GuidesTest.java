package io.mesher.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.MesherConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guides show is read without a complaint. */
class GuidesTest {
    private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    @TempDir
    private Path dir;

    private static List<String> examples(String guide) throws IOException {
        List<String> examples = YAML.matcher(Files.readString(Path.of("../docs", guide)))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```yaml\n".length(), block.length() - "```".length()))
                .toList();
        assertThat(examples).as("examples in %s", guide).hasSizeGreaterThan(3);
        return examples;
    }

    private MesherConfig config(String example) throws IOException {
        return new ConfigDir(dir).named().file("mesher.yaml", example).config();
    }

    @ParameterizedTest
    @ValueSource(strings = {"governance.md", "observability.md"})
    void eachExampleIsTakenWithoutWarning(String guide) throws IOException {
        MesherConfig unconfigured = config("");
        for (String example : examples(guide)) {
            assertThat(config(example)).as(example).isNotEqualTo(unconfigured);
        }
    }

    @Test
    void eachExampleOfRoutingHasRules() throws IOException {
        for (String example : examples("routing.md")) {
            assertThat(config(example).governance().routes().services())
                    .as(example)
                    .isNotEmpty();
        }
    }
}
