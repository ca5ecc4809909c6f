package io.mesher.net.listen;

import io.mesher.net.http.ConnectionFacts;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.stream.ByteStream;
import io.mesher.net.tls.CurrentTls;
import io.mesher.net.tls.PeerCheck;
import io.mesher.net.tls.TlsBuffers;
import io.mesher.net.tls.TlsEvents;
import java.util.function.Function;
import java.util.function.Supplier;

/** TLS on a listener: the handshake first, then what it carries. Event loop only. */
public final class TlsServer implements ServerProtocol {
    private final TlsServerSettings settings;
    private final TlsBuffers buffers;
    private final PeerCheck check;
    private final ConnectionRegistry registry;
    private final ServerProtocol inner;

    private TlsServer(
            TlsServerSettings settings, TlsBuffers buffers, ConnectionRegistry registry, ServerProtocol inner) {
        this.settings = settings;
        this.buffers = buffers;
        this.check = settings.checks().get();
        this.registry = registry;
        this.inner = inner;
    }

    /** How a listener takes its callers. */
    public enum Mode {
        /** TLS only; plain HTTP is answered by 400, in plain text. */
        STRICT,
        /** TLS or plain, as the first byte says. */
        PERMISSIVE
    }

    /**
     * What the event loops of a listener share.
     *
     * @param checks makes the check of callers' certificates of a loop
     * @param handshakeNanos from the connect to the end of the handshake
     */
    public record TlsServerSettings(
            CurrentTls tls, Supplier<PeerCheck> checks, Mode mode, long handshakeNanos, TlsEvents events) {}

    /**
     * TLS for a listener.
     *
     * @param buffers of an event loop
     * @param inner what TLS carries, and in permissive mode what comes without it
     */
    public static ServerProtocol.Source protocols(
            TlsServerSettings settings, Function<EventLoop, TlsBuffers> buffers, ServerProtocol.Source inner) {
        return (loop, registry) -> new TlsServer(settings, buffers.apply(loop), registry, inner.on(loop, registry));
    }

    @Override
    public ServerConnection connect(ByteStream stream, ConnectionFacts facts) {
        return new TlsServerConnection(this, stream, facts);
    }

    TlsServerSettings settings() {
        return settings;
    }

    PeerCheck check() {
        return check;
    }

    TlsBuffers buffers() {
        return buffers;
    }

    ConnectionRegistry registry() {
        return registry;
    }

    ServerProtocol inner() {
        return inner;
    }
}
