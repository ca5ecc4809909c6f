package io.mesher.core.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Mesher shows of itself: a certificate with its chain and private key, which belong together. Immutable. */
public final class KeyMaterial {
    private static final byte[] PROBE =
            "Mesher: does this key belong to this certificate?".getBytes(StandardCharsets.US_ASCII);

    private final List<X509Certificate> chain;
    private final PrivateKey key;
    private final KeyKind kind;
    private final String origin;

    private KeyMaterial(List<X509Certificate> chain, PrivateKey key, KeyKind kind, String origin) {
        this.chain = chain;
        this.key = key;
        this.kind = kind;
        this.origin = origin;
    }

    /**
     * Finds the certificate of the key among {@code certificates} and puts it first, its issuers after it, and surplus ones last.
     *
     * @param certificates at least one, in any order
     * @param origin the file or files that all this is from, for messages
     */
    public static FileResult<KeyMaterial> of(List<X509Certificate> certificates, PrivateKey key, String origin) {
        String unusable = null;
        for (X509Certificate certificate : certificates) {
            KeyKind kind = KeyKind.of(certificate.getPublicKey());
            if (kind == null) {
                unusable = unusable == null ? KeyKind.describe(certificate.getPublicKey()) : unusable;
            } else if (belongs(key, kind, certificate)) {
                return FileResult.of(new KeyMaterial(ordered(certificate, certificates), key, kind, origin));
            }
        }
        return FileResult.failed(
                unusable != null && certificates.size() == 1
                        ? new FileFault.UnsupportedKey(origin, 0, unusable)
                        : new FileFault.KeyMismatch(
                                origin,
                                ShownCertificate.of(certificates.getFirst()).subject()));
    }

    /** The own certificate first. Not empty. */
    public List<X509Certificate> chain() {
        return chain;
    }

    public X509Certificate leaf() {
        return chain.getFirst();
    }

    public PrivateKey key() {
        return key;
    }

    public KeyKind kind() {
        return kind;
    }

    /** The file or files that it is from. */
    public String origin() {
        return origin;
    }

    /** When the own certificate expires. */
    public Instant notAfter() {
        return leaf().getNotAfter().toInstant();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return ShownCertificate.of(leaf()).text() + " from " + origin;
    }

    private static boolean belongs(PrivateKey key, KeyKind kind, X509Certificate certificate) {
        try {
            Signature signature = Signature.getInstance(kind.signature());
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException | RuntimeException e) {
            // A key of another kind, or on another curve.
            return false;
        }
    }

    private static List<X509Certificate> ordered(X509Certificate leaf, List<X509Certificate> all) {
        List<X509Certificate> rest = new ArrayList<>(all);
        List<X509Certificate> ordered = new ArrayList<>();
        X509Certificate next = leaf;
        while (next != null) {
            rest.remove(next);
            ordered.add(next);
            next = issuer(next, rest);
        }
        ordered.addAll(rest);
        return List.copyOf(ordered);
    }

    private static @Nullable X509Certificate issuer(X509Certificate of, List<X509Certificate> among) {
        for (X509Certificate candidate : among) {
            if (Signatures.issued(candidate, of)) {
                return candidate;
            }
        }
        return null;
    }
}
