package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.peer.Peers;
import io.mesher.it.peer.ProjectTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of {@code it/src/test/resources/clients}, which calls AccountService as an application would. It is written
 * with the address that the documents use; a run replaces its port.
 */
record ClientProgram(String file) {
    private static final String PORT = "30101";
    private static final int SECONDS = 120;
    private static final String SERVICE = "AccountService";

    static List<ClientProgram> all() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> new ClientProgram(file.getFileName().toString()))
                    .toList();
        }
    }

    private static Path folder() {
        return ProjectTree.root().resolve("it/src/test/resources/clients");
    }

    String text() throws IOException {
        return Files.readString(folder().resolve(file));
    }

    /** Runs it with Mesher as the proxy; the result is what it printed. */
    String through(MesherProcess mesher, Path folder, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        return run(folder, address(text(), mesher), environment, options);
    }

    /** The text with Mesher's outgoing port in place of the documented one, since some programs name host and port apart. */
    static String address(String text, MesherProcess mesher) {
        return text.replace(PORT, String.valueOf(mesher.outgoing().getPort()));
    }

    /** Runs it with the incoming port in place of the service's name. */
    String at(MesherProcess mesher, Path folder) throws IOException, InterruptedException {
        String address = "127.0.0.2:" + mesher.incoming().getPort();
        return run(folder, text().replace(SERVICE, address), Map.of());
    }

    private String run(Path folder, String text, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(folder, "client");
        Path program = Files.writeString(own.resolve(file), text);
        List<String> command = new ArrayList<>();
        Map<String, String> variables = new HashMap<>(environment);
        switch (file.substring(file.lastIndexOf('.'))) {
            case ".sh" -> command.add(Peers.require("sh").toString());
            case ".java" ->
                command.add(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
            case ".py" -> {
                command.add(Peers.require("python3").toString());
                variables.put("PYTHONPATH", Peers.requirePython("requests").toString());
            }
            case ".mjs" -> {
                command.add(Peers.require("node").toString());
                // Node looks for packages beside the program, and nowhere else for modules.
                Files.createSymbolicLink(own.resolve("node_modules"), Peers.requireNode("ws"));
            }
            default -> throw new IllegalStateException("no known language: " + file);
        }
        command.addAll(List.of(options));
        command.add(program.toString());
        String output = execute(command, own, variables);
        Files.deleteIfExists(own.resolve("node_modules"));
        return output;
    }

    /** Runs a program without any proxy in its environment but these variables. */
    static String execute(List<String> command, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "client", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            assertThat(ended)
                    .as("%s ended in time: %s", command, Files.readString(out))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(out);
    }
}
