package io.mesher.core.tls.verify;

import io.mesher.core.tls.ShownCertificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The times of a path. Those of the trusted certificate count as well, as in OpenSSL and Go. */
final class PathDates {
    private PathDates() {}

    static boolean isValid(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    /** When all certificates have become valid. */
    static Instant from(List<X509Certificate> path) {
        Instant latest = Instant.MIN;
        for (X509Certificate certificate : path) {
            Instant from = certificate.getNotBefore().toInstant();
            latest = from.isAfter(latest) ? from : latest;
        }
        return latest;
    }

    /** When the first certificate expires. */
    static Instant until(List<X509Certificate> path) {
        Instant earliest = Instant.MAX;
        for (X509Certificate certificate : path) {
            Instant until = certificate.getNotAfter().toInstant();
            earliest = until.isBefore(earliest) ? until : earliest;
        }
        return earliest;
    }

    static @Nullable PeerFault fault(CandidatePath path, Instant now) {
        List<X509Certificate> whole = path.whole();
        for (int i = 0; i < whole.size(); i++) {
            X509Certificate certificate = whole.get(i);
            if (now.isAfter(certificate.getNotAfter().toInstant())) {
                return new PeerFault.Expired(ShownCertificate.of(certificate), path.place(i), now);
            }
            if (now.isBefore(certificate.getNotBefore().toInstant())) {
                return new PeerFault.NotYetValid(ShownCertificate.of(certificate), path.place(i), now);
            }
        }
        return null;
    }
}
