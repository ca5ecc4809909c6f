package io.mesher.core.tls.verify;

import java.time.Instant;

/** Times in messages. */
final class Times {
    private Times() {}

    /** Certificates have whole seconds. */
    static Instant seconds(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }
}
