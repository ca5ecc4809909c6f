package io.mesher.core.tls.verify;

import io.mesher.core.tls.ShownCertificate;
import io.mesher.core.tls.Signatures;
import io.mesher.core.tls.Trust;
import java.security.PublicKey;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the certificates of a path in the revocation lists of the trust, and only there: nothing is fetched.
 *
 * <p>A certificate whose issuer has no list is not revoked. If there are lists under the issuer's name but none is signed by it, the
 * certificate is refused, since otherwise a forged list would switch revocation off.
 */
final class PathRevocation {
    private PathRevocation() {}

    static @Nullable PeerFault fault(CandidatePath path, Trust trust) {
        List<X509Certificate> certificates = path.certificates();
        for (int i = 0; i < certificates.size(); i++) {
            X509Certificate certificate = certificates.get(i);
            List<X509CRL> lists = trust.lists(certificate.getIssuerX500Principal());
            if (!lists.isEmpty()) {
                X509Certificate issuer = i + 1 < certificates.size() ? certificates.get(i + 1) : path.anchor();
                PeerFault fault = fault(certificate, path.place(i), lists, issuer, trust);
                if (fault != null) {
                    return fault;
                }
            }
        }
        return null;
    }

    private static @Nullable PeerFault fault(
            X509Certificate certificate, Place place, List<X509CRL> lists, X509Certificate issuer, Trust trust) {
        boolean signed = false;
        for (X509CRL list : lists) {
            if (!isSigned(list, issuer, trust)) {
                continue;
            }
            signed = true;
            X509CRLEntry entry = list.getRevokedCertificate(certificate);
            if (entry != null) {
                CRLReason reason = entry.getRevocationReason();
                return new PeerFault.Revoked(
                        ShownCertificate.of(certificate),
                        place,
                        entry.getRevocationDate().toInstant(),
                        reason == null
                                ? "not given"
                                : reason.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        ShownCertificate.name(list.getIssuerX500Principal()),
                        list.getThisUpdate().toInstant());
            }
        }
        return signed
                ? null
                : new PeerFault.BadChain(
                        ShownCertificate.of(certificate),
                        "the revocation list of its issuer that this Mesher has is not signed by the issuer");
    }

    /** By the issuer in the path, or by a trusted certificate with its name: an authority that changes keys signs with the new one. */
    private static boolean isSigned(X509CRL list, X509Certificate issuer, Trust trust) {
        PublicKey key = issuer.getPublicKey();
        if (issuer.getSubjectX500Principal().equals(list.getIssuerX500Principal())
                && Signatures.isSignedBy(list, key)) {
            return true;
        }
        for (X509Certificate anchor : trust.anchors(list.getIssuerX500Principal())) {
            if (!anchor.getPublicKey().equals(key) && Signatures.isSignedBy(list, anchor.getPublicKey())) {
                return true;
            }
        }
        return false;
    }
}
