package io.mesher.it.arch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.peer.ProjectTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a reader meets when opening a file: small files, packages that say what they are for. */
class SourceSizesTest {

    private static final int MEDIAN_LIMIT = 100;
    private static final int FILE_LIMIT = 500;

    private final List<Path> sources = mainSources();

    @Test
    void noFileIsTooLongToReadAtOneSitting() throws IOException {
        TreeMap<String, Integer> tooLong = new TreeMap<>();
        for (Path source : sources) {
            int lines = Files.readAllLines(source).size();
            if (lines > FILE_LIMIT) {
                tooLong.put(source.toString(), lines);
            }
        }
        assertThat(tooLong).as("files of more than %d lines", FILE_LIMIT).isEmpty();
    }

    @Test
    void halfOfTheFilesAreShort() throws IOException {
        int[] lengths = new int[sources.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Files.readAllLines(sources.get(i)).size();
        }
        Arrays.sort(lengths);
        assertThat(lengths).as("main sources found").hasSizeGreaterThan(10);
        assertThat(lengths[lengths.length / 2]).as("median of lines per file").isLessThanOrEqualTo(MEDIAN_LIMIT);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() throws IOException {
        Set<Path> packages = new TreeSet<>();
        for (Path source : sources) {
            if (!source.endsWith("module-info.java")) {
                packages.add(source.getParent());
            }
        }
        for (Path directory : packages) {
            Path info = directory.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(Files.readString(info))
                    .as(info.toString())
                    .contains("@NullMarked")
                    .contains("/**");
        }
    }

    private static List<Path> mainSources() {
        try (Stream<Path> modules = Files.list(ProjectTree.root())) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SourceSizesTest::javaFiles)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
