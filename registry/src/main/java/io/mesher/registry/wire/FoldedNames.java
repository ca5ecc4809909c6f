package io.mesher.registry.wire;

import java.util.Locale;

/** The registry takes field names in any case, as Go's JSON library does. */
public final class FoldedNames {
    private FoldedNames() {}

    public static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
