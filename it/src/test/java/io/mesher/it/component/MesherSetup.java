package io.mesher.it.component;

import io.mesher.it.peer.ProjectTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Mesher about to be started: its files, flags and environment. Without more it takes outgoing requests on a free port. */
public final class MesherSetup {
    /** Loopback for the system, but not for Mesher's rule: incoming there, outgoing on 127.0.0.1. */
    public static final String BOTH_WAYS = "127.0.0.2:0";

    private static final Pattern LAUNCHER_FLAGS = Pattern.compile("^flags=\"([^\"]*)\"$", Pattern.MULTILINE);
    /** The port that the system gives for one address may be taken on the other. */
    private static final int STARTS_TRIED = 5;

    private final Path home;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> flags = new ArrayList<>();
    private final StringBuilder yaml = new StringBuilder();
    private String name = "client";
    private String listen = "127.0.0.1:0";
    private String admin = "127.0.0.1:0";
    private String registry = "servicecomb.registry.disabled: true\n";

    /** @param home becomes CHASSIS_HOME */
    public MesherSetup(Path home) {
        this.home = home;
        environment.put("CHASSIS_HOME", home.toString());
    }

    public MesherSetup name(String service) {
        name = service;
        return this;
    }

    public MesherSetup listen(String address) {
        listen = address;
        return this;
    }

    /** Empty: not configured, so that the default counts. */
    public MesherSetup admin(String address) {
        admin = address;
        return this;
    }

    /** Lines of chassis.yaml in place of the one that does without a registry. */
    public MesherSetup registry(String lines) {
        registry = lines;
        return this;
    }

    /** Takes incoming requests too, for these ports of the application. */
    public MesherSetup incoming(int... ports) {
        listen = BOTH_WAYS;
        List<String> declared = new ArrayList<>();
        for (int port : ports) {
            declared.add((declared.isEmpty() ? "rest:" : "rest-p" + declared.size() + ":") + port);
        }
        return declared.isEmpty() ? this : flag("--service-ports=" + String.join(",", declared));
    }

    /** Where the instances of a service are. */
    public MesherSetup service(String service, String... addresses) {
        String list = Arrays.stream(addresses)
                .map(address -> '"' + address + '"')
                .collect(Collectors.joining(", ", "[", "]"));
        return yaml("mesher.services." + service + ": " + list + "\n");
    }

    /** Further lines of mesher.yaml. */
    public MesherSetup yaml(String lines) {
        yaml.append(lines);
        return this;
    }

    public MesherSetup flag(String flag) {
        flags.add(flag);
        return this;
    }

    public MesherSetup environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A Mesher that serves. */
    public MesherProcess start() throws IOException {
        for (int i = 1; ; i++) {
            MesherProcess process = launch();
            if (process.awaitListening()) {
                return process;
            }
            String log = process.log();
            process.close();
            if (i == STARTS_TRIED || !listen.endsWith(":0") || !log.contains("cannot listen on")) {
                throw new AssertionError("Mesher did not start: " + log);
            }
        }
    }

    /** A Mesher that may still start, or fail to. */
    public MesherProcess launch() throws IOException {
        return run(home, environment, arguments());
    }

    /** The same, with standard output and standard error still to be chosen. */
    public ProcessBuilder program() throws IOException {
        return program(home, environment, arguments());
    }

    private List<String> arguments() throws IOException {
        Path conf = Files.createDirectories(home.resolve("conf"));
        Files.writeString(conf.resolve("microservice.yaml"), "servicecomb.service.name: " + name + "\n");
        Files.writeString(conf.resolve("chassis.yaml"), chassis());
        Files.writeString(conf.resolve("mesher.yaml"), "mesher.shutdown.notice: 0s\n" + yaml);
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of("--config", conf.resolve("mesher.yaml").toString()));
        return all;
    }

    /** The program with exactly these arguments, in an empty environment but for these variables. */
    public static MesherProcess run(Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException {
        Path out = Files.createTempFile(folder, "mesher", ".out");
        Path log = Files.createTempFile(folder, "mesher", ".log");
        ProcessBuilder builder = program(folder, environment, arguments)
                .redirectOutput(out.toFile())
                .redirectError(log.toFile());
        return new MesherProcess(builder.start(), out, log);
    }

    private static ProcessBuilder program(Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException {
        Path jar = ProjectTree.root().resolve("app/target/mesher.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("no " + jar + ": build it first, with mvn package");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(launcherFlags());
        command.addAll(List.of("-cp", jar.toString(), "io.mesher.app.Main"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    /** From the launcher itself: what is tested is what users run. */
    private static List<String> launcherFlags() throws IOException {
        List<String> flags = new ArrayList<>();
        Matcher lines =
                LAUNCHER_FLAGS.matcher(Files.readString(ProjectTree.root().resolve("mesher")));
        while (lines.find()) {
            for (String flag : lines.group(1).split(" ", -1)) {
                if (flag.startsWith("-")) {
                    flags.add(flag);
                }
            }
        }
        if (flags.stream().noneMatch(flag -> flag.startsWith("-Xmx"))) {
            throw new IllegalStateException("no JVM flags found in ./mesher");
        }
        return flags;
    }

    private String chassis() {
        return "servicecomb.protocols.http.listenAddress: \"" + listen + "\"\n"
                + (admin.isEmpty() ? "" : "servicecomb.protocols.rest-admin.listenAddress: \"" + admin + "\"\n")
                + registry;
    }
}
