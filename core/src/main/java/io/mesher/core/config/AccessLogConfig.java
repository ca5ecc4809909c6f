package io.mesher.core.config;

import org.jspecify.annotations.Nullable;

/**
 * A line per request ({@code mesher.accessLog…}, and CSE Mesher's {@code accessLogFile}).
 *
 * @param which requests have a line
 * @param format how a line looks
 * @param query whether a URL's query is in it
 * @param file where lines go; null: standard output
 * @param bufferBytes of each event loop, for lines that aren't written yet; what has no room is dropped and counted
 */
public record AccessLogConfig(
        Which which, Format format, boolean query, @Nullable RotatedFile file, int bufferBytes) {
    public static final AccessLogConfig DEFAULT =
            new AccessLogConfig(Which.FAILED, Format.TEXT, true, null, 128 * 1024);

    public enum Which {
        NONE,
        /** Those that Mesher refused or answered itself, those whose caller went away, and those that failed with 5xx. */
        FAILED,
        ALL
    }

    public enum Format {
        TEXT,
        JSON,
        /** Elastic Common Schema, as JSON. */
        ECS
    }
}
