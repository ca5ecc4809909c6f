package io.mesher.app.config.rules;

/**
 * A service that the configuration says something about.
 *
 * @param name as it is written
 * @param place of the first key that names it: {@code file:line}
 * @param key that one, as it is written
 */
public record NamedService(String name, String place, String key) {}
