package io.mesher.core.tls.verify;

import io.mesher.core.tls.Trust;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Verifies chains for one {@link Trust} and remembers the accepted ones, since peers show the same chain with each connection: a
 * verification takes milliseconds, finding a remembered chain some 20 µs (docs/decisions/0007). Faults are not remembered.
 *
 * <p>Belongs to one thread, an event loop, and so has no locks. A new trust needs a new one of these, so that nothing is remembered
 * that the new one doesn't accept.
 */
public final class VerifiedChains {
    private final Trust trust;
    private final Map<Key, PeerVerdict.Accepted> accepted;

    /** @param chain SHA-256 of the certificates with their lengths */
    private record Key(ByteBuffer chain, Expectation expected) {}

    /** @param max the number of chains that are remembered; the one that was used longest ago goes first */
    public VerifiedChains(Trust trust, int max) {
        this.trust = trust;
        this.accepted = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, PeerVerdict.Accepted> oldest) {
                return size() > max;
            }
        };
    }

    /**
     * As {@link PeerVerifier#verify}. Also for each resumed session, whose peer proved nothing anew.
     *
     * @param sent the certificates in DER, the peer's own first; empty if it sent none
     */
    public PeerVerdict verify(List<byte[]> sent, Expectation expected, Instant now) {
        Key key = new Key(ByteBuffer.wrap(digest(sent)), expected);
        PeerVerdict.Accepted known = accepted.get(key);
        if (known != null) {
            if (known.isValidAt(now)) {
                return known;
            }
            accepted.remove(key);
        }
        PeerVerdict verdict = parseAndVerify(sent, expected, now);
        if (verdict instanceof PeerVerdict.Accepted good) {
            accepted.put(key, good);
        }
        return verdict;
    }

    public Trust trust() {
        return trust;
    }

    /** How many chains are remembered. */
    public int size() {
        return accepted.size();
    }

    private PeerVerdict parseAndVerify(List<byte[]> sent, Expectation expected, Instant now) {
        if (sent.size() > PeerVerifier.MAX_CERTIFICATES) {
            return new PeerFault.BadChain(null, "there are " + sent.size() + " of them");
        }
        List<X509Certificate> parsed = new ArrayList<>(sent.size());
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] one : sent) {
                ByteArrayInputStream in = new ByteArrayInputStream(one);
                parsed.add((X509Certificate) factory.generateCertificate(in));
                if (in.available() > 0) {
                    return new PeerFault.BadChain(null, "number " + parsed.size() + " has more bytes after its end");
                }
            }
        } catch (CertificateException e) {
            return new PeerFault.BadChain(null, "number " + (parsed.size() + 1) + " is no valid certificate");
        }
        return PeerVerifier.verify(parsed, trust, expected, now);
    }

    private static byte[] digest(List<byte[]> sent) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
            for (byte[] one : sent) {
                sha256.update(length.putInt(0, one.length).array());
                sha256.update(one);
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }
}
