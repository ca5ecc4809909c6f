package io.mesher.net.tls;

import io.mesher.net.tls.TlsSettings.Side;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLContext;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * BoringSSL's context. The structures that it owns outside the heap are freed after the last engine's: callbacks of living
 * connections point to them.
 */
final class BoringContext extends TlsContext {
    /** AEAD with forward secrecy, RFC 9325 §4.2; of 1.3 BoringSSL chooses itself. */
    private static final List<String> CIPHERS = List.of(
            "ECDHE-ECDSA-AES128-GCM-SHA256",
            "ECDHE-RSA-AES128-GCM-SHA256",
            "ECDHE-ECDSA-AES256-GCM-SHA384",
            "ECDHE-RSA-AES256-GCM-SHA384",
            "ECDHE-ECDSA-CHACHA20-POLY1305",
            "ECDHE-RSA-CHACHA20-POLY1305");

    private static final String[] GROUPS = {"X25519MLKEM768", "X25519", "P-256", "P-384"};
    private static final int MAX_CHAIN = 100;
    private static final int MAX_CHAIN_BYTES = 100 * 1024;

    private final TlsSettings settings;
    private final long context;
    private final BoringKeys keys;
    /** Engines within their handshakes, by BoringSSL's name of the connection: its callback names nothing else. */
    private final Map<Long, BoringEngine> shaking = new ConcurrentHashMap<>();
    /** Engines not released yet, and one more until the context is retired. */
    private final AtomicLong users = new AtomicLong(1);

    private BoringContext(TlsSettings settings, long context, BoringKeys keys) {
        this.settings = settings;
        this.context = context;
        this.keys = keys;
    }

    static BoringContext of(TlsSettings settings) throws GeneralSecurityException {
        BoringKeys keys = BoringKeys.of(settings.keys());
        long context = 0;
        try {
            context = SSLContext.make(SSL.SSL_PROTOCOL_TLSV1_2 | SSL.SSL_PROTOCOL_TLSV1_3, mode(settings.side()));
            BoringContext made = new BoringContext(settings, context, keys);
            made.set();
            return made;
        } catch (Exception e) {
            if (context != 0) {
                SSLContext.free(context);
            }
            keys.free();
            SSL.clearError();
            throw new GeneralSecurityException("BoringSSL refuses the settings: " + e.getMessage(), e);
        }
    }

    private static int mode(Side side) {
        return side == Side.SERVER ? SSL.SSL_MODE_SERVER : SSL.SSL_MODE_CLIENT;
    }

    private void set() throws Exception {
        int versions = SSL.SSL_OP_NO_SSLv2 | SSL.SSL_OP_NO_SSLv3 | SSL.SSL_OP_NO_TLSv1 | SSL.SSL_OP_NO_TLSv1_1;
        SSLContext.setOptions(context, settings.only13() ? versions | SSL.SSL_OP_NO_TLSv1_2 : versions);
        SSLContext.setOptions(
                context, SSL.SSL_OP_CIPHER_SERVER_PREFERENCE | SSL.SSL_OP_NO_COMPRESSION | SSL.SSL_OP_NO_TICKET);
        List<String> ciphers = settings.ciphers().isEmpty() ? CIPHERS : settings.ciphers();
        if (!SSLContext.setCipherSuite(context, String.join(":", ciphers), false)) {
            throw new GeneralSecurityException("none of these ciphers: " + ciphers);
        }
        if (!SSLContext.setCurvesList(context, GROUPS)) {
            throw new GeneralSecurityException("none of these groups: " + List.of(GROUPS));
        }
        SSLContext.setMode(context, SSL.SSL_MODE_ENABLE_PARTIAL_WRITE | SSL.SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
        SSLContext.setMaxCertList(context, MAX_CHAIN_BYTES);
        if (!settings.protocols().isEmpty()) {
            SSLContext.setAlpnProtos(
                    context, settings.protocols().toArray(String[]::new), SSL.SSL_SELECTOR_FAILURE_NO_ADVERTISE);
        }
        // A resumed session would go round the check of its peer. With a client's chain in them, tickets are large,
        // too.
        SSLContext.setSessionCacheMode(context, SSL.SSL_SESS_CACHE_OFF);
        // Always, and before setVerify: without it a server would ask for no certificate and accept everyone.
        SSLContext.setCertVerifyCallback(context, new Verifier());
        SSLContext.setVerify(context, verify(), MAX_CHAIN);
    }

    private int verify() {
        if (settings.side() == Side.CLIENT) {
            return SSL.SSL_CVERIFY_REQUIRED;
        }
        return switch (settings.peerCertificate()) {
            case IGNORED -> SSL.SSL_CVERIFY_NONE;
            case OPTIONAL -> SSL.SSL_CVERIFY_OPTIONAL;
            case REQUIRED -> SSL.SSL_CVERIFY_REQUIRED;
        };
    }

    /** BoringSSL asks on the thread of the handshake. */
    private final class Verifier extends io.netty.internal.tcnative.CertificateVerifier {
        @Override
        public int verify(long connection, byte[][] chain, String auth) {
            BoringEngine engine = shaking.get(connection);
            return engine == null ? X509_V_ERR_UNSPECIFIED : engine.verify(chain);
        }
    }

    @Override
    @Nullable TlsEngine engine(TlsBuffers buffers, PeerCheck check, @Nullable String serverName) {
        if (users.getAndUpdate(now -> now == 0 ? 0 : now + 1) == 0) {
            return null;
        }
        long connection = SSL.newSSL(context, settings.side() == Side.SERVER);
        BoringEngine engine = new BoringEngine(this, buffers, check, connection);
        if (serverName != null) {
            SSL.setTlsExtHostName(connection, serverName);
        }
        keys.use(connection);
        shaking.put(connection, engine);
        return engine;
    }

    /** Its handshake has ended. */
    void over(long connection) {
        shaking.remove(connection);
    }

    void release(long connection) {
        shaking.remove(connection);
        SSL.freeSSL(connection);
        leave();
    }

    @Override
    public void retire() {
        leave();
    }

    private void leave() {
        if (users.decrementAndGet() == 0) {
            SSLContext.free(context);
            keys.free();
        }
    }
}
