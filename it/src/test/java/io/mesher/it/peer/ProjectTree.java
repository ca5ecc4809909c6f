package io.mesher.it.peer;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checked-out project that the tests run in. */
public final class ProjectTree {

    private ProjectTree() {}

    /** The folder with the launcher and the parent pom, whatever folder of the project the tests were started in. */
    public static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("mesher")) && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder above " + Path.of("").toAbsolutePath()
                + " holds ./mesher and pom.xml: run the tests inside it");
    }
}
