package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.peer.ProjectTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real launcher in a small tree of its own, with a mvn, JDKs and a PATH made for the test: what it decides is seen
 * in milliseconds, and nothing of this machine plays a part.
 */
final class LauncherTree {

    /** All that the launcher may call, besides mvn, java and flock. */
    private static final List<String> TOOLS = List.of(
            "cat",
            "cp",
            "cut",
            "find",
            "grep",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sh",
            "sha256sum",
            "sleep",
            "tail",
            "timeout",
            "touch");

    /** "Compiles" by putting all main sources into the jar; a source with the word BROKEN fails it half-way. */
    private static final String MVN = """
            #!/bin/sh
            echo "$JAVA_HOME" >>../mvn.log
            [ ! -f ../slow ] || sleep 1
            mkdir -p app/target
            cat */src/main/*/* >app/target/mesher.jar
            if grep -q BROKEN app/target/mesher.jar; then
                echo "[ERROR] Main.java:[3,5] ';' expected"
                exit 1
            fi
            if grep -q OFFLINE app/target/mesher.jar; then
                echo "[INFO] Building mesher-core 0.1.0"
                echo "[ERROR] Could not transfer artifact org.x:y:jar:1 from/to central: unknown host"
                exit 1
            fi
            """;

    /** Prints what the jar holds and, one per line, its own arguments; as a training run it makes a cache. */
    private static final String JAVA = """
            #!/bin/sh
            for argument do
                case $argument in
                    -XX:AOTCacheOutput=*) [ ! -f "$0.no-training" ] && echo cache >"${argument#*=}"; exit ;;
                    */mesher.jar) jar=$argument ;;
                esac
            done
            echo "JDK $0"
            cat "$jar"
            printf '<%s>\\n' "$@"
            """;

    private final Path base;
    private final Map<String, String> environment = new LinkedHashMap<>();

    LauncherTree(Path base) throws IOException {
        this.base = base;
        for (String folder : List.of("app/src/main/java", "core/src/main/resources", "core/src/test/java", ".mvn")) {
            Files.createDirectories(home().resolve(folder));
        }
        Files.copy(ProjectTree.root().resolve("mesher"), home().resolve("mesher"));
        write("pom.xml", "<project/>");
        write("app/pom.xml", "<project/>");
        write("app/src/main/java/Main.java", "one\n");
        write("core/src/main/resources/names", "names\n");
        Files.createDirectories(base.resolve("bin"));
        for (String tool : TOOLS) {
            addTool(tool);
        }
        executable(base.resolve("bin/mvn"), MVN);
        environment.put("PATH", base.resolve("bin").toString());
        environment.put("HOME", base.toString());
        environment.put("MESHER_JDK_DIRS", base.resolve("jdks").toString());
    }

    /** A space in its name, as the folders of people have. */
    Path home() {
        return base.resolve("a tree");
    }

    Path write(String file, String text) throws IOException {
        return Files.writeString(home().resolve(file), text);
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    /** Puts a tool of this machine on the PATH of the launcher. */
    void addTool(String name) throws IOException {
        for (String folder : List.of("/usr/bin", "/bin")) {
            Path tool = Path.of(folder, name);
            if (Files.isExecutable(tool)) {
                executable(base.resolve("bin").resolve(name), "#!/bin/sh\nexec " + tool + " \"$@\"\n");
                return;
            }
        }
        throw new IllegalStateException("no " + name + " in /usr/bin or /bin, and the launcher needs it");
    }

    void removeTool(String name) throws IOException {
        Files.delete(base.resolve("bin").resolve(name));
    }

    /** A JDK under {@code base}, as in {@code jdk("jdks/temurin", "25.0.3")}. */
    Path jdk(String folder, String version) throws IOException {
        Path jdk = Files.createDirectories(base.resolve(folder));
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(
                jdk.resolve("release"),
                "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\nMODULES=\"java.base\"\n");
        executable(jdk.resolve("bin/java"), JAVA);
        executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        return jdk;
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return start(home().resolve("mesher"), arguments).outcome();
    }

    Running start(Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(base, "out", "");
        Path err = Files.createTempFile(base, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(base.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /** How often mvn was called, by the JDK it was to use. */
    List<String> builds() throws IOException {
        Path log = base.resolve("mvn.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    void slowBuilds() throws IOException {
        Files.createFile(base.resolve("slow"));
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    record Running(Process process, Path out, Path err) {
        Outcome outcome() throws IOException, InterruptedException {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the launcher did not end within 60 s: " + Files.readString(err));
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    record Outcome(int exitCode, String out, String err) {}
}
