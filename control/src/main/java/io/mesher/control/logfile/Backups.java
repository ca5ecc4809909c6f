package io.mesher.control.logfile;

import io.mesher.core.config.RotatedFile;
import io.mesher.net.file.Disk;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A log file's earlier ones, {@code name-2026-11-25T09-31-00.123.log} beside {@code name.log}, in UTC. They are compressed and the
 * oldest removed on a thread of their own, so that nobody who logs waits for it.
 */
final class Backups {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSS").withZone(ZoneOffset.UTC);
    private static final String TIME_PATTERN = "\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d\\.\\d{3}";
    private static final String COMPRESSED = ".gz";
    private static final String UNFINISHED = ".gz.tmp";

    private final RotatedFile settings;
    private final Disk disk;
    private final String begin;
    private final String end;
    private final AtomicInteger wanted = new AtomicInteger();

    Backups(RotatedFile settings, Disk disk) {
        this.settings = settings;
        this.disk = disk;
        String name = settings.path().getFileName().toString();
        int dot = name.lastIndexOf('.');
        this.begin = (dot > 0 ? name.substring(0, dot) : name) + "-";
        this.end = dot > 0 ? name.substring(dot) : "";
    }

    /** What the present file is called when it is moved aside. */
    Path path(long millis) {
        return settings.path().resolveSibling(begin + TIME.format(Instant.ofEpochMilli(millis)) + end);
    }

    /** Whether the present file can get this name: not where it would take the place of a compressed one. */
    static boolean isFree(Path plain) {
        return !Files.exists(compressed(plain));
    }

    /**
     * Returns at once.
     *
     * @param complaints on another thread than the caller's
     */
    void tidy(Consumer<String> complaints) {
        if (wanted.getAndIncrement() == 0) {
            Thread.ofPlatform().daemon().name("log-backups").start(() -> tidyWhileWanted(complaints));
        }
    }

    private void tidyWhileWanted(Consumer<String> complaints) {
        int seen;
        do {
            seen = wanted.get();
            try {
                tidyNow();
            } catch (IOException | RuntimeException e) {
                complaints.accept(settings.path() + ": earlier files can't be compressed or removed: " + e
                        + " (expected: a folder that this user may write, with room)");
            }
        } while (!wanted.compareAndSet(seen, 0));
    }

    /** Does all it can. @throws IOException the first failure, after the rest is done */
    void tidyNow() throws IOException {
        List<Path> unfinished = new ArrayList<>();
        List<Path> earlier = earlier(unfinished);
        int surplus = earlier.size() - settings.backups();
        IOException failure = null;
        for (Path file : unfinished) {
            failure = first(failure, () -> disk.delete(file));
        }
        for (int i = 0; i < earlier.size(); i++) {
            Path plain = earlier.get(i);
            if (i < surplus) {
                failure = first(failure, () -> disk.delete(plain));
                failure = first(failure, () -> disk.delete(compressed(plain)));
            } else if (settings.compress() && Files.exists(plain)) {
                failure = first(failure, () -> compress(plain));
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** What may fail without keeping the rest from being done. */
    private interface Step {
        void run() throws IOException;
    }

    private static @Nullable IOException first(@Nullable IOException failure, Step step) {
        try {
            step.run();
            return failure;
        } catch (IOException e) {
            return failure == null ? e : failure;
        }
    }

    /**
     * Their names without compression, once each, the oldest first. Nobody else's files: the whole name must fit.
     *
     * @param unfinished gets what an end within a compression has left
     */
    private List<Path> earlier(List<Path> unfinished) throws IOException {
        Path folder = settings.path().toAbsolutePath().getParent();
        if (folder == null) {
            return List.of();
        }
        TreeSet<Path> plain = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (isBackup(without(UNFINISHED, name)) && name.endsWith(UNFINISHED)) {
                    unfinished.add(entry);
                } else if (isBackup(without(COMPRESSED, name))) {
                    plain.add(entry.resolveSibling(without(COMPRESSED, name)));
                }
            }
        }
        return List.copyOf(plain);
    }

    private static String without(String ending, String name) {
        return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
    }

    private boolean isBackup(String plain) {
        return plain.startsWith(begin)
                && plain.endsWith(end)
                && plain.length() > begin.length() + end.length()
                && plain.substring(begin.length(), plain.length() - end.length())
                        .matches(TIME_PATTERN);
    }

    private static Path compressed(Path plain) {
        return plain.resolveSibling(plain.getFileName() + COMPRESSED);
    }

    /** The plain one counts until it is gone: an end in between leaves both, and the next time does it again. */
    private void compress(Path plain) throws IOException {
        disk.replace(
                compressed(plain), plain.resolveSibling(plain.getFileName() + UNFINISHED), Disk.Readers.OWNER, to -> {
                    GZIPOutputStream zipped = new GZIPOutputStream(to);
                    Files.copy(plain, zipped);
                    zipped.finish();
                });
        disk.delete(plain);
    }
}
