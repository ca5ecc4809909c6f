package io.mesher.app.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command that runs one of the test classes in a JVM of its own. */
final class Jvm {
    private Jvm() {}

    static List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
