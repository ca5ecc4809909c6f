package io.mesher.net.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The steps in which Mesher changes files of its own. The process may end before and after any of them, and the next start must
 * get along with what is there then. Each may take as long as the disk likes, so none belongs on an event loop.
 */
public final class Disk {
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Runnable beforeStep;

    /** What a file is to hold. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream to) throws IOException;
    }

    /** Who may read a file. */
    public enum Readers {
        /** URLs stand in logs. */
        OWNER,
        AS_THE_SYSTEM_SAYS
    }

    public Disk() {
        this(() -> {});
    }

    /** @param beforeStep where a test ends the process, by throwing an error from then on */
    public Disk(Runnable beforeStep) {
        this.beforeStep = beforeStep;
    }

    /**
     * Replaces a file as a whole: whoever reads it at any time finds the content from before or the new one.
     *
     * @param temporary in the same folder, nobody else's; removed where this fails, left where the process ends
     */
    public void replace(Path file, Path temporary, Readers readers, Content content) throws IOException {
        try {
            write(temporary, readers, content);
            beforeStep.run();
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            try {
                delete(temporary);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private void write(Path temporary, Readers readers, Content content) throws IOException {
        delete(temporary);
        beforeStep.run();
        try (FileChannel channel =
                open(temporary, readers, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW))) {
            beforeStep.run();
            OutputStream to = new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024);
            content.writeTo(to);
            to.flush();
            beforeStep.run();
            // Else a power failure may leave the new name with nothing in it.
            channel.force(true);
        }
    }

    /** To be written at its end; made, for its owner only, where it isn't there. */
    public FileChannel append(Path file) throws IOException {
        beforeStep.run();
        return open(
                file,
                Readers.OWNER,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** @throws java.nio.file.FileAlreadyExistsException where the new name is taken */
    public void rename(Path from, Path to) throws IOException {
        beforeStep.run();
        Files.move(from, to);
    }

    /** Nothing where it isn't there. */
    public void delete(Path file) throws IOException {
        beforeStep.run();
        Files.deleteIfExists(file);
    }

    public void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            beforeStep.run();
            Files.createDirectories(folder);
        }
    }

    private static FileChannel open(Path file, Readers readers, Set<OpenOption> options) throws IOException {
        if (readers == Readers.OWNER) {
            FileAttribute<Set<PosixFilePermission>> owner = PosixFilePermissions.asFileAttribute(OWNER);
            try {
                return FileChannel.open(file, options, owner);
            } catch (UnsupportedOperationException _) {
                // A file system without POSIX permissions.
            }
        }
        return FileChannel.open(file, options);
    }
}
