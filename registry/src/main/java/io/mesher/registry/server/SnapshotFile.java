package io.mesher.registry.server;

import io.mesher.registry.store.RegistrySnapshot;
import io.mesher.registry.store.SnapshotJson;
import io.mesher.registry.wire.BadJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** The snapshot on disk: {@code registry.json}. Any thread, one at a time; it waits for the disk. */
final class SnapshotFile {
    private static final Logger log = LoggerFactory.getLogger(SnapshotFile.class);

    private final Path folder;
    private final Path file;
    private boolean warned;
    private long newest;

    SnapshotFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("registry.json");
    }

    /** Null where there is none that can be read; the log says why. */
    synchronized @Nullable RegistrySnapshot read(long epochSeconds) {
        try {
            return SnapshotJson.read(Files.readAllBytes(file));
        } catch (NoSuchFileException _) {
            return null;
        } catch (BadJson e) {
            setAside(String.valueOf(e.getMessage()), epochSeconds);
            return null;
        } catch (IOException e) {
            log.warn(
                    "The registry's snapshot {} can't be read: {}. It starts empty; everyone registers again.",
                    file,
                    e.toString());
            return null;
        }
    }

    /** Keeps a file that makes no sense, for people to look at, and makes room for a new one. */
    synchronized void setAside(String why, long epochSeconds) {
        Path aside = folder.resolve("registry.json.corrupt-" + epochSeconds);
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            log.warn(
                    "The registry's snapshot {} makes no sense ({}) and is now {}. It starts empty; everyone registers again.",
                    file,
                    why,
                    aside);
        } catch (IOException e) {
            log.warn(
                    "The registry's snapshot {} makes no sense ({}) and can't be renamed: {}. It starts empty; everyone"
                            + " registers again, and the file will be overwritten.",
                    file,
                    why,
                    e.toString());
        }
    }

    /**
     * Replaces the file at once or not at all; where that fails, the registry goes on in memory.
     *
     * @param number of the snapshot: one that is older than the file is let be
     */
    synchronized void write(RegistrySnapshot snapshot, long number) {
        if (number <= newest) {
            return;
        }
        newest = number;
        Path next = folder.resolve("registry.json.new");
        try {
            Files.createDirectories(folder);
            writeTo(next, snapshot);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            warned = false;
        } catch (IOException | JacksonException e) {
            if (!warned) {
                log.warn(
                        "The registry can't be saved to {}: {}. It goes on in memory; after a restart everyone registers"
                                + " again. Make the folder writable.",
                        file,
                        e.toString());
            }
            warned = true;
        }
    }

    private static void writeTo(Path next, RegistrySnapshot snapshot) throws IOException {
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            OutputStream to = new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024);
            SnapshotJson.write(snapshot, to);
            to.flush();
            channel.force(true);
        }
    }
}
