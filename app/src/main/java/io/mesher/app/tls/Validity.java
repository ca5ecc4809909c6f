package io.mesher.app.tls;

import io.mesher.app.tls.TlsFinding.Code;
import io.mesher.core.config.ConfiguredFile;
import io.mesher.core.config.TrustSource;
import io.mesher.core.tls.ShownCertificate;
import io.mesher.core.tls.Trust;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Whether certificates and revocation lists are valid now, and for how long. */
final class Validity {
    /** Of a certificate's life: what is left when somebody should look why nobody has renewed it. */
    private static final int SOON = 5;

    private Validity() {}

    /** Of the own certificate. */
    static void check(X509Certificate own, ConfiguredFile file, Instant now, List<TlsFinding> findings) {
        Instant from = own.getNotBefore().toInstant();
        Instant to = own.getNotAfter().toInstant();
        String subject = Contents.name(file) + ": The certificate of "
                + ShownCertificate.of(own).subject();
        if (now.isBefore(from)) {
            findings.add(
                    new TlsFinding(
                            Code.NOT_YET_VALID,
                            file.key(),
                            subject + " is not valid before " + from + "; it is now " + seconds(now)
                                    + ". Peers refuse it. Check the clock of this machine and of the one that made the certificate."));
        } else if (now.isAfter(to)) {
            findings.add(new TlsFinding(
                    Code.EXPIRED,
                    file.key(),
                    subject + " expired at " + to + "; it is now " + seconds(now) + ". Peers refuse it. Renew it."));
        } else if (Duration.between(now, to)
                        .compareTo(Duration.between(from, to).dividedBy(SOON))
                < 0) {
            findings.add(new TlsFinding(
                    Code.EXPIRES_SOON,
                    file.key(),
                    subject + " expires at " + to + "; less than a fifth of its life is left. Renew it."));
        }
    }

    static void check(Trust trust, TrustSource source, Instant now, List<TlsFinding> findings) {
        boolean valid = false;
        for (X509Certificate anchor : trust.anchors()) {
            valid |= !now.isAfter(anchor.getNotAfter().toInstant());
        }
        if (!valid) {
            findings.add(new TlsFinding(
                    Code.EXPIRED,
                    source.file().key(),
                    Contents.name(source.file()) + ": All authorities in the file have expired, the first of them, "
                            + ShownCertificate.of(trust.anchors().getFirst()).subject() + ", at "
                            + trust.anchors().getFirst().getNotAfter().toInstant() + "; it is now " + seconds(now)
                            + ". Add the certificates of their successors."));
        }
        ConfiguredFile lists = source.revocations();
        if (lists == null) {
            return;
        }
        for (X509CRL list : trust.overdue(now)) {
            findings.add(new TlsFinding(
                    Code.OVERDUE_LIST,
                    lists.key(),
                    Contents.name(lists) + ": The revocation list of "
                            + ShownCertificate.name(list.getIssuerX500Principal()) + " was to be renewed by "
                            + list.getNextUpdate().toInstant() + "; it is now " + seconds(now)
                            + ". Mesher still refuses what it revokes. Get the current list."));
        }
    }

    private static Instant seconds(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS);
    }
}
