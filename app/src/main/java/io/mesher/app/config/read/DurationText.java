package io.mesher.app.config.read;

import java.time.Duration;

/** Durations in messages, in the shortest spelling: {@code 1m}, {@code 500ms}. */
final class DurationText {
    private DurationText() {}

    static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0 || millis == 0) {
            return millis == 0 ? "0s" : millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
