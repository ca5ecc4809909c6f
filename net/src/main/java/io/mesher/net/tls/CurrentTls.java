package io.mesher.net.tls;

import org.jspecify.annotations.Nullable;

/** The context that new connections use; replaced as a whole when keys or trust have changed. Any thread. */
public final class CurrentTls {
    private volatile TlsContext context;

    public CurrentTls(TlsContext first) {
        this.context = first;
    }

    /** For connections from now on; those that stand keep what they have. */
    public void replace(TlsContext next) {
        TlsContext before = context;
        context = next;
        before.retire();
    }

    /** Begins a connection's TLS. On the event loop of {@code buffers}. */
    TlsEngine engine(TlsBuffers buffers, PeerCheck check, @Nullable String serverName) {
        while (true) {
            TlsEngine engine = context.engine(buffers, check, serverName);
            if (engine != null) {
                return engine;
            }
            // It was replaced in between: the next one is there already.
        }
    }
}
