package io.mesher.app.config.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** All keys that are written somewhere, in the order in which they win: the environment's, then those of the files. */
public final class WrittenKeys {
    private WrittenKeys() {}

    /**
     * Reads them.
     *
     * @param files in the order of loading
     * @param content takes the print of what is in the files
     */
    public static FlatKeys read(
            Map<String, String> env, Path workingDir, List<Path> files, Problems problems, ContentFingerprint content) {
        FlatKeys keys = new FlatKeys(problems);
        new EnvironmentKeys(env, problems).addTo(keys);
        keys.nextLayer();
        Placeholders placeholders = new Placeholders(env, problems);
        for (Path file : files) {
            new YamlFile(file, Shown.path(file, workingDir), problems, content).addTo(keys, placeholders);
        }
        return keys;
    }
}
