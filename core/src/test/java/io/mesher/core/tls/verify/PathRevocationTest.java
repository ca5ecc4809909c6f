package io.mesher.core.tls.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.tls.Trust;
import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.CertificateSpec;
import io.mesher.testkit.tls.Issued;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathRevocationTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final CertificateAuthority ROOT = CertificateAuthority.root("CN=Root", NOW);
    private static final CertificateAuthority BETWEEN = ROOT.intermediate("CN=Between");
    private static final Issued LEAF = BETWEEN.leaf("reports");
    private static final Issued OTHER = BETWEEN.leaf("other");

    @Test
    void namesSerialDateReasonAndList() {
        PeerFault fault = fault(LEAF, BETWEEN.crl(LEAF.certificate()));
        assertThat(fault.code()).isEqualTo("tls.revoked");
        assertThat(fault.alert()).isEqualTo(44);
        assertThat(fault.text())
                .isEqualTo("The peer's certificate CN=reports (issuer CN=Between, serial "
                        + LEAF.certificate().getSerialNumber().toString(16)
                        + ") was revoked at 2026-06-01T10:00:00Z (reason: key compromise), says the revocation list of "
                        + "CN=Between from 2026-06-01T11:00:00Z. Renew the peer's certificate.");
    }

    @Test
    void acceptsWhatNoListNames() {
        accepted(OTHER, BETWEEN.crl(LEAF.certificate()));
        accepted(OTHER, ROOT.crl());
        accepted(OTHER, ROOT.crl(), BETWEEN.crl());
    }

    @Test
    void noticesARevokedIntermediate() {
        assertThat(fault(LEAF, ROOT.crl(BETWEEN.certificate())))
                .isInstanceOfSatisfying(
                        PeerFault.Revoked.class,
                        fault -> assertThat(fault.place()).isEqualTo(Place.INTERMEDIATE));
    }

    @Test
    void takesAnotherPathBesideARevokedIntermediate() {
        CertificateAuthority second = CertificateAuthority.root("CN=Second", NOW);
        X509Certificate cross = second.crossSign(BETWEEN, spec -> spec).certificate();
        Trust trust =
                new Trust(List.of(ROOT.certificate(), second.certificate()), List.of(ROOT.crl(BETWEEN.certificate())));
        PeerVerdict verdict = PeerVerifier.verify(
                List.of(LEAF.certificate(), BETWEEN.certificate(), cross), trust, Expectation.client(), NOW);
        assertThat(verdict).isInstanceOf(PeerVerdict.Accepted.class);
    }

    @Test
    void believesAnOverdueListAndReportsItToTheCaller() {
        X509CRL overdue = BETWEEN.crl(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)), LEAF.certificate());
        assertThat(fault(LEAF, overdue).code()).isEqualTo("tls.revoked");
        accepted(OTHER, overdue);
        assertThat(new Trust(List.of(), List.of(overdue, BETWEEN.crl())).overdue(NOW))
                .containsExactly(overdue);
    }

    @Test
    void refusesACertificateWhoseOnlyListIsForged() {
        CertificateAuthority forger = CertificateAuthority.root("CN=Between", NOW);
        assertThat(fault(OTHER, forger.crl()))
                .isInstanceOfSatisfying(
                        PeerFault.BadChain.class,
                        fault -> assertThat(fault.detail()).contains("is not signed by the issuer"));
        accepted(OTHER, forger.crl(OTHER.certificate()), BETWEEN.crl());
    }

    @Test
    void takesTheListOfAnAuthorityThatSignsWithItsNewKey() {
        CertificateAuthority newKey = CertificateAuthority.root("CN=Root", NOW);
        Issued leaf = ROOT.leaf("reports");
        Trust trust =
                new Trust(List.of(ROOT.certificate(), newKey.certificate()), List.of(newKey.crl(leaf.certificate())));
        assertThat(PeerVerifier.verify(leaf.chain(), trust, Expectation.client(), NOW))
                .isInstanceOf(PeerFault.Revoked.class);
    }

    @Test
    void revokesATrustedPeerCertificateToo() {
        Issued self = CertificateAuthority.selfSigned(new CertificateSpec("CN=self", NOW));
        Trust pinned = new Trust(
                List.of(LEAF.certificate(), BETWEEN.certificate(), self.certificate()),
                List.of(BETWEEN.crl(LEAF.certificate())));
        assertThat(PeerVerifier.verify(List.of(LEAF.certificate()), pinned, Expectation.client(), NOW))
                .isInstanceOf(PeerFault.Revoked.class);
        assertThat(PeerVerifier.verify(self.chain(), pinned, Expectation.client(), NOW))
                .isInstanceOf(PeerVerdict.Accepted.class);
    }

    private static PeerVerdict verify(Issued leaf, X509CRL... lists) {
        return PeerVerifier.verify(
                leaf.chain(), new Trust(List.of(ROOT.certificate()), List.of(lists)), Expectation.client(), NOW);
    }

    private static void accepted(Issued leaf, X509CRL... lists) {
        assertThat(verify(leaf, lists)).isInstanceOf(PeerVerdict.Accepted.class);
    }

    private static PeerFault fault(Issued leaf, X509CRL... lists) {
        PeerVerdict verdict = verify(leaf, lists);
        assertThat(verdict).isInstanceOf(PeerFault.class);
        return (PeerFault) verdict;
    }
}
