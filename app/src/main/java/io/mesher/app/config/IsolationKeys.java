package io.mesher.app.config;

import io.mesher.core.config.ServicePolicy;
import io.mesher.core.config.TimeoutPolicy;
import java.time.Duration;
import java.util.List;

/** {@code servicecomb.isolation.<side>}. */
final class IsolationKeys extends PolicyFamily<IsolationKeys.Read> {
    static final String FAMILY = "servicecomb.isolation.";
    static final String TIMEOUT = "timeoutInMilliseconds";
    static final String CONCURRENT = "maxConcurrentRequests";
    static final List<String> NAMES = List.of(TIMEOUT, CONCURRENT);
    /** The original's hard limit. */
    static final int MOST_CONCURRENT = 5000;

    /** What the block has. */
    record Read(Duration response, int mostConcurrent) {
        static final Read DEFAULT = new Read(TimeoutPolicy.DEFAULT.response(), ServicePolicy.MOST_CONCURRENT);
    }

    IsolationKeys(KeyReader reader, String side) {
        super(reader, FAMILY + side, NAMES);
    }

    @Override
    Read all() {
        return read(prefix(), Read.DEFAULT);
    }

    @Override
    Read read(String at, Read fallback) {
        return new Read(
                reader().read(at + TIMEOUT, fallback.response, new Parsers.Millis()),
                mostConcurrent(at + CONCURRENT, fallback.mostConcurrent));
    }

    /** The original took as much as it allows, without a word. */
    private int mostConcurrent(String key, int fallback) {
        int written = reader().integer(key, fallback, 1, Integer.MAX_VALUE);
        if (written > MOST_CONCURRENT) {
            reader().problems()
                    .warning(
                            reader().placeOf(key),
                            reader().written(key),
                            written + ": taken as " + MOST_CONCURRENT + " (expected: 1 to " + MOST_CONCURRENT + ")");
        }
        return Math.min(written, MOST_CONCURRENT);
    }
}
