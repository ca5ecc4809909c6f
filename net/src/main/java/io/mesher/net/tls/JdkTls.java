package io.mesher.net.tls;

import java.security.GeneralSecurityException;

/** The JDK's own TLS: on every platform, several times slower, and without post-quantum groups before JDK 27. */
public final class JdkTls implements TlsProvider {
    public JdkTls() {}

    @Override
    public TlsContext context(TlsSettings settings) throws GeneralSecurityException {
        return JdkContext.of(settings);
    }

    @Override
    public String name() {
        return "JDK " + Runtime.version();
    }
}
