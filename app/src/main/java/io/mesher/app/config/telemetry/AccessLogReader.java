package io.mesher.app.config.telemetry;

import io.mesher.app.config.keys.AccessLogKeys;
import io.mesher.app.config.keys.GovernanceKeys;
import io.mesher.app.config.keys.Keys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Words;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.Value;
import io.mesher.core.config.AccessLogConfig;
import io.mesher.core.config.AccessLogConfig.Format;
import io.mesher.core.config.AccessLogConfig.Which;
import io.mesher.core.config.RotatedFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code mesher.accessLog}, else {@code accessLogFile} of lager.yaml and the handler {@code access-log}. */
final class AccessLogReader {
    static final String STANDARD_OUTPUT = "stdout";

    /** The longest line is about half of it. */
    private static final int MIN_BUFFER = 16 * 1024;

    private static final int MAX_BUFFER = 64 * 1024 * 1024;

    private final KeyReader reader;
    private final Path home;

    AccessLogReader(KeyReader reader, Path home) {
        this.reader = reader;
        this.home = home;
    }

    AccessLogConfig read() {
        AccessLogConfig fallback = AccessLogConfig.DEFAULT;
        return new AccessLogConfig(
                which(fallback.which()),
                format(fallback.format()),
                reader.bool(AccessLogKeys.QUERY_KEY, fallback.query()),
                file(),
                reader.integer(AccessLogKeys.BUFFER_KEY, fallback.bufferBytes(), MIN_BUFFER, MAX_BUFFER));
    }

    private Which which(Which fallback) {
        if (!reader.has(AccessLogKeys.REQUESTS_KEY)) {
            boolean all = reader.isFilled(Keys.ACCESS_LOG_FILE) || isInChain();
            return all ? Which.ALL : fallback;
        }
        return switch (reader.read(
                AccessLogKeys.REQUESTS_KEY, "failed", new Words.OneOf(List.of("none", "failed", "all")))) {
            case "none" -> Which.NONE;
            case "all" -> Which.ALL;
            default -> Which.FAILED;
        };
    }

    /** Whether a chain has the handler {@code access-log}. */
    private boolean isInChain() {
        return names(reader.keys().find(GovernanceKeys.OUTGOING_CHAIN))
                || names(reader.keys().find(GovernanceKeys.INCOMING_CHAIN));
    }

    private static boolean names(@Nullable Entry entry) {
        return entry != null && names(entry.value());
    }

    private static boolean names(Value value) {
        if (value instanceof Value.Scalar scalar) {
            for (String name : scalar.text().split(",", -1)) {
                if (name.strip().equals(AccessLogKeys.HANDLER)) {
                    return true;
                }
            }
        } else if (value instanceof Value.Items list) {
            for (Value item : list.items()) {
                if (names(item)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Format format(Format fallback) {
        if (!reader.has(AccessLogKeys.FORMAT_KEY)) {
            return fallback;
        }
        return switch (reader.read(AccessLogKeys.FORMAT_KEY, "text", new Words.OneOf(List.of("text", "json", "ecs")))) {
            case "json" -> Format.JSON;
            case "ecs" -> Format.ECS;
            default -> Format.TEXT;
        };
    }

    private @Nullable RotatedFile file() {
        LogFileReader files = new LogFileReader(reader, home);
        Path lager = files.path(Keys.ACCESS_LOG_FILE, STANDARD_OUTPUT);
        Path path =
                reader.has(AccessLogKeys.OUTPUT_KEY) ? files.path(AccessLogKeys.OUTPUT_KEY, STANDARD_OUTPUT) : lager;
        RotatedFile file = files.rotated(path, AccessLogKeys.PREFIX);
        return path.equals(home.resolve(STANDARD_OUTPUT)) ? null : file;
    }
}
