package io.mesher.registry.client.keep;

import io.mesher.core.catalog.Instance;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.registry.client.answer.Characters;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.client.loop.Alarm;
import io.mesher.registry.client.loop.Timing;
import io.mesher.registry.wire.BadJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last known services on disk, for a start while the registry is away. Written on the event loop: 10,000 instances are about
 * a megabyte. Not forced to the disk, since a file that a power failure cut is only set aside.
 *
 * <p>Several Meshers may share the directory. Each service has a file of its own, since each calls others; instances of one
 * service share it, and never write into the same one at once.
 */
public final class CatalogFile {
    /** A file's name takes 255 bytes on the usual systems. */
    private static final int MAX_NAME_CHARS = 200;

    /** Changes come in groups. */
    static final Duration DELAY = Duration.ofSeconds(2);

    private static final long MAX_BYTES = 64 * 1024 * 1024;
    private static final Logger log = LoggerFactory.getLogger(CatalogFile.class);

    private final Path directory;
    private final Path file;
    /** Of this process alone; no process id, which is the same in all containers. */
    private final Path temporary;

    private final ServiceIdentity self;
    private final Supplier<Map<ServiceName, List<Instance>>> content;
    private final Alarm timer;
    private boolean complained;
    private boolean closed;

    /** @param content asked for when it is time to write */
    public CatalogFile(
            Timing timing, Path directory, ServiceIdentity self, Supplier<Map<ServiceName, List<Instance>>> content) {
        this.directory = directory;
        String name = name(self);
        this.file = directory.resolve(name + ".json");
        this.temporary = directory.resolve(
                name + "." + Integer.toHexString(ThreadLocalRandom.current().nextInt()) + ".new");
        this.self = self;
        this.content = content;
        this.timer = timing.timer(this::save);
    }

    /** As {@code catalog-shop-web}. Those whose names differ only in what has no place in a file's name share one. */
    private static String name(ServiceIdentity self) {
        String text = "catalog-" + self.app() + "-" + self.name();
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

    public void changed() {
        if (!closed && !timer.isSet()) {
            timer.set(DELAY.toNanos());
        }
    }

    /** Writes what wasn't yet. */
    public void flush() {
        if (timer.isSet()) {
            save();
        }
    }

    public void close() {
        flush();
        closed = true;
        timer.release();
    }

    private void save() {
        timer.clear();
        try {
            Files.createDirectories(directory);
            Files.write(temporary, CatalogText.write(content.get(), self));
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            complained = false;
        } catch (IOException e) {
            if (!complained) {
                complained = true;
                log.warn(
                        "{}: can't be written ({}), so a start without the registry will know no services; make the"
                                + " directory writable",
                        file,
                        e.toString());
            }
        }
    }
}
