package io.mesher.app.config.policies;

import io.mesher.app.config.read.KeyReader;
import java.util.List;

/**
 * Keys that belong together, once for all services below {@code prefix} and once for each below {@code prefix<service>.}.
 *
 * @param <T> what they are read into
 */
abstract class PolicyFamily<T> {
    private final KeyReader reader;
    private final String prefix;
    private final List<String> names;

    /** @param names of the keys after the prefix */
    PolicyFamily(KeyReader reader, String prefix, List<String> names) {
        this.reader = reader;
        this.prefix = prefix;
        this.names = names;
    }

    KeyReader reader() {
        return reader;
    }

    String prefix() {
        return prefix;
    }

    /** The service whose key this is; empty: of none, or of all. */
    String serviceOf(String key) {
        if (key.startsWith(prefix)) {
            for (String name : names) {
                int end = key.length() - name.length() - 1;
                if (end > prefix.length() && key.endsWith(name) && key.charAt(end) == '.') {
                    return key.substring(prefix.length(), end);
                }
            }
        }
        return "";
    }

    /** What holds for all services. */
    abstract T all();

    /** What holds for one, where {@code all} holds for the others. */
    T of(String service, T all) {
        return read(prefix + service + ".", all);
    }

    /** @param fallback for keys that aren't there */
    abstract T read(String at, T fallback);
}
