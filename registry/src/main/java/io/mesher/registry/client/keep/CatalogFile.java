package io.mesher.registry.client.keep;

import io.mesher.core.catalog.Instance;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.net.file.Disk;
import io.mesher.registry.client.answer.Characters;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.wire.BadJson;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last known services on disk, for a start while the registry is away. One thread's at a time, which may have to wait for the
 * disk: 10,000 instances are about a megabyte.
 *
 * <p>Several Meshers may share the directory. Each service has a file of its own, since each calls others; instances of one
 * service share it, and never write into the same one at once.
 */
public final class CatalogFile {
    /** A file's name takes 255 bytes on the usual systems. */
    private static final int MAX_NAME_CHARS = 200;

    /** A write takes less, unless the disk hangs; and who loses a temporary file by this tries again. */
    private static final Duration LEFT = Duration.ofMinutes(1);

    private static final String TEMPORARY = ".new";
    private static final long MAX_BYTES = 64 * 1024 * 1024;
    private static final Logger log = LoggerFactory.getLogger(CatalogFile.class);

    private final Path directory;
    private final String name;
    private final Path file;
    /** Of this process alone; no process id, which is the same in all containers. */
    private final Path temporary;

    private final ServiceIdentity self;
    private final LongSupplier epochMillis;
    private final Disk disk;
    private boolean complained;
    private boolean swept;

    /** @param epochMillis the time of day, as the age of other files needs it */
    public CatalogFile(Path directory, ServiceIdentity self, LongSupplier epochMillis, Disk disk) {
        this.directory = directory;
        this.name = name("catalog", self);
        this.file = directory.resolve(name + ".json");
        this.temporary = directory.resolve(
                name + "." + Integer.toHexString(ThreadLocalRandom.current().nextInt()) + TEMPORARY);
        this.self = self;
        this.epochMillis = epochMillis;
        this.disk = disk;
    }

    /** As {@code catalog-shop-web}. Those whose names differ only in what has no place in a file's name share one. */
    static String name(String kind, ServiceIdentity self) {
        String text = kind + "-" + self.app() + "-" + self.name();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MAX_NAME_CHARS); i++) {
            char c = text.charAt(i);
            name.append(Characters.isNamePart(c) ? c : '_');
        }
        return name.toString();
    }

    /** Empty when there is none, or it is of another application or environment. */
    public Map<ServiceName, List<Instance>> load() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("more than " + MAX_BYTES + " bytes");
            }
            return CatalogText.read(Files.readAllBytes(file), self);
        } catch (NoSuchFileException _) {
            return Map.of();
        } catch (BadJson e) {
            setAside(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            log.warn("{}: can't be read ({}), so no services are known until the registry answers", file, e.toString());
        }
        return Map.of();
    }

    private void setAside(String cause) {
        Path aside = directory.resolve(file.getFileName() + ".corrupt");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            log.warn("{}: not readable ({}); kept as {}, and a new file begins", file, cause, aside);
        } catch (IOException e) {
            log.warn("{}: not readable ({}), nor can it be renamed ({})", file, cause, e.toString());
        }
    }

    /** False if it should be tried again. */
    public boolean write(Map<ServiceName, List<Instance>> services) {
        try {
            disk.makeFolder(directory);
            byte[] text = CatalogText.write(services, self);
            disk.replace(file, temporary, Disk.Readers.AS_THE_SYSTEM_SAYS, to -> to.write(text));
            sweep();
            if (complained) {
                log.info("{}: written again", file);
            }
            complained = false;
            return true;
        } catch (IOException e) {
            if (!complained) {
                complained = true;
                log.warn(
                        "{}: can't be written ({}), so a start without the registry will know no services; make the"
                                + " directory writable",
                        file,
                        e.toString());
            }
            return false;
        }
    }

    /** Removes what others' unlucky ends have left; those that are younger may be under way. Once a run: ends are rare. */
    private void sweep() throws IOException {
        if (swept) {
            return;
        }
        swept = true;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (isLeft(entry)) {
                    disk.delete(entry);
                }
            }
        }
    }

    private boolean isLeft(Path entry) throws IOException {
        String other = entry.getFileName().toString();
        if (!other.startsWith(name + ".") || !other.endsWith(TEMPORARY) || !Files.isRegularFile(entry)) {
            return false;
        }
        long age = epochMillis.getAsLong() - Files.getLastModifiedTime(entry).toMillis();
        return age > LEFT.toMillis();
    }
}
