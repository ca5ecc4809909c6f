package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.peer.ProjectTree;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real launcher, Maven and JDK on a copy of the project: JDK 25 runs the classes of an AOT cache even when the jar
 * has changed since, without a word, so a changed program must never meet an old cache.
 */
class AotCacheIT {

    private static final String VERSION = "0.1.0";
    /** Of the same length, so that neither the jar's size nor its entries' give the change away. */
    private static final String CHANGED = "0.1.9";

    /** At the top; target is left out wherever it stands. */
    private static final Set<Path> NOT_COPIED =
            Set.of(Path.of(".git"), Path.of(".dev"), Path.of("data"), Path.of("bench/results"));

    @TempDir
    private Path base;

    @Test
    @Timeout(1300)
    void aChangedConstantIsSeenWithTheCacheInForce() throws Exception {
        Path tree = base.resolve("copy");
        copy(ProjectTree.root(), tree);

        assertThat(mesher(tree, "--version")).contains(VERSION);
        Path firstCache = onlyCache(tree);

        replaceEverywhere(tree);

        assertThat(mesher(tree, "--version")).contains(CHANGED).doesNotContain(VERSION);
        assertThat(caches(tree)).hasSize(2).contains(firstCache);
    }

    /** Standard output. AOTMode=on: a cache that the JVM doesn't take ends the start, so success proves its use. */
    private String mesher(Path tree, String argument) throws IOException, InterruptedException {
        Path out = Files.createTempFile(base, "out", "");
        Path err = Files.createTempFile(base, "err", "");
        ProcessBuilder builder = new ProcessBuilder(tree.resolve("mesher").toString(), argument)
                .directory(base.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("MESHER_JAVA_OPTS", "-XX:AOTMode=on");
        Process process = builder.start();
        if (!process.waitFor(600, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("no end within 10 minutes: " + Files.readString(err));
        }
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        return Files.readString(out);
    }

    private static Path onlyCache(Path tree) throws IOException {
        List<Path> caches = caches(tree);
        assertThat(caches)
                .as("AOT caches, else see %s/target/launch/train.log", tree)
                .hasSize(1);
        return caches.getFirst();
    }

    private static List<Path> caches(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree.resolve("target/launch"))) {
            return files.filter(file -> file.endsWith("mesher.aot")).toList();
        }
    }

    /** Poms, sources and resources alike: it doesn't matter where Main has its version from. */
    private static void replaceEverywhere(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(AotCacheIT::mayHoldTheVersion).toList()) {
                String text = Files.readString(file);
                if (text.contains(VERSION)) {
                    Files.writeString(file, text.replace(VERSION, CHANGED));
                }
            }
        }
    }

    private static boolean mayHoldTheVersion(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && (name.endsWith(".xml") || name.endsWith(".java") || name.endsWith(".properties"))
                && !file.toString().contains("/target/");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.endsWith("target") || NOT_COPIED.contains(from.relativize(folder))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!NOT_COPIED.contains(from.relativize(file))) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
