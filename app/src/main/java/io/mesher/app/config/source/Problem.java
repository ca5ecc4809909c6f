package io.mesher.app.config.source;

import io.mesher.app.config.keys.CanonicalKeys;

/**
 * Something wrong with the configuration.
 *
 * @param place {@code file:line}, {@code environment NAME}, {@code flag --name}, or {@code configuration} for what is nowhere
 * @param key as it was written, empty where the place names it already
 * @param message the value (never that of a secret), what is wrong and what was expected
 */
public record Problem(Severity severity, String place, String key, String message) {
    private static final int MAX_LINE = YamlTree.MAX_BYTES;

    /** The key under the name that Mesher knows it by. */
    public String canonicalKey() {
        return CanonicalKeys.of(key);
    }

    /** From 1; 0: the place has none. */
    int line() {
        int line = 0;
        for (int i = place.lastIndexOf(':') + 1; i > 0 && i < place.length(); i++) {
            int digit = place.charAt(i) - '0';
            if (digit < 0 || digit > 9 || line > MAX_LINE) {
                return 0;
            }
            line = line * 10 + digit;
        }
        return line;
    }

    /** The place without its line. */
    String file() {
        return line() == 0 ? place : place.substring(0, place.lastIndexOf(':'));
    }

    /** Without the line, which changes with every edit above it. */
    public String unplaced() {
        int colon = place.lastIndexOf(':');
        return (colon < 0 ? place : place.substring(0, colon)) + ": " + key + ": " + message;
    }

    /** One line, without control characters. */
    @Override
    public String toString() {
        return severity + ": " + text();
    }

    /** The same for a log, whose lines have a level of their own. */
    public String text() {
        return place + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
