package io.mesher.core.tls;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;

/** Who signed what. */
public final class Signatures {
    private Signatures() {}

    /** Whether the certificate names the other one as its issuer and is signed by its key. Takes milliseconds. */
    public static boolean issued(X509Certificate issuer, X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                && isSignedBy(certificate, issuer.getPublicKey());
    }

    public static boolean isSelfSigned(X509Certificate certificate) {
        return issued(certificate, certificate);
    }

    /** False also for keys whose signatures would take too long to verify. */
    public static boolean isSignedBy(X509Certificate certificate, PublicKey key) {
        if (KeyKind.isSlow(key)) {
            return false;
        }
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            // The JDK throws IllegalArgumentException and others for some malformed signatures and keys.
            return false;
        }
    }

    public static boolean isSignedBy(X509CRL list, PublicKey key) {
        if (KeyKind.isSlow(key)) {
            return false;
        }
        try {
            list.verify(key);
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }
}
