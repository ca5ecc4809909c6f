package io.mesher.control.logfile;

import io.mesher.core.config.RotatedFile;
import io.mesher.net.file.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A log file that makes place for the next one when it is large or old, and that comes back when somebody else, such as logrotate,
 * moves or removes it. Opened with the first line, mode 0600, its folder made where need be.
 */
public final class RotatingFile implements LogTarget {
    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final long COMPLAIN_EVERY_MILLIS = 60_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final int MAX_NAMES = 100;

    private final RotatedFile settings;
    private final Path path;
    private final Disk disk;
    private final Backups backups;
    private final LongSupplier clock;
    private final Consumer<String> complaints;

    private @Nullable FileChannel channel;
    private @Nullable Object identity;
    /** Devices and pipes aren't. */
    private boolean rotates;

    private long size;
    private long begun;
    private long looked;
    private long nextTry;

    /** @param complaints what is wrong and doesn't keep lines from being written, once a minute at most; on the writer's thread */
    public RotatingFile(RotatedFile settings, Consumer<String> complaints) {
        this(settings, complaints, System::currentTimeMillis, new Disk());
    }

    RotatingFile(RotatedFile settings, Consumer<String> complaints, LongSupplier clock, Disk disk) {
        this.settings = settings;
        this.path = settings.path();
        this.disk = disk;
        this.backups = new Backups(settings, disk);
        this.clock = clock;
        this.complaints = complaints;
    }

    @Override
    public void beforeLine() throws IOException {
        long now = clock.getAsLong();
        if (channel != null && Math.abs(now - looked) >= LOOK_EVERY_MILLIS) {
            looked = now;
            if (!isStillThere()) {
                close();
            }
        }
        if (channel == null) {
            open(now);
        }
        if (isDue(now)) {
            rotate(now);
        }
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = open(clock.getAsLong());
        }
        try {
            int written = open.write(bytes);
            size += written;
            return written;
        } catch (IOException e) {
            // The handle may be of no use for ever, as on a network disk that was away: the next try gets another one.
            close();
            throw e;
        }
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // What was written is with the system already.
            }
        }
    }

    private boolean isStillThere() throws IOException {
        try {
            return Objects.equals(identity, attributes().fileKey());
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }

    private FileChannel open(long now) throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            disk.makeFolder(folder);
        }
        FileChannel opened = disk.append(path);
        try {
            BasicFileAttributes attributes = attributes();
            identity = attributes.fileKey();
            rotates = attributes.isRegularFile();
            size = attributes.size();
            begun = size == 0 ? now : attributes.creationTime().toMillis();
            looked = now;
            channel = opened;
            return opened;
        } finally {
            if (channel == null) {
                opened.close();
            }
        }
    }

    private boolean isDue(long now) {
        if (!rotates || size == 0 || now < nextTry) {
            return false;
        }
        return (settings.maxBytes() > 0 && size >= settings.maxBytes())
                || (settings.maxDays() > 0 && now - begun >= settings.maxDays() * DAY_MILLIS);
    }

    /** Where that fails, lines go on into the present file. */
    private void rotate(long now) throws IOException {
        try {
            move(now);
        } catch (IOException e) {
            nextTry = now + COMPLAIN_EVERY_MILLIS;
            complaints.accept(
                    path + ": can't be moved aside: " + e + " (it still gets the lines; tried again in a minute)");
            return;
        }
        close();
        open(now);
        backups.tidy(complaints);
    }

    private void move(long now) throws IOException {
        for (int i = 0; ; i++) {
            Path aside = backups.path(now + i);
            try {
                if (!Backups.isFree(aside)) {
                    throw new FileAlreadyExistsException(aside.toString());
                }
                disk.rename(path, aside);
                return;
            } catch (FileAlreadyExistsException e) {
                if (i == MAX_NAMES) {
                    throw e;
                }
            }
        }
    }
}
