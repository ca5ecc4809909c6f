package io.mesher.registry.server;

import io.mesher.registry.store.Moment;

/** What time it is. */
@FunctionalInterface
interface Clock {
    Moment now();
}
