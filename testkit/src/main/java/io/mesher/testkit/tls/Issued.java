package io.mesher.testkit.tls;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate with its keys.
 *
 * @param chain the certificate first, then its issuers, without the root
 */
public record Issued(X509Certificate certificate, KeyPair keys, List<X509Certificate> chain) {
    public Issued {
        chain = List.copyOf(chain);
    }

    public PrivateKey key() {
        return keys.getPrivate();
    }
}
