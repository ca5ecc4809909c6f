package io.mesher.net.pool;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.tls.CurrentTls;
import io.mesher.net.tls.PeerCheck;
import io.mesher.net.tls.TlsBuffers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How the connections to an upstream are secured. Of one event loop.
 *
 * @param tls null: they can't be, and so there is no connection; plain text never takes TLS's place
 * @param check of the upstream's certificates
 * @param serverName for SNI; null where the upstream has only an address
 * @param handshakeNanos from the end of the connect to that of the handshake
 */
public record Secured(
        @Nullable CurrentTls tls,
        PeerCheck check,
        TlsBuffers buffers,
        @Nullable String serverName,
        long handshakeNanos) {

    Opener opener(EventLoop loop) {
        CurrentTls by = tls;
        if (by == null) {
            return (_, _) -> {
                throw new IOException("it wants TLS, for which this Mesher has no keys (see mesher.tls)");
            };
        }
        return new TlsOpener(new TcpOpener(loop), this, by);
    }

    /** @param secured null: plain TCP */
    static Opener opener(EventLoop loop, @Nullable Secured secured) {
        return secured == null ? new TcpOpener(loop) : secured.opener(loop);
    }
}
