package io.mesher.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The demo's own folder: samples/*.java, logs/*.log, and per node conf/*.yaml. */
record DemoFolder(Path root, String zipkin) {
    /** @param zipkin where the Meshers send their traces; empty: nowhere */
    static DemoFolder create(String zipkin) throws IOException {
        Path root = Files.createTempDirectory("mesher-demo-");
        Files.createDirectory(root.resolve("samples"));
        Files.createDirectory(root.resolve("logs"));
        return new DemoFolder(root, zipkin);
    }

    /** The log of a process; it need not exist yet. */
    Path log(String process) {
        return root.resolve("logs", process.replace(' ', '-') + ".log");
    }

    /** Writes a sample application out and returns the file. */
    Path sample(String program) throws IOException {
        Path file = root.resolve("samples", program + ".java");
        try (InputStream source = DemoFolder.class.getResourceAsStream(program + ".java")) {
            if (source == null) {
                throw new IOException(program + ".java: not in this build (expected: copied from samples/chain)");
            }
            Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** Writes a node's configuration and returns the folder that is its {@code CHASSIS_HOME}. */
    Path home(DemoNode node, String name, String version, String registryUrl) throws IOException {
        Path home = root.resolve(name);
        Path conf = Files.createDirectories(home.resolve("conf"));
        for (Map.Entry<String, String> file :
                SidecarFiles.of(node, version, registryUrl).entrySet()) {
            Files.writeString(conf.resolve(file.getKey()), file.getValue());
        }
        if (!zipkin.isEmpty()) {
            Files.writeString(conf.resolve("tracing.yaml"), SidecarFiles.tracing(zipkin));
        }
        return home;
    }

    void remove() throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
