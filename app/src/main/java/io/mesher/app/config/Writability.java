package io.mesher.app.config;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether a directory can be written, or made where it doesn't exist; nothing is made to find out. */
final class Writability {
    private Writability() {}

    /** Of a file, which need not exist: null when it can be written or made, as far as that is known without doing it. */
    static @Nullable String fileProblem(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.exists(file)) {
            return folder == null ? "no folder" : problem(folder);
        }
        return Files.isWritable(file) ? null : Shown.text(file.toString()) + " is not writable";
    }

    /** Null when it can; else why not. */
    static @Nullable String problem(Path directory) {
        Path existing = directory;
        while (!Files.exists(existing)) {
            if (Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
                return Shown.text(existing.toString()) + " is a link to a file that doesn't exist";
            }
            existing = existing.getParent();
            if (existing == null) {
                return "no directory above it exists";
            }
        }
        if (!Files.isDirectory(existing)) {
            return Shown.text(existing.toString()) + " is not a folder";
        }
        return Files.isWritable(existing) ? null : Shown.text(existing.toString()) + " is not writable";
    }
}
