package io.mesher.app.config;

import io.mesher.app.config.read.Interfaces;
import io.mesher.app.config.shown.Comparison;
import io.mesher.app.config.shown.KeyFingerprints;
import io.mesher.app.config.source.ConfigFiles;
import io.mesher.app.config.source.ContentFingerprint;
import io.mesher.app.config.source.Flags;
import io.mesher.app.config.source.FlatKeys;
import io.mesher.app.config.source.Problem;
import io.mesher.app.config.source.Problems;
import io.mesher.app.config.source.Severity;
import io.mesher.app.config.source.WrittenKeys;
import io.mesher.control.admin.source.ConfigReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every key that has a value, with its place, read again each time: what is known of it is in the configuration's records, without
 * places, and a copy of all keys would be in memory for nearly nobody. Any thread.
 */
public final class ConfigListing implements Function<@Nullable KeyFingerprints, ConfigReport> {
    private static final int MAX_KEYS = 10_000;

    /** An answer takes several times as much of a heap of 32 MiB. */
    private static final int MAX_CHARS = 1_000_000;

    private final List<String> flags;
    private final Map<String, String> environment;
    private final Path workingDir;
    private final KeyFingerprints atStart;

    /** @param atStart the values that Mesher started with */
    public ConfigListing(
            List<String> flags, Map<String, String> environment, Path workingDir, KeyFingerprints atStart) {
        this.flags = flags;
        this.environment = environment;
        this.workingDir = workingDir;
        this.atStart = atStart;
    }

    /** @param taken what a reload took last; null where none takes anything */
    @Override
    public ConfigReport apply(@Nullable KeyFingerprints taken) {
        Flags parsed = Flags.parse(flags);
        Problems problems = new Problems();
        ConfigFiles files = new ConfigFiles(environment, workingDir, problems);
        ContentFingerprint content = new ContentFingerprint();
        List<Path> found = ConfigFiles.found(files.candidates(parsed.find("config")));
        FlatKeys keys = WrittenKeys.read(environment, workingDir, found, problems, content);
        List<ConfigReport.Key> listed = new ArrayList<>();
        addFlags(parsed, listed);
        new Comparison(atStart, taken).add(keys, listed);
        Refused refused = refused();
        listed.replaceAll(refused::mark);
        listed.sort(Comparator.comparing(ConfigReport.Key::name));
        int shown = bounded(listed);
        boolean pending = false;
        for (ConfigReport.Key key : listed) {
            pending |= !key.pending().isEmpty();
        }
        return new ConfigReport(pending, refused.texts(), listed.subList(0, shown), listed.size() - shown);
    }

    /** How many of them are shown. */
    private static int bounded(List<ConfigReport.Key> listed) {
        int chars = 0;
        int shown = 0;
        while (shown < Math.min(listed.size(), MAX_KEYS) && chars < MAX_CHARS) {
            ConfigReport.Key key = listed.get(shown);
            chars += key.name().length() + key.value().length() + key.source().length();
            shown++;
        }
        return shown;
    }

    /**
     * What a start would not take.
     *
     * @param keys under the names that Mesher knows them by
     */
    private record Refused(List<String> texts, Set<String> keys) {
        /** A key below a refused one is refused as well: the rules of a service may be written as a map. */
        ConfigReport.Key mark(ConfigReport.Key key) {
            for (int end = key.name().length(); end > 0; end = key.name().lastIndexOf('.', end - 1)) {
                if (keys.contains(key.name().substring(0, end))) {
                    return new ConfigReport.Key(key.name(), key.value(), key.source(), "refused", key.running());
                }
            }
            return key;
        }
    }

    private Refused refused() {
        List<String> texts = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        List<Problem> problems = switch (ConfigLoader.load(flags, environment, workingDir, Interfaces::ofMachine)) {
            case ConfigResult.Invalid invalid -> invalid.problems();
            case ConfigResult.Loaded loaded -> loaded.warnings();
            case ConfigResult.Usage _, ConfigResult.Help _, ConfigResult.Version _ -> List.of();
        };
        for (Problem problem : problems) {
            if (problem.severity() != Severity.WARNING) {
                texts.add(problem.text());
                keys.add(problem.canonicalKey());
            }
        }
        return new Refused(texts, keys);
    }

    private void addFlags(Flags parsed, List<ConfigReport.Key> listed) {
        for (String name : List.of("config", "mode", "service-ports")) {
            String value = parsed.find(name);
            if (value != null) {
                listed.add(ConfigReport.Key.inEffect("--" + name, value, "flag"));
            }
        }
        for (String name : List.of("CHASSIS_CONF_DIR", "CHASSIS_HOME", "SERVICE_PORTS", "SPECIFIC_ADDR")) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                listed.add(ConfigReport.Key.inEffect(name, value, "environment " + name));
            }
        }
    }
}
