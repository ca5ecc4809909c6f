package io.mesher.control.logfile;

import io.mesher.core.config.RotatedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

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
    private final String begin;
    private final String end;
    private final AtomicInteger wanted = new AtomicInteger();

    Backups(RotatedFile settings) {
        this.settings = settings;
        String name = settings.path().getFileName().toString();
        int dot = name.lastIndexOf('.');
        this.begin = (dot > 0 ? name.substring(0, dot) : name) + "-";
        this.end = dot > 0 ? name.substring(dot) : "";
    }

    /** What the present file is called when it is moved aside. */
    Path path(long millis) {
        return settings.path().resolveSibling(begin + TIME.format(Instant.ofEpochMilli(millis)) + end);
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

    void tidyNow() throws IOException {
        List<Path> files = all();
        int surplus = files.size() - settings.backups();
        for (int i = 0; i < files.size(); i++) {
            if (i < surplus) {
                Files.deleteIfExists(files.get(i));
            } else if (settings.compress() && !files.get(i).toString().endsWith(COMPRESSED)) {
                compress(files.get(i));
            }
        }
    }

    /** The oldest first. Nobody else's files: the whole name must fit. */
    private List<Path> all() throws IOException {
        List<Path> files = new ArrayList<>();
        Path folder = settings.path().toAbsolutePath().getParent();
        if (folder == null) {
            return files;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (isBackup(entry.getFileName().toString())) {
                    files.add(entry);
                }
            }
        }
        Collections.sort(files);
        return files;
    }

    private boolean isBackup(String name) {
        String plain = name.endsWith(COMPRESSED) ? name.substring(0, name.length() - COMPRESSED.length()) : name;
        return plain.startsWith(begin)
                && plain.endsWith(end)
                && plain.length() > begin.length() + end.length()
                && plain.substring(begin.length(), plain.length() - end.length())
                        .matches(TIME_PATTERN);
    }

    /** Under another name until it is whole: the process may end at any time. */
    private static void compress(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            try (OutputStream out = new GZIPOutputStream(Channels.newOutputStream(PrivateFiles.anew(unfinished)))) {
                Files.copy(file, out);
            }
            Files.move(unfinished, file.resolveSibling(file.getFileName() + COMPRESSED));
            Files.delete(file);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }
}
