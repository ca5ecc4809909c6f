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
    static final int MAX_CONCURRENT = 5000;

    /** What the block has. */
    record Read(Duration response, int maxConcurrent) {
        static final Read DEFAULT = new Read(TimeoutPolicy.DEFAULT.response(), ServicePolicy.MAX_CONCURRENT);
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
                maxConcurrent(at + CONCURRENT, fallback.maxConcurrent));
    }

    /** The original took as much as it allows, without a word. */
    private int maxConcurrent(String key, int fallback) {
        int written = reader().integer(key, fallback, 1, Integer.MAX_VALUE);
        if (written > MAX_CONCURRENT) {
            reader().problems()
                    .warning(
                            reader().placeOf(key),
                            reader().written(key),
                            written + ": taken as " + MAX_CONCURRENT + " (expected: 1 to " + MAX_CONCURRENT + ")");
        }
        return Math.min(written, MAX_CONCURRENT);
    }
}
