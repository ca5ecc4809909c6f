package io.mesher.app.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commands that start a JVM like our own. */
public final class JavaCommand {
    private JavaCommand() {}

    /**
     * The command that started this process, with its JVM options (heap, AOT cache), but without the arguments of its
     * main method. If the system doesn't report it, it is put together from the class path and {@code main}, without
     * options.
     *
     * @param arguments what the main method got
     */
    public static List<String> ofThisProcess(List<String> arguments, Class<?> main) {
        ProcessHandle.Info info = ProcessHandle.current().info();
        Optional<List<String>> told = info.command()
                .flatMap(java -> info.arguments().flatMap(all -> withoutTail(java, List.of(all), arguments)));
        return told.orElseGet(() -> List.of(java(), "-cp", System.getProperty("java.class.path"), main.getName()));
    }

    /** A JVM for a program of a few hundred lines. */
    static List<String> small() {
        return List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m");
    }

    static Optional<List<String>> withoutTail(String java, List<String> all, List<String> tail) {
        int rest = all.size() - tail.size();
        // Nothing before the tail: then the list was cut short, as Linux does with long ones.
        if (rest <= 0 || !all.subList(rest, all.size()).equals(tail)) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(all.subList(0, rest));
        return Optional.of(command);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
