package io.mesher.core.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a peer is by its certificate. It means something only if the certificate has been verified.
 *
 * @param spiffeId null if there is none, or none that is valid
 * @param dns the DNS names in the certificate's order, unchecked
 * @param subject for people: a name that anyone can have
 */
public record PeerIdentity(@Nullable SpiffeId spiffeId, List<String> dns, String subject) {
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    public PeerIdentity {
        dns = List.copyOf(dns);
    }

    public static PeerIdentity of(X509Certificate leaf) {
        AlternativeNames names = AlternativeNames.of(leaf);
        return new PeerIdentity(
                spiffeId(leaf, names), names.dns(), ShownCertificate.of(leaf).subject());
    }

    /** By the standard "X509-SVID" §2 to §4.3: exactly one URI, with a path, in a certificate that can't sign others. */
    private static @Nullable SpiffeId spiffeId(X509Certificate leaf, AlternativeNames names) {
        if (names.uris().size() != 1 || leaf.getBasicConstraints() >= 0) {
            return null;
        }
        boolean[] usage = leaf.getKeyUsage();
        if (usage != null && (usage[KEY_CERT_SIGN] || usage[CRL_SIGN])) {
            return null;
        }
        SpiffeId id = SpiffeId.parse(names.uris().getFirst());
        return id == null || id.path().isEmpty() ? null : id;
    }
}
