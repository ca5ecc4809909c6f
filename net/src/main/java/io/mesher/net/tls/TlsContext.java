package io.mesher.net.tls;

import org.jspecify.annotations.Nullable;

/**
 * Keys, trust and settings, ready for handshakes on any event loop. Immutable: a new certificate is a new context. Any thread, but
 * for {@link #engine}, whose result belongs to the calling loop.
 */
public abstract sealed class TlsContext permits BoringContext, JdkContext {
    TlsContext() {}

    /**
     * @param check of the peer's certificates, if it sent any
     * @param serverName that a client asks for; null for a server, and for names that SNI doesn't carry
     * @return null if it is retired */
    abstract @Nullable TlsEngine engine(TlsBuffers buffers, PeerCheck check, @Nullable String serverName);

    /** No new engine is wanted. What it holds is freed after the last of its engines is released. */
    public abstract void retire();
}
