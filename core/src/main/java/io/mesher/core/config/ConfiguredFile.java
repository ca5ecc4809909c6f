package io.mesher.core.config;

import java.nio.file.Path;

/**
 * A file that a key of the configuration names.
 *
 * @param path absolute, or relative to the working directory; may not exist
 * @param key the key, under the name that Mesher knows it by, for messages
 */
public record ConfiguredFile(Path path, String key) {}
