package io.mesher.net.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What we prove ourselves by. That key and certificate belong together has been checked.
 *
 * @param chain our own certificate first
 */
public record TlsKeys(List<X509Certificate> chain, PrivateKey key) {
    public TlsKeys {
        chain = List.copyOf(chain);
    }
}
