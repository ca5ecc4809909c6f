package io.mesher.core.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Mesher speaks TLS at one place: a port of its own, or a kind of calls. Equal sides use the same files in the same way.
 *
 * @param key what configured it, without the last name, for messages: {@code ssl.orders.rest.Provider}, {@code mesher.tls}
 * @param keys what Mesher shows of itself; null only for calls, if Mesher shows nothing
 * @param trust whom Mesher trusts; null only with {@link Verify#NONE}
 * @param ciphers of TLS 1.2, by their IANA names; empty: Mesher's own choice
 */
public record TlsSide(
        String key,
        @Nullable KeySource keys,
        @Nullable TrustSource trust,
        Verify verify,
        Version minVersion,
        List<String> ciphers) {
    public TlsSide {
        ciphers = List.copyOf(ciphers);
    }

    /** Whether the peer has to prove who it is. */
    public enum Verify {
        /** A peer without a certificate, or with one that isn't trusted, is refused. */
        REQUIRED,
        /** On ports only: a caller without a certificate is accepted, one with a certificate that isn't trusted is refused. */
        OPTIONAL,
        /** Ports ask for no certificate; calls accept any. */
        NONE
    }

    /** The lowest version that is accepted; the highest is always TLS 1.3. */
    public enum Version {
        TLS_1_2,
        TLS_1_3
    }
}
