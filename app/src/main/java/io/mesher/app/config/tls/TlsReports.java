package io.mesher.app.config.tls;

import io.mesher.app.config.read.KeyReader;
import java.util.HashSet;
import java.util.Set;

/** Reports what is wrong with keys, each once: a key without a tag is read for several places. */
final class TlsReports {
    private final KeyReader reader;
    private final Set<String> reported = new HashSet<>();

    TlsReports(KeyReader reader) {
        this.reader = reader;
    }

    void error(String key, String message) {
        reader.problems().error(reader.placeOf(key), reader.written(key), message);
    }

    void warning(String key, String message) {
        if (reported.add(key + ' ' + message)) {
            reader.problems().warning(reader.placeOf(key), reader.written(key), message);
        }
    }

    /** {@code key} has no effect at this place, since another one has. */
    void unused(String key, Place place, String winner, String reason) {
        warning(
                key,
                "not used for " + place.words() + ": " + reader.written(winner) + " at " + reader.placeOf(winner)
                        + " wins (" + reason + ")");
    }
}
