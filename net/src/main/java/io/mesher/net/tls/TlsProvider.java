package io.mesher.net.tls;

import java.security.GeneralSecurityException;

/** Makes contexts of one implementation of TLS. Any thread; takes tens of milliseconds the first time, so not on an event loop. */
public interface TlsProvider {
    /** @throws GeneralSecurityException if the implementation refuses a key or a cipher */
    TlsContext context(TlsSettings settings) throws GeneralSecurityException;

    /** For a person: which implementation, in which version. */
    String name();
}
