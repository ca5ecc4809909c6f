package io.mesher.app.config;

import io.mesher.core.config.RotatedFile;
import java.nio.file.Path;

/** Where log files are, and what lager.yaml says of when the next one is begun. */
final class LogFileReader {
    static final int MAX_MEGABYTES = 1_000_000;
    static final int MAX_DAYS = 3650;
    static final int MAX_BACKUPS = 1000;
    static final int DAYS = 1;
    static final int MEGABYTES = 10;
    static final int BACKUPS = 7;
    private static final long MEGABYTE = 1024L * 1024;

    private final KeyReader reader;
    private final Path home;

    /** @param home what relative paths are relative to */
    LogFileReader(KeyReader reader, Path home) {
        this.reader = reader;
        this.home = home;
    }

    Path path(String key, String fallback) {
        Path without = home.resolve(fallback);
        return reader.isFilled(key) ? reader.read(key, without, new Parsers.LogFile(home)) : without;
    }

    RotatedFile rotated(Path path) {
        int days = reader.integer(Keys.LOG_ROTATE_AGE, DAYS, 0, MAX_DAYS);
        int megabytes = reader.integer(Keys.LOG_ROTATE_SIZE, MEGABYTES, 0, MAX_MEGABYTES);
        int backups = reader.integer(Keys.LOG_BACKUPS, BACKUPS, 0, MAX_BACKUPS);
        boolean compress = reader.bool(Keys.LOG_ROTATE_COMPRESS, false);
        return reader.bool(Keys.LOG_ROTATE_DISABLE, false)
                ? new RotatedFile(path, 0, 0, backups, compress)
                : new RotatedFile(path, megabytes * MEGABYTE, days, backups, compress);
    }

    /** The same with another's keys, where they are written. */
    RotatedFile rotated(Path path, String prefix) {
        RotatedFile lager = rotated(path);
        int days = reader.integer(prefix + AccessLogKeys.AGE, lager.maxDays(), 0, MAX_DAYS);
        long bytes = reader.has(prefix + AccessLogKeys.SIZE)
                ? reader.integer(prefix + AccessLogKeys.SIZE, MEGABYTES, 0, MAX_MEGABYTES) * MEGABYTE
                : lager.maxBytes();
        return new RotatedFile(
                path,
                bytes,
                days,
                reader.integer(prefix + AccessLogKeys.BACKUPS, lager.backups(), 0, MAX_BACKUPS),
                reader.bool(prefix + AccessLogKeys.COMPRESS, lager.compress()));
    }
}
