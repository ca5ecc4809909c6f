package io.mesher.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.ExitCode;
import io.mesher.app.config.keys.KnownKey;
import io.mesher.app.config.keys.KnownKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The figures of docs/operations.md are those of the program. */
class OperationsDocumentTest {
    private static final Pattern LIMIT =
            Pattern.compile("(?m)^\\| `([A-Za-z.]+)`(, `[A-Za-z]+`, `[A-Za-z]+`)?[^|]* \\| ([^ ,|]+)");

    private final String document = read(Path.of("../docs/operations.md"));

    @Test
    void everyExitCodeIsInItsTable() {
        String codes = section("## Start");
        for (int code :
                new int[] {ExitCode.OK, ExitCode.FAILURE, ExitCode.USAGE, ExitCode.UNAVAILABLE, ExitCode.CONFIGURATION
                }) {
            assertThat(codes).contains("\n| " + code + " | ");
        }
    }

    @Test
    void theDefaultsOfItsLimitsAreTheRealOnes() {
        KnownKeys known = new KnownKeys();
        List<MatchResult> rows =
                LIMIT.matcher(section("## Limits and time-outs")).results().toList();
        assertThat(rows).hasSizeGreaterThan(8);
        for (MatchResult row : rows) {
            KnownKey key = known.find(row.group(1));
            assertThat(key).as(row.group(1)).isNotNull();
            assertThat(key.fallback()).as(row.group(1)).isNotEmpty();
            assertThat(row.group(3)).as(row.group(1)).isEqualTo(key.fallback());
        }
    }

    private String section(String heading) {
        int start = document.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        return document.substring(start, document.indexOf("\n## ", start + 1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
