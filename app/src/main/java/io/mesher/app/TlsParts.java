package io.mesher.app;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.Secured;
import io.mesher.net.tls.PeerCheck;
import io.mesher.net.tls.TlsBuffers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What secures connections: keys, trust, and the buffers of each loop. */
final class TlsParts {
    private final Map<EventLoop, TlsBuffers> buffers = new ConcurrentHashMap<>();

    TlsParts() {}

    /** Made with a loop's first connection by TLS. */
    TlsBuffers buffers(EventLoop loop) {
        return buffers.computeIfAbsent(loop, TlsBuffers::new);
    }

    /** How connections of this loop to instances are secured, by the name that their certificates must have. */
    Function<String, Secured> calls(EventLoop loop) {
        return name -> new Secured(null, _ -> new PeerCheck.Accepted(null), buffers(loop), name, 0);
    }
}
