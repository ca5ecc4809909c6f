package io.mesher.it.docs;

import io.mesher.it.peer.ProjectTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a reader has: the launcher in a folder of its own, with the jar that was built last, and a clean environment. */
final class Product {
    private static final int BUILD_SECONDS = 120;

    private final Path folder;

    private Product(Path folder) {
        this.folder = folder;
    }

    /** Starts once, so that the launcher has done what it does only then. */
    static Product in(Path folder) throws IOException, InterruptedException {
        Path root = ProjectTree.root();
        Path jar = root.resolve("app/target/mesher.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("no " + jar + ": build it first, with mvn package");
        }
        Files.copy(root.resolve("mesher"), folder.resolve("mesher"));
        Path maven = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\nmkdir -p app/target && cp '" + jar + "' app/target/mesher.jar\n");
        if (!maven.toFile().setExecutable(true)) {
            throw new IOException("not to be made executable: " + maven);
        }
        Product product = new Product(folder);
        Path log = folder.resolve("first-start.log");
        Process first = product.process("./mesher --version", folder, Map.of())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!first.waitFor(BUILD_SECONDS, TimeUnit.SECONDS) || first.exitValue() != 0) {
            first.destroyForcibly();
            throw new AssertionError("the first start failed: " + Files.readString(log));
        }
        return product;
    }

    Path launcher() {
        return folder.resolve("mesher");
    }

    /** A shell with these commands, which ends at the first one that fails. */
    ProcessBuilder process(String commands, Path in, Map<String, String> further) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", commands).directory(in.toFile());
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        environment.put("HOME", folder.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        // Else what Python says first comes last, since no terminal is there.
        environment.put("PYTHONUNBUFFERED", "1");
        environment.putAll(further);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }
}
