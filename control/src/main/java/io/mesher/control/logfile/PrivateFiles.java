package io.mesher.control.logfile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read, as the original's logs: URLs stand in them. */
final class PrivateFiles {
    private PrivateFiles() {}

    /** To be written at its end; made where it isn't there. */
    static FileChannel append(Path path) throws IOException {
        return open(path, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** Empty, in place of what may be there. */
    static FileChannel anew(Path path) throws IOException {
        Files.deleteIfExists(path);
        return open(path, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
    }

    private static FileChannel open(Path path, Set<OpenOption> options) throws IOException {
        FileAttribute<Set<PosixFilePermission>> owner = PosixFilePermissions.asFileAttribute(
                Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        try {
            return FileChannel.open(path, options, owner);
        } catch (UnsupportedOperationException _) {
            // A file system without POSIX permissions.
            return FileChannel.open(path, options);
        }
    }
}
