package io.mesher.app.config.source;

import io.mesher.app.config.keys.NearestKey;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the files are, and which of them. */
public final class ConfigFiles {
    /** In the order of loading: of two files with one key the first wins. mesher.yaml is last, as in CSE Mesher. */
    private static final String[] NAMES = {
        "chassis.yaml",
        "microservice.yaml",
        "circuit_breaker.yaml",
        "load_balancing.yaml",
        "rate_limiting.yaml",
        "tls.yaml",
        "monitoring.yaml",
        "auth.yaml",
        "tracing.yaml",
        "lager.yaml",
        "router.yaml",
        "fault.yaml",
        "egress.yaml",
    };

    /** The folder may be somebody else's, with hundreds of files. */
    private static final int MAX_OTHERS = 20;

    private static final String MESHER = "mesher.yaml";

    private final Map<String, String> environment;
    private final Path workingDir;
    private final Problems problems;

    public ConfigFiles(Map<String, String> environment, Path workingDir, Problems problems) {
        this.environment = environment;
        this.workingDir = workingDir;
        this.problems = problems;
    }

    /** What relative paths in the configuration are relative to. */
    public Path home() {
        Path home = path("environment CHASSIS_HOME", environment.getOrDefault("CHASSIS_HOME", ""));
        return home == null ? workingDir : home;
    }

    /**
     * All that would be read if they were there, in the order of loading.
     *
     * @param mesherYaml the value of {@code --config}
     */
    public List<Path> candidates(@Nullable String mesherYaml) {
        Path mesher = mesherYaml == null ? null : path("flag --config", mesherYaml);
        Path dir = directory(mesher);
        List<Path> files = new ArrayList<>();
        for (String name : NAMES) {
            files.add(dir.resolve(name));
        }
        if (mesher != null && !isThere(mesher)) {
            problems.error("flag --config", "", shown(mesher) + ": no such file (expected: the path of mesher.yaml)");
        }
        files.add(mesher == null ? dir.resolve(MESHER) : mesher);
        if (Files.isDirectory(dir) && !Files.isExecutable(dir)) {
            problems.error(
                    shown(dir),
                    "",
                    "can't be searched: access denied (expected: a folder that Mesher's user may read)");
        }
        warnOfOthers(dir, files);
        return files;
    }

    /** YAML files that nobody reads; often one is called almost as one that is read. */
    private void warnOfOthers(Path dir, List<Path> read) {
        // By java.io, which a start has loaded anyway.
        String[] names = dir.toFile().list();
        if (names == null) {
            return;
        }
        Arrays.sort(names);
        int others = 0;
        for (String name : names) {
            if ((name.endsWith(".yml") || name.endsWith(".yaml"))
                    && !read.contains(dir.resolve(name))
                    && ++others <= MAX_OTHERS) {
                warnOfOther(dir, name);
            }
        }
        if (others > MAX_OTHERS) {
            problems.warning(shown(dir), "", others - MAX_OTHERS + " more YAML files are not read");
        }
    }

    private void warnOfOther(Path dir, String name) {
        String nearest = isAlmost(MESHER, name) ? MESHER : null;
        for (String known : NAMES) {
            if (nearest == null && isAlmost(known, name)) {
                nearest = known;
            }
        }
        problems.warning(
                shown(dir.resolve(name)),
                "",
                "not read: Mesher reads no file of this name (expected: " + (nearest == null ? MESHER : nearest) + ")");
    }

    /** Two letters wrong, or three after a beginning that is right: routing.yaml for router.yaml. */
    private static boolean isAlmost(String known, String name) {
        int distance = NearestKey.distance(known, name);
        return distance <= 2 || (distance == 3 && name.startsWith(known.substring(0, 3)));
    }

    public static List<Path> found(List<Path> candidates) {
        List<Path> files = new ArrayList<>();
        for (Path file : candidates) {
            if (isThere(file)) {
                files.add(file);
            }
        }
        return files;
    }

    /** Also a link to nothing and what can't be looked at: reading it reports what is wrong. */
    private static boolean isThere(Path file) {
        return !Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private Path directory(@Nullable Path mesher) {
        Path named = path("environment CHASSIS_CONF_DIR", environment.getOrDefault("CHASSIS_CONF_DIR", ""));
        if (named != null) {
            if (!Files.isDirectory(named)) {
                problems.error(
                        "environment CHASSIS_CONF_DIR",
                        "",
                        shown(named) + ": no such directory (expected: the one that holds chassis.yaml)");
            }
            return named;
        }
        if (!environment.getOrDefault("CHASSIS_HOME", "").isEmpty()) {
            Path conf = home().resolve("conf");
            if (!Files.isDirectory(home())) {
                problems.error(
                        "environment CHASSIS_HOME",
                        "",
                        shown(home()) + ": no such directory (expected: the one that holds conf)");
            } else if (!Files.isDirectory(conf)) {
                problems.warning(
                        "environment CHASSIS_HOME",
                        "",
                        shown(conf) + ": no such directory, so no files are read from it");
            }
            return conf;
        }
        Path parent = mesher == null ? null : mesher.getParent();
        return parent == null ? besideTheProgram() : parent;
    }

    /** CSE Mesher looks for {@code conf} where its program lies; ours learns that from the launcher. */
    private Path besideTheProgram() {
        Path program = path("environment MESHER_FOLDER", environment.getOrDefault("MESHER_FOLDER", ""));
        Path conf = program == null ? null : program.resolve("conf");
        return conf != null && Files.isDirectory(conf) ? conf : workingDir.resolve("conf");
    }

    private @Nullable Path path(String place, String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return workingDir.resolve(text);
        } catch (InvalidPathException e) {
            problems.error(place, "", Shown.text(text) + " (expected: a path)");
            return null;
        }
    }

    private String shown(Path path) {
        return Shown.path(path, workingDir);
    }
}
