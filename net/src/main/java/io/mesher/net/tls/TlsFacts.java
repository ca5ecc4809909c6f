package io.mesher.net.tls;

import org.jspecify.annotations.Nullable;

/**
 * What the handshake of a connection agreed on.
 *
 * @param version {@code TLSv1.2} or {@code TLSv1.3}
 * @param cipher by its name of the engine
 * @param group of the key exchange; empty if the engine doesn't know it
 * @param protocol by ALPN; null if none was agreed on
 * @param serverName by which the caller asked for us; null if it named none
 * @param resumed whether it continued an earlier session
 * @param peer null if the peer has no certificate that was verified
 */
public record TlsFacts(
        String version,
        String cipher,
        String group,
        @Nullable String protocol,
        @Nullable String serverName,
        boolean resumed,
        PeerCheck.@Nullable PeerFacts peer) {}
