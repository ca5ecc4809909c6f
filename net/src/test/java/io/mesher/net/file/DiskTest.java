package io.mesher.net.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
    @TempDir
    private Path folder;

    private Path file;
    private Path temporary;

    @BeforeEach
    void names() {
        file = folder.resolve("file");
        temporary = folder.resolve("file.new");
    }

    private void replace(Disk disk, String content) throws IOException {
        disk.replace(file, temporary, Disk.Readers.AS_THE_SYSTEM_SAYS, to -> to.write(content.getBytes(UTF_8)));
    }

    /** False where the process ended before it was done. */
    private boolean replaceInSteps(int steps, String content) throws IOException {
        AtomicInteger left = new AtomicInteger(steps);
        try {
            replace(
                    new Disk(() -> {
                        if (left.getAndDecrement() <= 0) {
                            throw new AssertionError("the process has ended");
                        }
                    }),
                    content);
            return true;
        } catch (AssertionError _) {
            return false;
        }
    }

    @Test
    void whereverTheProcessEndsTheFileIsWholeAndTheNextTimeLeavesNothingElse() throws IOException {
        boolean done = false;
        for (int steps = 0; !done; steps++) {
            replace(new Disk(), "old");
            done = replaceInSteps(steps, "new");
            assertThat(file).as("after %d steps", steps).hasContent(done ? "new" : "old");
            replace(new Disk(), "newer");
            assertThat(file).hasContent("newer");
            assertThat(folder.toFile().list()).containsExactly("file");
            assertThat(steps).isLessThan(20);
        }
    }

    @Test
    void whatFailsLeavesTheFileAsItWasAndNothingBesideIt() throws IOException {
        replace(new Disk(), "old");
        assertThatThrownBy(() -> new Disk().replace(file, temporary, Disk.Readers.AS_THE_SYSTEM_SAYS, to -> {
                    to.write('x');
                    throw new IOException("No space left on device");
                }))
                .hasMessage("No space left on device");
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void keepsLogsToTheirOwner() throws IOException {
        new Disk().replace(file, temporary, Disk.Readers.OWNER, to -> to.write('x'));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
