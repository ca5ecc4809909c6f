package io.mesher.control.logfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.core.config.RotatedFile;
import io.mesher.net.file.Disk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of whatever an unlucky end has left. */
class BackupsTest {
    private static final String FIRST = "x-2026-01-01T00-00-00.000.log";
    private static final String SECOND = "x-2026-01-02T00-00-00.000.log";
    private static final String THIRD = "x-2026-01-03T00-00-00.000.log";

    @TempDir
    private Path folder;

    private Backups backups(int kept) {
        return backups(kept, new Disk());
    }

    private Backups backups(int kept, Disk disk) {
        return new Backups(new RotatedFile(folder.resolve("x.log"), 1, 0, kept, true), disk);
    }

    private Path plain(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "content of " + name + "\n");
    }

    private Path compressed(String name) throws IOException {
        Path file = folder.resolve(name + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(("content of " + name + "\n").getBytes(UTF_8));
        }
        return file;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertAllCompressed(String... names) throws IOException {
        assertThat(names())
                .containsExactly(Stream.of(names).map(name -> name + ".gz").toArray(String[]::new));
        for (String name : names) {
            try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(name + ".gz")))) {
                assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("content of " + name + "\n");
            }
        }
    }

    @Test
    void aFileThatIsThereBothWaysKeepsNoNewerOneFromBeingCompressed() throws IOException {
        plain(FIRST);
        compressed(FIRST);
        plain(SECOND);
        plain(THIRD);
        backups(9).tidyNow();
        assertAllCompressed(FIRST, SECOND, THIRD);
    }

    @Test
    void aFileThatIsThereBothWaysCountsOnce() throws IOException {
        plain(FIRST);
        plain(SECOND);
        compressed(SECOND);
        plain(THIRD);
        backups(3).tidyNow();
        assertAllCompressed(FIRST, SECOND, THIRD);
    }

    @Test
    void ofTheOldestBothWaysGo() throws IOException {
        plain(FIRST);
        compressed(FIRST);
        plain(SECOND);
        backups(1).tidyNow();
        assertAllCompressed(SECOND);
    }

    @Test
    void whatWasNotFinishedGoesAndOtherFilesStay() throws IOException {
        plain(FIRST);
        Files.writeString(folder.resolve(FIRST + ".gz.tmp"), "half");
        Files.writeString(folder.resolve(SECOND + ".gz.tmp"), "half of one that is gone");
        backups(9).tidyNow();
        assertAllCompressed(FIRST);
        Path other = Files.writeString(folder.resolve("other.gz.tmp"), "not ours");
        backups(9).tidyNow();
        assertThat(other).exists();
    }

    @Test
    void aFileThatCannotBeCompressedIsReportedAfterTheOthersAreDone() throws IOException {
        plain(SECOND);
        // In the place of the compressed one, and not empty, so that nothing can take its place.
        Files.createDirectories(folder.resolve(FIRST + ".gz").resolve("taken"));
        plain(FIRST);
        plain(THIRD);
        assertThatThrownBy(() -> backups(9).tidyNow()).isInstanceOf(IOException.class);
        assertThat(names()).containsExactly(FIRST, FIRST + ".gz", SECOND + ".gz", THIRD + ".gz");
    }

    @Test
    void whereverTheProcessEndsTheNextTimeFinishesTheWork() throws IOException {
        boolean done = false;
        for (int steps = 0; !done; steps++) {
            plain(FIRST);
            plain(SECOND);
            plain(THIRD);
            done = tidyInSteps(steps);
            backups(2).tidyNow();
            assertAllCompressed(SECOND, THIRD);
            assertThat(steps).isLessThan(50);
        }
    }

    /** False where the process ended before it was done. */
    private boolean tidyInSteps(int steps) throws IOException {
        AtomicInteger left = new AtomicInteger(steps);
        try {
            backups(2, new Disk(() -> {
                        if (left.getAndDecrement() <= 0) {
                            throw new AssertionError("the process has ended");
                        }
                    }))
                    .tidyNow();
            return true;
        } catch (AssertionError _) {
            return false;
        }
    }
}
