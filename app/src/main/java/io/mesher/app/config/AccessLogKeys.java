package io.mesher.app.config;

import static io.mesher.app.config.KnownKey.effective;

import java.util.List;

/** The keys about a line per request, and those of lager.yaml about files. */
final class AccessLogKeys {
    static final String PREFIX = "mesher.accessLog.";
    static final String REQUESTS_KEY = PREFIX + "requests";
    static final String FORMAT_KEY = PREFIX + "format";
    static final String OUTPUT_KEY = PREFIX + "output";
    static final String QUERY_KEY = PREFIX + "query";
    static final String BUFFER_KEY = PREFIX + "buffer";
    static final String SIZE = "rotateSize";
    static final String AGE = "rotateAge";
    static final String BACKUPS = "backups";
    static final String COMPRESS = "compress";

    private static final String BOOL = "true or false";
    private static final String MEGABYTES = "megabytes, 0 to " + LogFileReader.MAX_MEGABYTES;
    private static final String DAYS = "days, 0 to " + LogFileReader.MAX_DAYS;
    private static final String COUNT = "0 to " + LogFileReader.MAX_BACKUPS;

    private AccessLogKeys() {}

    static List<KnownKey> all() {
        return List.of(
                effective(
                        REQUESTS_KEY,
                        "none, failed, all",
                        "failed",
                        "Which requests are logged. failed: requests that Mesher answered itself, whose caller went away, or that"
                                + " got 5xx. The default is all with accessLogFile, or with access-log in a handler chain."),
                effective(FORMAT_KEY, "text, json, ecs", "text", "The format of a line; ecs: Elastic Common Schema."),
                effective(
                        OUTPUT_KEY,
                        "stdout or a path",
                        "stdout",
                        "Where lines go; a path is relative to CHASSIS_HOME, or else to the working directory. Without this key,"
                                + " accessLogFile applies."),
                effective(
                        QUERY_KEY, BOOL, "true", "Whether a line includes the URL's query, without known signatures."),
                effective(
                        BUFFER_KEY,
                        "bytes, 16384 to 67108864",
                        "131072",
                        "Each event loop's buffer for lines that aren't written yet; lines that find no room are dropped and counted."),
                effective(
                        PREFIX + SIZE,
                        MEGABYTES,
                        "",
                        "The size at which a new file begins; 0: at no size. Without this key, logRotateSize applies."),
                effective(
                        PREFIX + AGE,
                        DAYS,
                        "",
                        "The age at which a new file begins; 0: at no age. Without this key, logRotateAge applies."),
                effective(
                        PREFIX + BACKUPS,
                        COUNT,
                        "",
                        "How many earlier files are kept. Without this key, logBackupCount applies."),
                effective(
                        PREFIX + COMPRESS,
                        BOOL,
                        "",
                        "Whether earlier files are compressed with gzip. Without this key, logRotateCompress applies."),
                effective(
                        Keys.ACCESS_LOG_FILE,
                        "path",
                        "",
                        "The same as mesher.accessLog.output, in lager.yaml, if that isn't set; then all requests are logged."),
                effective(
                        Keys.LOG_WRITERS,
                        "list of file, stdout, stderr",
                        "stderr",
                        "Where Mesher's own log goes. If only logFile is set: file, stdout."),
                effective(
                        Keys.LOG_FILE,
                        "path",
                        "log/chassis.log",
                        "The file of Mesher's own log; relative to CHASSIS_HOME, or else to the working directory."),
                effective(
                        Keys.LOG_COLOUR,
                        "auto, never, always",
                        "auto",
                        "Whether levels are coloured, in lines of text that don't go to a file; auto: they aren't."),
                effective(Keys.LOG_ROTATE_DISABLE, BOOL, "false", "Whether log files grow without a limit."),
                effective(
                        Keys.LOG_ROTATE_SIZE,
                        MEGABYTES,
                        String.valueOf(LogFileReader.MEGABYTES),
                        "The size at which a new log file begins; 0: at no size."),
                effective(
                        Keys.LOG_ROTATE_AGE,
                        DAYS,
                        String.valueOf(LogFileReader.DAYS),
                        "The age at which a new log file begins; 0: at no age."),
                effective(
                        Keys.LOG_BACKUPS,
                        COUNT,
                        String.valueOf(LogFileReader.BACKUPS),
                        "How many earlier log files are kept, name-<time>.log."),
                effective(
                        Keys.LOG_ROTATE_COMPRESS,
                        BOOL,
                        "false",
                        "Whether earlier log files are compressed with gzip."));
    }
}
