package io.mesher.core.tls.verify;

import io.mesher.core.tls.ShownCertificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the certificates of a path may be used for what the peer is. */
final class PathPurpose {
    /** RFC 5280 §4.2.1.12. */
    private static final String ANY = "2.5.29.37.0";

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int MAX_SHOWN = 5;

    private PathPurpose() {}

    /** An extended key usage in an intermediate limits what it may issue, as OpenSSL and Go take it. */
    static @Nullable PeerFault fault(CandidatePath path, Purpose needed) {
        List<X509Certificate> certificates = path.certificates();
        for (int i = 0; i < certificates.size(); i++) {
            X509Certificate certificate = certificates.get(i);
            String found = contradiction(certificate, needed);
            if (found != null) {
                return new PeerFault.WrongPurpose(ShownCertificate.of(certificate), path.place(i), needed, found);
            }
        }
        // All suites sign with the key: RFC 8446 §4.4.2.2 demands this bit where there is a key usage.
        boolean[] usage = path.leaf().getKeyUsage();
        return usage == null || usage[DIGITAL_SIGNATURE]
                ? null
                : new PeerFault.WrongPurpose(
                        ShownCertificate.of(path.leaf()), Place.LEAF, needed, "a key usage without digitalSignature");
    }

    private static @Nullable String contradiction(X509Certificate certificate, Purpose needed) {
        List<String> usages;
        try {
            usages = certificate.getExtendedKeyUsage();
        } catch (CertificateParsingException e) {
            return "an extended key usage that can't be read";
        }
        return usages == null || usages.contains(needed.id()) || usages.contains(ANY)
                ? null
                : "only the extended key usage " + shown(usages);
    }

    private static String shown(List<String> usages) {
        StringBuilder shown = new StringBuilder();
        for (String usage : usages.subList(0, Math.min(usages.size(), MAX_SHOWN))) {
            shown.append(shown.isEmpty() ? "" : ", ").append(name(usage));
        }
        return usages.size() > MAX_SHOWN ? shown + " and others" : shown.toString();
    }

    private static String name(String id) {
        for (Purpose purpose : Purpose.values()) {
            if (purpose.id().equals(id)) {
                return purpose.text();
            }
        }
        return ShownCertificate.safe(id);
    }
}
