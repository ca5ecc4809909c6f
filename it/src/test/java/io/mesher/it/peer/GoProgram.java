package io.mesher.it.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The programs in {@code it/src/test/go}. */
public final class GoProgram {
    private static final long BUILD_MINUTES = 5;

    private GoProgram() {}

    /** Builds it once a run; after the first time Go's own cache makes it quick. */
    public static synchronized Path build(String name) throws IOException {
        String folder = "it/src/test/go/" + name;
        Path program = ProjectTree.root().resolve("it/target").resolve(name);
        Path log = Files.createTempFile("go-build", ".log");
        Process go = new ProcessBuilder(
                        Peers.require("go").toString(), "build", "-buildvcs=false", "-o", program.toString(), ".")
                .directory(ProjectTree.root().resolve(folder).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!go.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || go.exitValue() != 0) {
                go.destroyForcibly();
                throw new AssertionError("cannot build the program in " + folder + ": " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Go builds", e);
        }
        Files.delete(log);
        return program;
    }
}
