package io.mesher.app.config.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.core.route.RouteTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/routing.md shows is taken. */
class RoutingDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/routing.md");

    @TempDir
    private Path dir;

    @Test
    void everyExampleLoadsWithoutAProblem() throws IOException {
        Matcher blocks = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(DOCUMENT));
        int count = 0;
        while (blocks.find()) {
            RouteTable routes = new ConfigDir(dir.resolve("block" + count++))
                    .named()
                    .file("router.yaml", blocks.group(1))
                    .config()
                    .governance()
                    .routes();
            assertThat(routes.services()).as(blocks.group(1)).isNotEmpty();
        }
        assertThat(count).isEqualTo(8);
    }
}
