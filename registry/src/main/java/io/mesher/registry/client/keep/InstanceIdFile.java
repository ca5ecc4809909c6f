package io.mesher.registry.client.keep;

import io.mesher.core.name.ServiceIdentity;
import io.mesher.net.file.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The id of our instance, for the next start: an instance that crashed and came back under another id would be registered twice
 * until the lease of the first one ends. Whoever loses the file only gets a new id.
 *
 * <p>Several Meshers may share the directory: there is a file per service, version and endpoints. Not for an event loop.
 */
public final class InstanceIdFile {
    /** Of one service. Where the system chooses the ports, each start has another file. */
    static final int MAX_FILES = 64;

    private static final int MAX_BYTES = 1024 * 1024;
    private static final int ID_CHARS = 32;
    private static final Logger log = LoggerFactory.getLogger(InstanceIdFile.class);

    private final Path directory;
    private final String family;
    private final Path file;
    private final String facts;
    private final Disk disk;

    /**
     * @param endpoints where others reach the instance
     * @param facts all that is registered of the instance; an id that was kept for others isn't used, since a registry doesn't
     *     change an instance that it already has
     */
    public InstanceIdFile(Path directory, ServiceIdentity self, List<String> endpoints, String facts, Disk disk) {
        this.directory = directory;
        this.family = CatalogFile.name("instance", self) + "-";
        int place = List.of(self.version(), self.environment(), endpoints).hashCode();
        this.file = directory.resolve(family + Integer.toHexString(place));
        this.facts = facts;
        this.disk = disk;
    }

    /** Null if there is none that is ours. */
    public @Nullable String load() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return null;
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            boolean ours = text.length() > ID_CHARS && text.substring(ID_CHARS).equals("\n" + facts);
            return ours && isId(text) ? text.substring(0, ID_CHARS) : null;
        } catch (NoSuchFileException _) {
            return null;
        } catch (IOException e) {
            log.warn("{}: can't be read ({}), so this instance gets a new id", file, e.toString());
            return null;
        }
    }

    private static boolean isId(String text) {
        for (int i = 0; i < ID_CHARS; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    public void write(String id) {
        try {
            disk.makeFolder(directory);
            byte[] text = (id + "\n" + facts).getBytes(StandardCharsets.UTF_8);
            // Only a Mesher at the same endpoints has the same name for it, and those two can't run at once.
            Path temporary = directory.resolve(file.getFileName() + ".new");
            disk.replace(file, temporary, Disk.Readers.OWNER, to -> to.write(text));
            removeOldest();
        } catch (IOException e) {
            log.warn(
                    "{}: can't be written ({}), so after a crash this instance is registered under a second id until the"
                            + " lease of the first one ends; make the directory writable",
                    file,
                    e.toString());
        }
    }

    private void removeOldest() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (entry.getFileName().toString().startsWith(family) && !entry.equals(file)) {
                    files.add(entry);
                }
            }
        }
        while (files.size() >= MAX_FILES) {
            disk.delete(files.remove(oldest(files)));
        }
    }

    private static int oldest(List<Path> files) throws IOException {
        int oldest = 0;
        long since = Long.MAX_VALUE;
        for (int i = 0; i < files.size(); i++) {
            long changed = Files.getLastModifiedTime(files.get(i)).toMillis();
            if (changed < since) {
                since = changed;
                oldest = i;
            }
        }
        return oldest;
    }
}
