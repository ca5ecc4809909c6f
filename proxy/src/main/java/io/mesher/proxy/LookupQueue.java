package io.mesher.proxy;

import io.mesher.core.catalog.Catalog;
import io.mesher.core.catalog.LookupResult;
import io.mesher.net.loop.EventLoop;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one event loop that wait until the catalog has looked their service up. Each name is asked for once,
 * however many wait for it. Event loop only.
 */
final class LookupQueue {
    private final EventLoop loop;
    private final Catalog catalog;
    private final int maxWaiting;
    private final long lookupNanos;
    /** By {@link Lookup#key}. */
    private final Map<String, Lookup> lookups = new HashMap<>();

    private int waiting;

    /**
     * @param maxWaiting requests in all; names too, since a caller that goes away leaves its look-up under way
     * @param lookupNanos how long one look-up may take
     */
    LookupQueue(EventLoop loop, Catalog catalog, int maxWaiting, long lookupNanos) {
        this.loop = loop;
        this.catalog = catalog;
        this.maxWaiting = maxWaiting;
        this.lookupNanos = lookupNanos;
    }

    /** The answer, where there is one at once; null: the exchange waits from now on, and hears later. */
    @Nullable LookupResult ask(String app, String name, Exchange exchange) {
        String key = Lookup.key(app, name);
        Lookup lookup = lookups.get(key);
        if (waiting >= maxWaiting || (lookup == null && lookups.size() >= maxWaiting)) {
            return new LookupResult.Overload(maxWaiting + " requests wait for look-ups (mesher.limits.waitingLookups)");
        }
        if (lookup == null) {
            lookup = new Lookup(app, name, this, loop, lookupNanos);
            LookupResult answer = lookup.ask(catalog);
            if (answer != null) {
                return answer;
            }
            lookups.put(key, lookup);
        }
        waiting++;
        lookup.add(exchange);
        return null;
    }

    /** One of the exchanges waits no longer. */
    void left() {
        waiting--;
    }

    /** The look-up is over: the next request for its name begins another. */
    void over(Lookup lookup) {
        lookups.remove(lookup.key(), lookup);
    }

    int waiting() {
        return waiting;
    }

    /** How many are being asked for. */
    int names() {
        return lookups.size();
    }
}
