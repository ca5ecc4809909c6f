package io.mesher.app.config.tls;

import io.mesher.app.config.keys.SslKeys;
import io.mesher.app.config.read.KeyReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys {@code ssl.*} of one place: those of its tag win over more general ones, and empty values count as absent, as in CSE
 * Mesher.
 */
final class SslLevels {
    private final KeyReader reader;
    /** The most special first; each ends with a dot. */
    private final List<String> prefixes = new ArrayList<>();

    /** @param tags without dots at their ends, the most special first */
    SslLevels(KeyReader reader, String... tags) {
        this.reader = reader;
        for (String tag : tags) {
            prefixes.add(SslKeys.PREFIX + tag + '.');
        }
        prefixes.add(SslKeys.PREFIX);
    }

    /** The key that decides; null: none is filled. */
    @Nullable String find(String name) {
        for (String prefix : prefixes) {
            if (reader.isFilled(prefix + name)) {
                return prefix + name;
            }
        }
        return null;
    }

    /** Likewise for two names of the same thing. If one level has both, that is reported. */
    @Nullable String find(String name, String other) {
        for (String prefix : prefixes) {
            boolean has = reader.isFilled(prefix + name);
            if (has && reader.isFilled(prefix + other)) {
                String key = prefix + other;
                reader.problems()
                        .error(
                                reader.placeOf(key),
                                reader.written(key),
                                "in addition to " + reader.written(prefix + name)
                                        + ", which means the same (expected: one" + " of the two)");
            }
            if (has || reader.isFilled(prefix + other)) {
                return prefix + (has ? name : other);
            }
        }
        return null;
    }

    /** The first filled key, at the most special level; null: no key asks for TLS here. */
    @Nullable String first() {
        for (String prefix : prefixes) {
            for (String name : SslKeys.names()) {
                if (reader.isFilled(prefix + name) && !isDefaultForAll(prefix, name)) {
                    return prefix + name;
                }
            }
        }
        return null;
    }

    /** Likewise, only of the place's own tag. */
    @Nullable String firstOfTag() {
        String first = first();
        return first != null && first.startsWith(ownPrefix()) ? first : null;
    }

    /** A key of the place itself, for advice. */
    String own(String name) {
        return ownPrefix() + name;
    }

    /** What the place's own keys begin with, without a dot at the end. */
    String ownTag() {
        return ownPrefix().substring(0, ownPrefix().length() - 1);
    }

    private String ownPrefix() {
        return prefixes.getFirst();
    }

    /** CSE Mesher's samples write {@code ssl.cipherPlugin: default} without any wish for TLS to the local application. */
    private static boolean isDefaultForAll(String prefix, String name) {
        return prefix.equals(SslKeys.PREFIX) && name.equals(SslKeys.CIPHER_PLUGIN);
    }
}
