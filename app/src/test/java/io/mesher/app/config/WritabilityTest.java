package io.mesher.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritabilityTest {
    @TempDir
    private Path dir;

    @Test
    void whatExistsOrCanBeMadeIsNoProblem() {
        assertThat(Writability.problem(dir)).isNull();
        assertThat(Writability.problem(dir.resolve("a/b/c"))).isNull();
        assertThat(dir.resolve("a")).doesNotExist();
    }

    @Test
    void aLinkToNowhereCannotBeMade() throws IOException {
        Path link = Files.createSymbolicLink(dir.resolve("link"), dir.resolve("gone"));

        assertThat(Writability.problem(link)).isEqualTo(link + " is a link to a file that doesn't exist");
        assertThat(Writability.problem(link.resolve("below")))
                .isEqualTo(link + " is a link to a file that doesn't exist");
    }

    @Test
    void whatMustNotBeWrittenIsTold() throws IOException {
        Path locked = Files.createDirectory(
                dir.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeThat(Files.isWritable(locked)).as("root writes everywhere").isFalse();

        assertThat(Writability.problem(locked)).isEqualTo(locked + " is not writable");
        assertThat(Writability.problem(locked.resolve("a/b"))).isEqualTo(locked + " is not writable");
    }
}
