package io.mesher.net.tls;

import io.netty.internal.tcnative.SSL;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Certificates and key as BoringSSL holds them, outside the heap. */
final class BoringKeys {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final long chain;
    private final long key;

    private BoringKeys(long chain, long key) {
        this.chain = chain;
        this.key = key;
    }

    static BoringKeys of(@Nullable TlsKeys keys) throws GeneralSecurityException {
        if (keys == null) {
            return new BoringKeys(0, 0);
        }
        StringBuilder certificates = new StringBuilder();
        for (X509Certificate certificate : keys.chain()) {
            certificates.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        long chain = 0;
        try {
            chain = parse(certificates.toString(), SSL::parseX509Chain);
            // The key's own encoding is PKCS#8: all our keys come from files.
            return new BoringKeys(
                    chain, parse(pem("PRIVATE KEY", keys.key().getEncoded()), bio -> SSL.parsePrivateKey(bio, null)));
        } catch (Exception e) {
            if (chain != 0) {
                SSL.freeX509Chain(chain);
            }
            SSL.clearError();
            throw new GeneralSecurityException("BoringSSL refuses the key or its certificates: " + e.getMessage(), e);
        }
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + LINES.encodeToString(der) + "\n-----END " + what + "-----\n";
    }

    private interface Parser {
        long parse(long bio) throws Exception;
    }

    private static long parse(String pem, Parser parser) throws Exception {
        byte[] text = pem.getBytes(StandardCharsets.US_ASCII);
        long bio = SSL.newMemBIO();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment outside = arena.allocateFrom(ValueLayout.JAVA_BYTE, text);
            SSL.bioWrite(bio, outside.address(), text.length);
            return parser.parse(bio);
        } finally {
            // 20 MiB in 5,000 contexts otherwise.
            SSL.freeBIO(bio);
        }
    }

    /** From now on the connection proves itself by them. */
    void use(long connection) {
        if (chain == 0) {
            return;
        }
        try {
            SSL.setKeyMaterial(connection, chain, key);
        } catch (Exception e) {
            throw new IllegalStateException("BoringSSL took these keys before: " + e.getMessage(), e);
        }
    }

    void free() {
        if (chain != 0) {
            SSL.freeX509Chain(chain);
        }
        if (key != 0) {
            SSL.freePrivateKey(key);
        }
    }
}
