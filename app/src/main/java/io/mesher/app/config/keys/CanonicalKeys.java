package io.mesher.app.config.keys;

import java.util.Map;

/** Gives every spelling of a key the one name that Mesher knows it by: prefixes {@code cse.}, names of older releases. */
public final class CanonicalKeys {
    public static final String CURRENT = "servicecomb.";
    private static final String OLD = "cse.";

    private static final String BACKOFF = ".backoff.";
    private static final String[] PAUSES = {"minMs", "maxMs"};

    private static final Map<String, String> RENAMED = Map.ofEntries(
            Map.entry("APPLICATION_ID", "servicecomb.service.app"),
            Map.entry("logger_level", "logLevel"),
            Map.entry("logger_file", "logFile"),
            Map.entry("log_format_text", "logFormatText"),
            Map.entry("log_rotate_date", "logRotateAge"),
            Map.entry("log_rotate_size", "logRotateSize"),
            Map.entry("log_backup_count", "logBackupCount"),
            Map.entry("writers", "logWriters"),
            Map.entry("servicecomb.transport.failure.http", "servicecomb.transport.failure.rest"),
            Map.entry("servicecomb.transport.maxIdleCon.http", "servicecomb.transport.maxIdleCon.rest"));

    /** Old prefix, current prefix; the first that fits counts. */
    private static final String[][] MOVED = {
        {"servicecomb.service.registry.", "servicecomb.registry."},
        {"servicecomb.service.config.client.", "servicecomb.config.client."},
        {"servicecomb.service.router.", "servicecomb.router."},
        {"servicecomb.service.quota.", "servicecomb.quota."},
        {"servicecomb.service.instance_properties.", "servicecomb.service.instanceProperties."},
        {"service_description.instance_properties.", "servicecomb.service.instanceProperties."},
        {"service_description.", "servicecomb.service."},
        {"router.", "servicecomb.router."},
        {"routeRule.", "servicecomb.routeRule."},
        {"servicecomb.tracing.", "tracing."},
    };

    private CanonicalKeys() {}

    public static String of(String written) {
        String key = written.startsWith(OLD) ? CURRENT + written.substring(OLD.length()) : written;
        for (String[] move : MOVED) {
            if (key.startsWith(move[0])) {
                return move[1] + key.substring(move[0].length());
            }
        }
        return key.startsWith(BalanceKeys.PREFIX) ? withPause(key) : RENAMED.getOrDefault(key, key);
    }

    /** Samples of CSE Mesher write MinMs and MaxMs, which it didn't know. */
    private static String withPause(String key) {
        for (String pause : PAUSES) {
            int at = key.length() - pause.length();
            if (key.startsWith(BACKOFF, at - BACKOFF.length())
                    && key.regionMatches(true, at, pause, 0, pause.length())) {
                return key.substring(0, at) + pause;
            }
        }
        return key;
    }

    /** The key with the prefix that the user writes, for suggestions. */
    public static String inStyleOf(String written, String key) {
        return written.startsWith(OLD) && key.startsWith(CURRENT) ? OLD + key.substring(CURRENT.length()) : key;
    }
}
