package io.mesher.app.config.telemetry;

import io.mesher.app.config.keys.AccessLogKeys;
import io.mesher.app.config.keys.Keys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Paths;
import io.mesher.core.config.RotatedFile;
import java.nio.file.Path;

/** Where log files are, and what lager.yaml says of when the next one is begun. */
final class LogFileReader {
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
        return reader.isFilled(key) ? reader.read(key, without, new Paths.LogFile(home)) : without;
    }

    RotatedFile rotated(Path path) {
        int days = reader.integer(Keys.LOG_ROTATE_AGE, AccessLogKeys.DEFAULT_DAYS, 0, AccessLogKeys.MAX_DAYS);
        int megabytes =
                reader.integer(Keys.LOG_ROTATE_SIZE, AccessLogKeys.DEFAULT_MEGABYTES, 0, AccessLogKeys.MAX_MEGABYTES);
        int backups = reader.integer(Keys.LOG_BACKUPS, AccessLogKeys.DEFAULT_BACKUPS, 0, AccessLogKeys.MAX_BACKUPS);
        boolean compress = reader.bool(Keys.LOG_ROTATE_COMPRESS, false);
        return reader.bool(Keys.LOG_ROTATE_DISABLE, false)
                ? new RotatedFile(path, 0, 0, backups, compress)
                : new RotatedFile(path, megabytes * MEGABYTE, days, backups, compress);
    }

    /** The same with another's keys, where they are written. */
    RotatedFile rotated(Path path, String prefix) {
        RotatedFile lager = rotated(path);
        int days = reader.integer(prefix + AccessLogKeys.AGE, lager.maxDays(), 0, AccessLogKeys.MAX_DAYS);
        long bytes = reader.has(prefix + AccessLogKeys.SIZE)
                ? reader.integer(
                                prefix + AccessLogKeys.SIZE,
                                AccessLogKeys.DEFAULT_MEGABYTES,
                                0,
                                AccessLogKeys.MAX_MEGABYTES)
                        * MEGABYTE
                : lager.maxBytes();
        return new RotatedFile(
                path,
                bytes,
                days,
                reader.integer(prefix + AccessLogKeys.BACKUPS, lager.backups(), 0, AccessLogKeys.MAX_BACKUPS),
                reader.bool(prefix + AccessLogKeys.COMPRESS, lager.compress()));
    }
}
