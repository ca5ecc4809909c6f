package io.mesher.control.logfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.core.config.RotatedFile;
import io.mesher.net.file.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class RotatingFileTest {
    @TempDir
    private Path folder;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private long now = Instant.now().toEpochMilli();

    private Path path() {
        return folder.resolve("log/access.log");
    }

    private RotatingFile file(long maxBytes, int maxDays, int backups, boolean compress) {
        return new RotatingFile(
                new RotatedFile(path(), maxBytes, maxDays, backups, compress), complaints::add, () -> now, new Disk());
    }

    private void write(RotatingFile file, String line) throws IOException {
        now += 1;
        file.beforeLine();
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(path().getParent())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Path> backups() {
        return names().stream()
                .filter(name -> name.startsWith("access-2"))
                .map(path().getParent()::resolve)
                .toList();
    }

    @Test
    void opensWithTheFirstLineAndAppends() throws IOException {
        Files.createDirectories(path().getParent());
        Files.writeString(path(), "earlier\n");
        RotatingFile file = file(0, 0, 3, false);
        write(file, "one");
        write(file, "two");
        file.close();
        assertThat(path()).hasContent("earlier\none\ntwo");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void isItsOwnersOnly() throws IOException {
        try (RotatingFile file = file(10, 0, 3, true)) {
            write(file, "one line that is long enough");
            write(file, "two");
            Awaitility.await()
                    .until(() -> backups().stream()
                            .anyMatch(backup -> backup.toString().endsWith(".gz")));
            for (Path each : List.of(path(), backups().getLast())) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void isMovedAsideWhenItIsLarge() throws IOException {
        try (RotatingFile file = file(8, 0, 9, false)) {
            for (String line : List.of("one", "two", "three", "four")) {
                write(file, line);
            }
            assertThat(path()).hasContent("three\nfour");
        }
        assertThat(backups()).hasSize(1).allSatisfy(backup -> {
            assertThat(backup.getFileName().toString())
                    .matches("access-\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d\\.\\d{3}\\.log");
            assertThat(backup).hasContent("one\ntwo");
        });
    }

    @Test
    void isMovedAsideWhenItIsOld() throws IOException {
        try (RotatingFile file = file(0, 2, 9, false)) {
            write(file, "one");
            now += Duration.ofHours(47).toMillis();
            write(file, "two");
            now += Duration.ofHours(2).toMillis();
            write(file, "three");
        }
        assertThat(path()).hasContent("three");
        assertThat(backups())
                .singleElement()
                .satisfies(backup -> assertThat(backup).hasContent("one\ntwo"));
    }

    @Test
    void theAgeOfAFileThatWasThereCounts() throws IOException {
        Files.createDirectories(path().getParent());
        Files.writeString(path(), "earlier\n");
        now += Duration.ofDays(3).toMillis();
        try (RotatingFile file = file(0, 2, 9, false)) {
            write(file, "one");
        }
        assertThat(path()).hasContent("one");
        assertThat(backups()).hasSize(1);
    }

    @Test
    void keepsSoManyBackupsAndLeavesOtherFilesAlone() throws IOException {
        Files.createDirectories(path().getParent());
        for (String other :
                List.of("access-old.log", "access-2026.log", "access-2026-01-01T00-00-00.000.txt", "other.log")) {
            Files.writeString(path().resolveSibling(other), "not ours");
        }
        try (RotatingFile file = file(1, 0, 2, false)) {
            for (int i = 0; i < 6; i++) {
                write(file, "line " + i);
            }
            Awaitility.await()
                    .untilAsserted(() -> assertThat(names())
                            .hasSize(4 + 2 + 1)
                            .contains(
                                    "access-old.log",
                                    "access-2026.log",
                                    "access-2026-01-01T00-00-00.000.txt",
                                    "other.log"));
            assertThat(path()).hasContent("line 5");
            assertThat(path().resolveSibling(names().get(names().indexOf("access-2026.log") - 1)))
                    .hasContent("line 4");
        }
    }

    @Test
    void compressesBackups() throws IOException {
        try (RotatingFile file = file(1, 0, 5, true)) {
            for (int i = 0; i < 4; i++) {
                write(file, "line " + i);
            }
            Awaitility.await()
                    .untilAsserted(() -> assertThat(names())
                            .hasSize(4)
                            .allMatch(name -> name.equals("access.log") || name.endsWith(".log.gz")));
        }
        List<Path> backups = backups();
        for (int i = 0; i < backups.size(); i++) {
            try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(backups.get(i)))) {
                assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("line " + i + "\n");
            }
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void comesBackWhenSomebodyMovesOrRemovesIt() throws IOException {
        try (RotatingFile file = file(0, 0, 3, false)) {
            write(file, "one");
            Path moved = path().resolveSibling("access.log.1");
            Files.move(path(), moved);
            write(file, "two");
            now += 1000;
            write(file, "three");
            assertThat(moved).hasContent("one\ntwo");
            assertThat(path()).hasContent("three");
            Files.delete(path());
            now += 1000;
            write(file, "four");
            assertThat(path()).hasContent("four");
            // As logrotate does with "create".
            Files.move(path(), path().resolveSibling("access.log.2"));
            Files.createFile(path());
            now += 1000;
            write(file, "five");
            assertThat(path()).hasContent("five");
        }
    }

    @Test
    void saysWhereItCannotBeOpened() throws IOException {
        Files.writeString(folder.resolve("log"), "a file in place of the folder");
        RotatingFile file = file(0, 0, 3, false);
        assertThatThrownBy(file::beforeLine).isInstanceOf(IOException.class).hasMessageContaining("log");
        Files.delete(folder.resolve("log"));
        write(file, "one");
        assertThat(path()).hasContent("one");
        file.close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsToldToTheWriterAndADeviceIsNeverMoved() throws IOException {
        try (RotatingFile full = new RotatingFile(
                new RotatedFile(Path.of("/dev/full"), 1, 1, 3, false), complaints::add, () -> now, new Disk())) {
            full.beforeLine();
            assertThatThrownBy(() -> full.write(ByteBuffer.wrap(new byte[] {'x'})))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
            full.beforeLine();
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aHandleThatFailedIsOpenedAnewInTheMiddleOfABatchToo() throws IOException {
        Path link = folder.resolve("link.log");
        Files.createSymbolicLink(link, Path.of("/dev/full"));
        try (RotatingFile file =
                new RotatingFile(new RotatedFile(link, 0, 0, 3, false), complaints::add, () -> now, new Disk())) {
            file.beforeLine();
            ByteBuffer bytes = ByteBuffer.wrap("one\n".getBytes(UTF_8));
            assertThatThrownBy(() -> file.write(bytes)).isInstanceOf(IOException.class);
            // The handle is of no use any more, whatever the path leads to now.
            Files.delete(link);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        assertThat(link).hasContent("one");
    }

    @Test
    void takesNoNameWhoseCompressedFileIsThere() throws IOException {
        Files.createDirectories(path().getParent());
        Path plain = new Backups(new RotatedFile(path(), 1, 0, 9, false), new Disk()).path(now + 2);
        Path compressed = Files.writeString(plain.resolveSibling(plain.getFileName() + ".gz"), "earlier");
        try (RotatingFile file = file(1, 0, 9, false)) {
            write(file, "one");
            write(file, "two");
        }
        assertThat(compressed).hasContent("earlier");
        assertThat(plain).doesNotExist();
        assertThat(backups()).hasSize(2);
    }

    @Test
    void whereverTheProcessEndsNoLineIsLostAndTheNextStartGoesOn() throws IOException {
        boolean done = false;
        for (int steps = 0; !done; steps++) {
            List<String> written = new ArrayList<>();
            done = writeInSteps(steps, written);
            try (RotatingFile file = file(1, 0, 99, false)) {
                write(file, "last");
                written.add("last");
            }
            List<String> found = new ArrayList<>();
            for (String name : names()) {
                Path each = path().resolveSibling(name);
                if (!name.equals("access.log")) {
                    found.addAll(Files.readAllLines(each));
                    Files.delete(each);
                }
            }
            found.addAll(Files.readAllLines(path()));
            Files.delete(path());
            assertThat(found).as("after %d steps", steps).isEqualTo(written);
            assertThat(steps).isLessThan(50);
        }
        assertThat(complaints).isEmpty();
    }

    /** False where the process ended before it was done. */
    private boolean writeInSteps(int steps, List<String> written) throws IOException {
        AtomicInteger left = new AtomicInteger(steps);
        Disk ending = new Disk(() -> {
            if (left.getAndDecrement() <= 0) {
                throw new AssertionError("the process has ended");
            }
        });
        try (RotatingFile file =
                new RotatingFile(new RotatedFile(path(), 1, 0, 99, false), complaints::add, () -> now, ending)) {
            for (int i = 0; i < 4; i++) {
                write(file, "line " + i);
                written.add("line " + i);
            }
            return true;
        } catch (AssertionError _) {
            return false;
        }
    }
}
