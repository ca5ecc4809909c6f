package io.mesher.registry.server;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who failed to log in how often, so that passwords can't be tried in bulk. Bounded; who failed longest ago is forgotten. */
final class Logins {
    static final int MAX_FAILURES = 10;
    static final long BLOCK_NANOS = 60_000_000_000L;
    private static final int MAX_PEERS = 10_000;

    private static final class Failures {
        private long since;
        private int count;
    }

    private final Map<InetAddress, Failures> byPeer = new LinkedHashMap<>();

    boolean isBlocked(InetAddress peer, long now) {
        Failures failures = byPeer.get(peer);
        return failures != null && failures.count >= MAX_FAILURES && now - failures.since < BLOCK_NANOS;
    }

    void failed(InetAddress peer, long now) {
        Failures failures = byPeer.remove(peer);
        if (failures == null || now - failures.since >= BLOCK_NANOS) {
            failures = new Failures();
            failures.since = now;
        }
        failures.count++;
        if (failures.count == MAX_FAILURES) {
            // The block lasts from the last failure on.
            failures.since = now;
        }
        byPeer.put(peer, failures);
        if (byPeer.size() > MAX_PEERS) {
            byPeer.remove(byPeer.keySet().iterator().next());
        }
    }

    void succeeded(InetAddress peer) {
        byPeer.remove(peer);
    }
}
