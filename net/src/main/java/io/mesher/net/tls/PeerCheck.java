package io.mesher.net.tls;

import org.jspecify.annotations.Nullable;

/** Decides whether a peer's certificates are accepted. Called on the connection's event loop; must not block. */
@FunctionalInterface
public interface PeerCheck {
    /**
     * @param chain as the peer sent it, its own certificate first, in DER; empty if it has none and none is demanded
     */
    Answer check(byte[][] chain);

    /** What the check has come to. */
    sealed interface Answer {}

    /** @param peer who that is; null if the peer sent no certificate, or nothing about it is known for certain */
    record Accepted(@Nullable PeerFacts peer) implements Answer {}

    record Refused(TlsFailure.Rejected why) implements Answer {}

    /** What a check knows about the peer that it accepted: net passes it on and doesn't look at it. */
    interface PeerFacts {
        /** The name by which logs mention the peer. */
        String name();
    }
}
