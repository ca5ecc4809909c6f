package io.mesher.app.config.policies;

import io.mesher.app.config.keys.IsolationKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Times;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.config.TimeoutPolicy;
import java.time.Duration;
import java.util.List;

/** {@code servicecomb.isolation.<side>}. */
final class IsolationReader extends PolicyFamily<IsolationReader.Read> {
    private static final List<String> NAMES = List.of(IsolationKeys.TIMEOUT, IsolationKeys.CONCURRENT);

    /** What the block has. */
    record Read(Duration response, int maxConcurrent) {
        static final Read DEFAULT = new Read(TimeoutPolicy.DEFAULT.response(), ServicePolicy.MAX_CONCURRENT);
    }

    IsolationReader(KeyReader reader, String side) {
        super(reader, IsolationKeys.FAMILY + side, NAMES);
    }

    @Override
    Read all() {
        return read(prefix(), Read.DEFAULT);
    }

    @Override
    Read read(String at, Read fallback) {
        return new Read(
                reader().read(at + IsolationKeys.TIMEOUT, fallback.response, new Times.Millis()),
                maxConcurrent(at + IsolationKeys.CONCURRENT, fallback.maxConcurrent));
    }

    /** CSE Mesher took as much as it allows, without a word. */
    private int maxConcurrent(String key, int fallback) {
        int written = reader().integer(key, fallback, 1, Integer.MAX_VALUE);
        if (written > IsolationKeys.MAX_CONCURRENT) {
            reader().problems()
                    .warning(
                            reader().placeOf(key),
                            reader().written(key),
                            written + ": taken as " + IsolationKeys.MAX_CONCURRENT + " (expected: 1 to "
                                    + IsolationKeys.MAX_CONCURRENT + ")");
        }
        return Math.min(written, IsolationKeys.MAX_CONCURRENT);
    }
}
