package io.mesher.proxy;

import io.mesher.core.catalog.Endpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one event loop whose bodies are still coming. Where the calls to a service, or the connections to an instance, are
 * all taken, the slowest of those that come at less than the least rate gives way: else some callers that send a byte a second could
 * keep everybody else out. Event loop only.
 */
final class Uploads {
    /** A request may be as slow as it likes for so long: whoever has just begun has no rate yet. */
    private static final long GRACE_NANOS = 1_000_000_000;

    private final int minBytesPerSecond;
    private final List<Exchange> present = new ArrayList<>();

    /** @param minBytesPerSecond 0: nobody gives way */
    Uploads(int minBytesPerSecond) {
        this.minBytesPerSecond = minBytesPerSecond;
    }

    /** @return its place, which {@link #remove} needs and {@link Exchange#uploadPlace} is told of when it changes */
    int add(Exchange exchange) {
        present.add(exchange);
        return present.size() - 1;
    }

    void remove(int place) {
        Exchange last = present.removeLast();
        if (place < present.size()) {
            present.set(place, last);
            last.uploadPlace(place);
        }
    }

    /** Ends the slowest request that is called to the service; false where none is too slow. */
    boolean giveWay(Destination service, long now) {
        return giveWay(service, null, now);
    }

    /** The same for those at an instance. */
    boolean giveWay(Endpoint endpoint, long now) {
        return giveWay(null, endpoint, now);
    }

    private boolean giveWay(@Nullable Destination service, @Nullable Endpoint endpoint, long now) {
        Exchange slowest = null;
        double least = minBytesPerSecond;
        for (Exchange each : present) {
            long nanos = now - each.record().start();
            if (nanos < GRACE_NANOS || !each.isAt(service, endpoint)) {
                continue;
            }
            double rate = each.record().requestBytes() * 1e9 / nanos;
            if (rate < least) {
                least = rate;
                slowest = each;
            }
        }
        if (slowest == null) {
            return false;
        }
        slowest.giveWay(minBytesPerSecond);
        return true;
    }
}
