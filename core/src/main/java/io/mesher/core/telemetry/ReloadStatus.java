package io.mesher.core.telemetry;

/**
 * What became of changes of the configuration's files, at one moment.
 *
 * @param good changes taken since the start
 * @param refused changes of which nothing was taken, or of whose rules some weren't
 * @param lastGood when one was taken last, in milliseconds since 1970; the start counts as one
 * @param lastRefused whether what stands in the files now isn't, or not all of it, in effect
 */
public record ReloadStatus(long good, long refused, long lastGood, boolean lastRefused) {
    /** @param now milliseconds since 1970 */
    public ReloadStatus next(boolean taken, long now) {
        return taken
                ? new ReloadStatus(good + 1, refused, now, false)
                : new ReloadStatus(good, refused + 1, lastGood, true);
    }
}
