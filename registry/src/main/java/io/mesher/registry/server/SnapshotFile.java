package io.mesher.registry.server;

import io.mesher.net.file.Disk;
import io.mesher.registry.store.RegistrySnapshot;
import io.mesher.registry.store.SnapshotJson;
import io.mesher.registry.wire.BadJson;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
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
final class SnapshotFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SnapshotFile.class);

    private final Path folder;
    private final Path file;
    private final Path next;
    private final Disk disk;
    private final long maxBytes;
    private @Nullable FileChannel lock;
    private boolean closed;
    private boolean warned;

    /** @param maxBytes of heap that the registry may take */
    SnapshotFile(Path folder, long maxBytes, Disk disk) {
        this.folder = folder;
        this.disk = disk;
        this.next = folder.resolve("registry.json.new");
        this.maxBytes = maxBytes;
        this.file = folder.resolve("registry.json");
    }

    /** Null where there is none that can be read; the log says why. */
    synchronized @Nullable RegistrySnapshot read(long epochSeconds) {
        try {
            long bytes = Files.size(file);
            if (bytes > maxBytes) {
                throw new BadJson(bytes + " bytes, more than this registry's heap has room for");
            }
            return SnapshotJson.read(Files.readAllBytes(file), maxBytes);
        } catch (NoSuchFileException _) {
            return null;
        } catch (BadJson e) {
            setAside(String.valueOf(e.getMessage()), epochSeconds);
            return null;
        } catch (IOException e) {
            log.warn(
                    "the registry's snapshot {} can't be read ({}): it starts empty, and all services register again",
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
                    "the registry's snapshot {} can't be used ({}) and is kept as {}: it starts empty, and all"
                            + " services register again",
                    file,
                    why,
                    aside);
        } catch (IOException e) {
            log.warn(
                    "the registry's snapshot {} can't be used ({}), nor can it be renamed ({}): it starts empty, all"
                            + " services register again, and the file will be overwritten",
                    file,
                    why,
                    e.toString());
        }
    }

    /**
     * Replaces the file at once or not at all; where that fails, the registry goes on in memory.
     *
     * @return false where it should be tried again
     */
    synchronized boolean write(RegistrySnapshot snapshot) {
        if (closed || !isOurs()) {
            return closed;
        }
        try {
            disk.replace(file, next, Disk.Readers.AS_THE_SYSTEM_SAYS, to -> SnapshotJson.write(snapshot, to));
            if (warned) {
                log.info("the registry is saved to {} again", file);
            }
            warned = false;
            return true;
        } catch (IOException | JacksonException e) {
            warn(e);
            return false;
        }
    }

    private void warn(Exception e) {
        // The library wraps what the disk said, and adds a place in the text of the program.
        Exception cause = e instanceof JacksonException && e.getCause() instanceof IOException io ? io : e;
        if (!warned) {
            log.warn(
                    "the registry can't be saved to {} ({}): it continues in memory, and after a restart all services"
                            + " register again; check that the folder is writable and its disk has room",
                    file,
                    cause.toString());
        }
        warned = true;
    }

    /** Finds out at the start, rather than at the first change, whether there will be something to restart with. */
    synchronized void claim() {
        isOurs();
    }

    /** Two registries that write to one folder would forget each other's services. */
    private boolean isOurs() {
        if (lock != null || closed) {
            return lock != null;
        }
        Path path = folder.resolve("registry.lock");
        try {
            disk.makeFolder(folder);
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                lock = channel;
                // Of an end in the middle of a write.
                disk.delete(next);
                return true;
            }
            channel.close();
            if (!warned) {
                log.warn(
                        "another registry keeps its snapshot in {}: this one continues in memory, and after a restart"
                                + " all services register again; give it its own folder",
                        folder);
            }
            warned = true;
        } catch (IOException e) {
            warn(e);
        }
        return false;
    }

    /** The system frees it with the process, however that ends. */
    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        } catch (IOException _) {
            // Some network file systems have no locks: better no protection than no snapshot.
            return true;
        }
    }

    @Override
    public synchronized void close() {
        // The thread of a start that was ended at once may still be about to claim.
        closed = true;
        FileChannel held = lock;
        if (held == null) {
            return;
        }
        lock = null;
        try {
            held.close();
        } catch (IOException e) {
            log.warn("while closing: {}", e.toString());
        }
    }
}
