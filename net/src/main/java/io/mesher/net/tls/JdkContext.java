package io.mesher.net.tls;

import io.mesher.net.tls.TlsSettings.Side;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A context of the JDK's TLS. Its check of certificates belongs to one engine, so each engine has a context of its own. */
final class JdkContext extends TlsContext {
    private static final List<String> OF_1_3 =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    private final TlsSettings settings;
    private final KeyManager @Nullable [] keys;

    private JdkContext(TlsSettings settings, KeyManager @Nullable [] keys) {
        this.settings = settings;
        this.keys = keys;
    }

    static JdkContext of(TlsSettings settings) throws GeneralSecurityException {
        JdkContext made = new JdkContext(settings, settings.keys() == null ? null : managers(settings.keys()));
        try {
            made.made(new JdkPeerCheck(new PeerQuestion(_ -> new PeerCheck.Accepted(null), _ -> {})), null);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the JDK refuses the settings: " + e.getMessage(), e);
        }
        return made;
    }

    private static KeyManager[] managers(TlsKeys keys) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] none = new char[0];
            store.setKeyEntry("mesher", keys.key(), none, keys.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, none);
            return factory.getKeyManagers();
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private SSLEngine made(JdkPeerCheck check, @Nullable String serverName) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {check}, null);
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(settings.side() == Side.CLIENT);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(settings.only13() ? new String[] {"TLSv1.3"} : new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setApplicationProtocols(settings.protocols().toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        if (!settings.ciphers().isEmpty()) {
            parameters.setCipherSuites(
                    Stream.concat(OF_1_3.stream(), settings.ciphers().stream()).toArray(String[]::new));
        }
        if (serverName != null) {
            parameters.setServerNames(List.of(new SNIHostName(serverName)));
        }
        switch (settings.peerCertificate()) {
            case IGNORED -> {}
            case OPTIONAL -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    TlsEngine engine(TlsBuffers buffers, PeerCheck check, @Nullable String serverName) {
        JdkPeerCheck asked = new JdkPeerCheck(new PeerQuestion(check, buffers.loop()::tellDefect));
        try {
            return new JdkEngine(made(asked, serverName), asked);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK took these settings before: " + e.getMessage(), e);
        }
    }

    @Override
    public void retire() {
        // Nothing is outside the heap.
    }
}
