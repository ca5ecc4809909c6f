package io.mesher.app.config;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether a directory can be written, or made where it doesn't exist; nothing is made to find out. */
final class Writability {
    private Writability() {}

    /** Null when it can; else why not. */
    static @Nullable String problem(Path directory) {
        Path existing = directory;
        while (!Files.exists(existing)) {
            if (Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
                return Shown.text(existing.toString()) + " is a link to what doesn't exist";
            }
            existing = existing.getParent();
            if (existing == null) {
                return "no directory above it exists";
            }
        }
        return Files.isWritable(existing) ? null : Shown.text(existing.toString()) + " is not writable";
    }
}
