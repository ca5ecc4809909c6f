package io.mesher.app.config.keys;

import static io.mesher.app.config.keys.KnownKey.effective;

import java.util.List;

/** The keys about a line per request, and those of lager.yaml about files. */
public final class AccessLogKeys {
    public static final String PREFIX = "mesher.accessLog.";
    public static final String REQUESTS_KEY = PREFIX + "requests";
    public static final String FORMAT_KEY = PREFIX + "format";
    public static final String OUTPUT_KEY = PREFIX + "output";
    public static final String QUERY_KEY = PREFIX + "query";
    public static final String BUFFER_KEY = PREFIX + "buffer";
    /** Of Go chassis: with this handler in a chain each request has a line. */
    public static final String HANDLER = "access-log";

    public static final String SIZE = "rotateSize";
    public static final String AGE = "rotateAge";
    public static final String BACKUPS = "backups";
    public static final String COMPRESS = "compress";

    public static final int MAX_MEGABYTES = 1_000_000;
    public static final int MAX_DAYS = 3650;
    public static final int MAX_BACKUPS = 1000;
    public static final int DEFAULT_MEGABYTES = 10;
    public static final int DEFAULT_DAYS = 1;
    public static final int DEFAULT_BACKUPS = 7;

    private static final String BOOL = "true or false";
    private static final String MEGABYTES = "megabytes, 0 to " + MAX_MEGABYTES;
    private static final String DAYS = "days, 0 to " + MAX_DAYS;
    private static final String COUNT = "0 to " + MAX_BACKUPS;

    private AccessLogKeys() {}

    static List<KnownKey> all() {
        return List.of(
                effective(
                        REQUESTS_KEY,
                        "none, failed, all",
                        "failed",
                        "Which requests have a line: failed are those that Mesher answered itself, whose caller went away, and"
                                + " 5xx. With accessLogFile, or access-log in a handler chain: all."),
                effective(FORMAT_KEY, "text, json, ecs", "text", "How a line looks; ecs: Elastic Common Schema."),
                effective(
                        OUTPUT_KEY,
                        "stdout or a path",
                        "stdout",
                        "Where lines go; a path is relative to CHASSIS_HOME, else the working directory. Without it,"
                                + " accessLogFile counts."),
                effective(
                        QUERY_KEY,
                        BOOL,
                        "true",
                        "Whether the query of a URL is in its line, known signatures left out."),
                effective(
                        BUFFER_KEY,
                        "bytes, 16384 to 67108864",
                        "131072",
                        "Of each event loop, for lines that aren't written yet; what has no room is dropped and counted."),
                effective(
                        PREFIX + SIZE,
                        MEGABYTES,
                        "",
                        "From what size a new file is begun; 0: from none. Without it, logRotateSize counts."),
                effective(
                        PREFIX + AGE,
                        DAYS,
                        "",
                        "From what age a new file is begun; 0: from none. Without it, logRotateAge counts."),
                effective(
                        PREFIX + BACKUPS,
                        COUNT,
                        "",
                        "How many earlier files are kept. Without it, logBackupCount counts."),
                effective(
                        PREFIX + COMPRESS,
                        BOOL,
                        "",
                        "Whether those are compressed, by gzip. Without it, logRotateCompress counts."),
                effective(
                        Keys.ACCESS_LOG_FILE,
                        "path",
                        "",
                        "lager.yaml's mesher.accessLog.output, where that isn't written; all requests have a line then."),
                effective(
                        Keys.LOG_WRITERS,
                        "list of file, stdout, stderr",
                        "stderr",
                        "Where Mesher's own log goes. With logFile and without this: file, stdout."),
                effective(
                        Keys.LOG_FILE,
                        "path",
                        "log/chassis.log",
                        "Its file; relative to CHASSIS_HOME, else the working directory."),
                effective(
                        Keys.LOG_COLOUR,
                        "auto, never, always",
                        "auto",
                        "Whether its levels are coloured, in lines of text that don't go to a file; auto: they aren't."),
                effective(Keys.LOG_ROTATE_DISABLE, BOOL, "false", "Whether log files grow without an end."),
                effective(
                        Keys.LOG_ROTATE_SIZE,
                        MEGABYTES,
                        String.valueOf(DEFAULT_MEGABYTES),
                        "From what size a new log file is begun; 0: from none."),
                effective(
                        Keys.LOG_ROTATE_AGE,
                        DAYS,
                        String.valueOf(DEFAULT_DAYS),
                        "From what age a new log file is begun; 0: from none."),
                effective(
                        Keys.LOG_BACKUPS,
                        COUNT,
                        String.valueOf(DEFAULT_BACKUPS),
                        "How many earlier log files are kept, name-<time>.log."),
                effective(Keys.LOG_ROTATE_COMPRESS, BOOL, "false", "Whether those are compressed, by gzip."));
    }
}
