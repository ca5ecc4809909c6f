package io.mesher.core.tls.verify;

import io.mesher.core.tls.ShownCertificate;
import io.mesher.core.tls.Signatures;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of RFC 5280 §6 for a path: who may issue, how long the path may be, constraints of names, critical extensions. The
 * JDK's validator applies them, without revocation, which would fetch lists.
 */
final class PathRules {
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final int KEY_CERT_SIGN = 5;
    private static final int NO_AUTHORITY = -1;
    private static final int VERSION_3 = 3;

    private PathRules() {}

    /** @param at a time when all certificates of the path are valid */
    static @Nullable PeerFault fault(CandidatePath path, Instant at) {
        if (path.isPinned()) {
            return null;
        }
        PeerFault fault = anchorFault(path);
        if (fault != null) {
            return fault;
        }
        boolean constrained = path.anchor().getExtensionValue(NAME_CONSTRAINTS) != null;
        if (constrained && !Signatures.isSelfSigned(path.anchor())) {
            return bad(
                    path.anchor(),
                    "it is trusted and has name constraints, which can be applied only if its root is trusted as well");
        }
        try {
            CertPath certPath = CertificateFactory.getInstance("X.509")
                    .generateCertPath(constrained ? path.whole() : path.certificates());
            PKIXParameters parameters = new PKIXParameters(Set.of(anchor(path.anchor(), constrained)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
            return null;
        } catch (CertPathValidatorException e) {
            int index = Math.max(e.getIndex(), 0);
            return bad(path.whole().get(index), detail(e));
        } catch (GeneralSecurityException e) {
            return bad(path.anchor(), "it can't be used: " + ShownCertificate.safe(String.valueOf(e.getMessage())));
        }
    }

    /** The validator takes a trusted certificate as it is; OpenSSL and Go apply its own limits as well, and so does this. */
    private static @Nullable PeerFault anchorFault(CandidatePath path) {
        X509Certificate anchor = path.anchor();
        int maxLength = anchor.getBasicConstraints();
        // A root from before version 3 can't say that it is an authority.
        if (maxLength == NO_AUTHORITY && anchor.getVersion() >= VERSION_3) {
            return bad(
                    anchor, "it is trusted, but it is not the certificate of an authority, so it can't issue others");
        }
        boolean[] usage = anchor.getKeyUsage();
        if (usage != null && !usage[KEY_CERT_SIGN]) {
            return bad(anchor, "it is trusted, but its key usage doesn't allow it to issue others");
        }
        return maxLength >= 0 && authorities(path.certificates()) > maxLength
                ? bad(anchor, "it is trusted, but allows only " + maxLength + " authorities after it")
                : null;
    }

    /** RFC 5280 §4.2.1.9: those that issued themselves don't count, nor does the peer's certificate. */
    private static int authorities(List<X509Certificate> path) {
        int count = 0;
        for (X509Certificate certificate : path.subList(1, path.size())) {
            if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                count++;
            }
        }
        return count;
    }

    /**
     * The validator applies no name constraints of a trusted certificate: it refuses to work if they are handed over, and ignores
     * them otherwise. So such a certificate becomes the last one of the path, after a trusted name and key that are its own.
     */
    private static TrustAnchor anchor(X509Certificate anchor, boolean constrained) {
        return constrained
                ? new TrustAnchor(anchor.getSubjectX500Principal(), anchor.getPublicKey(), null)
                : new TrustAnchor(anchor, null);
    }

    private static PeerFault bad(X509Certificate certificate, String detail) {
        return new PeerFault.BadChain(ShownCertificate.of(certificate), detail);
    }

    private static String detail(CertPathValidatorException e) {
        if (e.getReason() instanceof PKIXReason reason) {
            return switch (reason) {
                case NAME_CHAINING -> "its issuer's name doesn't fit the path";
                case INVALID_KEY_USAGE -> "its key usage doesn't allow it to issue others";
                case INVALID_POLICY -> "its certificate policies don't fit the path";
                case NO_TRUST_ANCHOR -> "its key identifiers don't fit the trusted certificate";
                case UNRECOGNIZED_CRIT_EXT -> "it has a critical extension that Mesher doesn't know";
                case NOT_CA_CERT -> "it issued another certificate, but it is not the certificate of an authority";
                case PATH_TOO_LONG -> "it allows fewer authorities after it than there are";
                // The JDK does so also for intermediates, which RFC 5280 doesn't ask for.
                case INVALID_NAME ->
                    "an authority of its path may not issue certificates for its names"
                            + " (a CN without alternative names counts as a DNS name here)";
            };
        }
        return ShownCertificate.safe(String.valueOf(e.getMessage()));
    }
}
