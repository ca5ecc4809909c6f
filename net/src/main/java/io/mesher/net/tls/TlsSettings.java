package io.mesher.net.tls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One side's TLS.
 *
 * @param side who begins the handshake
 * @param keys null: none, which only a client may
 * @param peerCertificate whether a server asks its callers for a certificate; a client always demands one
 * @param protocols for ALPN, the preferred one first; empty: ALPN isn't used
 * @param ciphers of TLS 1.2, by their names of RFC 5246 and 8422; empty: Mesher's own choice
 * @param only13 whether TLS 1.2 is refused
 */
public record TlsSettings(
        Side side,
        @Nullable TlsKeys keys,
        PeerCertificate peerCertificate,
        List<String> protocols,
        List<String> ciphers,
        boolean only13) {
    public TlsSettings {
        protocols = List.copyOf(protocols);
        ciphers = List.copyOf(ciphers);
    }

    /** The part that we play. */
    public enum Side {
        CLIENT,
        SERVER
    }

    /** What a server wants of its callers. */
    public enum PeerCertificate {
        IGNORED,
        OPTIONAL,
        REQUIRED
    }
}
