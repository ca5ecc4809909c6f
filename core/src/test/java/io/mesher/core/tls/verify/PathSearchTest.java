package io.mesher.core.tls.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.tls.Trust;
import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.CertificateSpec;
import io.mesher.testkit.tls.Issued;
import io.mesher.testkit.tls.KeyType;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Chains as servers and authorities send them. */
class PathSearchTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant PAST = Instant.parse("2026-05-01T00:00:00Z");
    private static final Expectation ANY = Expectation.client();
    private static final CertificateAuthority ROOT = CertificateAuthority.root("CN=Root", NOW);
    private static final CertificateAuthority OLD_ROOT = CertificateAuthority.root("CN=Old root", NOW);
    private static final CertificateAuthority UPPER = ROOT.intermediate("CN=Upper");
    private static final CertificateAuthority LOWER = UPPER.intermediate("CN=Lower");
    private static final Issued LEAF = LOWER.leaf("reports");

    @Test
    void ordersAChainThatWasSentInDisorder() {
        assertThat(path(List.of(LEAF.certificate(), UPPER.certificate(), LOWER.certificate()), ROOT.certificate()))
                .containsExactly(LEAF.certificate(), LOWER.certificate(), UPPER.certificate(), ROOT.certificate());
    }

    @Test
    void passesOverSurplusAndRepeatedCertificates() {
        List<X509Certificate> sent = new ArrayList<>(LEAF.chain());
        sent.addAll(List.of(
                ROOT.certificate(), OLD_ROOT.certificate(), ROOT.leaf("other").certificate(), LEAF.certificate()));
        sent.addAll(LEAF.chain());
        assertThat(path(sent, ROOT.certificate())).hasSize(4);
    }

    @Test
    void stopsAtATrustedIntermediate() {
        assertThat(path(LEAF.chain(), UPPER.certificate()))
                .containsExactly(LEAF.certificate(), LOWER.certificate(), UPPER.certificate());
    }

    @Test
    void leadsThroughATrustedIntermediateToItsRoot() {
        X509Certificate expired = ROOT.crossSign(UPPER, spec -> spec.valid(PAST.minusSeconds(9), PAST))
                .certificate();
        assertThat(verify(List.of(LEAF.certificate()), LOWER.certificate(), expired))
                .isInstanceOf(PeerVerdict.Accepted.class);
        assertThat(path(
                        List.of(LEAF.certificate(), LOWER.certificate()),
                        UPPER.certificate(),
                        expired,
                        ROOT.certificate()))
                .endsWith(UPPER.certificate());
    }

    @Test
    void followsACrossSignatureToTheOneTrustedRoot() {
        X509Certificate cross = OLD_ROOT.crossSign(ROOT, spec -> spec).certificate();
        List<X509Certificate> sent = new ArrayList<>(LEAF.chain());
        sent.add(cross);
        assertThat(path(sent, OLD_ROOT.certificate())).hasSize(5).contains(cross);
        assertThat(path(sent, ROOT.certificate())).hasSize(4).doesNotContain(cross);
        assertThat(path(sent, OLD_ROOT.certificate(), ROOT.certificate())).isNotEmpty();
    }

    @Test
    void findsTheGoodPathBesideAnExpiredCrossSignature() {
        X509Certificate expired = OLD_ROOT.crossSign(UPPER, spec -> spec.valid(PAST.minusSeconds(9), PAST))
                .certificate();
        List<X509Certificate> sent = List.of(LEAF.certificate(), LOWER.certificate(), expired, UPPER.certificate());
        assertThat(path(sent, OLD_ROOT.certificate(), ROOT.certificate())).contains(UPPER.certificate());
        assertThat(verify(sent, OLD_ROOT.certificate())).isInstanceOf(PeerFault.Expired.class);
    }

    @Test
    void reportsTheFaultOfThePathThatPassesTheMostChecks() {
        X509Certificate expired = OLD_ROOT.crossSign(UPPER, spec -> spec.valid(PAST.minusSeconds(9), PAST))
                .certificate();
        X509Certificate againstRules =
                ROOT.crossSign(UPPER, CertificateSpec::unknownCriticalExtension).certificate();
        for (List<X509Certificate> both : List.of(List.of(expired, againstRules), List.of(againstRules, expired))) {
            List<X509Certificate> sent = new ArrayList<>(List.of(LEAF.certificate(), LOWER.certificate()));
            sent.addAll(both);
            assertThat(verify(sent, OLD_ROOT.certificate(), ROOT.certificate())).isInstanceOf(PeerFault.Expired.class);
        }
    }

    @Test
    void findsTheGoodOneOfTwoTrustedCertificatesWithOneKey() {
        Issued old = CertificateAuthority.selfSigned(new CertificateSpec("CN=Root", NOW)
                .authority(9)
                .keys(ROOT.keys())
                .valid(PAST.minusSeconds(9), PAST));
        assertThat(path(LEAF.chain(), old.certificate(), ROOT.certificate())).endsWith(ROOT.certificate());
    }

    @Test
    void findsTheRightOneOfIssuersWithOneNameAlsoWithoutKeyIdentifiers() {
        List<X509Certificate> sent = new ArrayList<>();
        CertificateAuthority right = ROOT.intermediate("CN=Twin", CertificateSpec::withoutKeyIds);
        sent.add(right.issue(ROOT.spec("CN=a").withoutKeyIds()).certificate());
        for (int i = 0; i < 5; i++) {
            sent.add(
                    ROOT.intermediate("CN=Twin", CertificateSpec::withoutKeyIds).certificate());
        }
        sent.add(right.certificate());
        assertThat(path(sent, ROOT.certificate())).contains(right.certificate());
    }

    @Test
    void endsWhereAuthoritiesSignEachOther() {
        CertificateAuthority a = CertificateAuthority.root("CN=A", NOW);
        CertificateAuthority b = CertificateAuthority.root("CN=B", NOW);
        List<X509Certificate> sent = List.of(
                a.leaf("reports").certificate(),
                b.crossSign(a, spec -> spec).certificate(),
                a.crossSign(b, spec -> spec).certificate());
        assertThat(verify(sent, ROOT.certificate())).isInstanceOf(PeerFault.UnknownIssuer.class);
        assertThat(path(sent, b.certificate())).hasSize(3);
    }

    @Test
    void triesOnlySomeOfManyIssuersWithOneName() {
        List<X509Certificate> sent = new ArrayList<>();
        CertificateAuthority right = ROOT.intermediate("CN=Twin", CertificateSpec::withoutKeyIds);
        sent.add(right.issue(ROOT.spec("CN=a").withoutKeyIds()).certificate());
        for (int i = 0; i < PathSearch.MAX_SIGNATURES; i++) {
            sent.add(
                    ROOT.intermediate("CN=Twin", CertificateSpec::withoutKeyIds).certificate());
        }
        sent.add(right.certificate());
        assertThat(verify(sent, ROOT.certificate())).isInstanceOf(PeerFault.BadChain.class);
        sent.remove(1);
        sent.remove(1);
        assertThat(verify(sent, ROOT.certificate())).isInstanceOf(PeerVerdict.Accepted.class);
    }

    /** All have one name, and each has issued each other one: there are more paths than anyone can try. */
    @Test
    void givesUpAfterABoundedNumberOfSignatures() {
        List<KeyPair> keys = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            keys.add(KeyType.EC_P256.newKeys());
        }
        List<X509Certificate> sent = new ArrayList<>();
        CertificateAuthority first = knot(keys.get(0));
        sent.add(first.leaf("reports").certificate());
        for (KeyPair issuer : keys) {
            for (KeyPair subject : keys) {
                if (issuer != subject) {
                    sent.add(knot(issuer)
                            .intermediate("CN=Knot", spec -> spec.keys(subject))
                            .certificate());
                }
            }
        }
        assertThat(verify(sent, ROOT.certificate()))
                .isInstanceOfSatisfying(
                        PeerFault.BadChain.class,
                        fault -> assertThat(fault.detail()).contains("among its many possible issuers"));
    }

    /** Random authorities and cross-signatures; a plain search of the issued edges says what must come out. */
    @Test
    void acceptsExactlyWhatHasAPathInRandomMeshes() {
        List<KeyPair> keys = new ArrayList<>();
        for (int i = 0; i < RandomMesh.AUTHORITIES; i++) {
            keys.add(KeyType.EC_P256.newKeys());
        }
        int accepted = 0;
        for (int seed = 0; seed < 100; seed++) {
            RandomMesh mesh = new RandomMesh(new Random(seed), keys, NOW);
            PeerVerdict verdict = PeerVerifier.verify(mesh.sent(), mesh.trust(), ANY, NOW);
            assertThat(verdict instanceof PeerVerdict.Accepted)
                    .as("seed %d: %s", seed, verdict)
                    .isEqualTo(mesh.hasPath());
            if (verdict instanceof PeerVerdict.Accepted good) {
                accepted++;
                assertThat(good.path().getFirst()).isEqualTo(mesh.sent().getFirst());
                assertThat(mesh.trust().isAnchor(good.path().getLast())).isTrue();
            }
            List<X509Certificate> shuffled =
                    new ArrayList<>(mesh.sent().subList(1, mesh.sent().size()));
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.addFirst(mesh.sent().getFirst());
            assertThat(PeerVerifier.verify(shuffled, mesh.trust(), ANY, NOW) instanceof PeerVerdict.Accepted)
                    .as("seed %d, in another order", seed)
                    .isEqualTo(mesh.hasPath());
        }
        assertThat(accepted).as("accepted of 100").isBetween(20, 80);
    }

    private static CertificateAuthority knot(KeyPair keys) {
        return CertificateAuthority.root("CN=Knot", NOW, spec -> spec.keys(keys));
    }

    private static List<X509Certificate> path(List<X509Certificate> sent, X509Certificate... anchors) {
        PeerVerdict verdict = verify(sent, anchors);
        assertThat(verdict).isInstanceOf(PeerVerdict.Accepted.class);
        return ((PeerVerdict.Accepted) verdict).path();
    }

    private static PeerVerdict verify(List<X509Certificate> sent, X509Certificate... anchors) {
        return PeerVerifier.verify(sent, new Trust(List.of(anchors), List.of()), ANY, NOW);
    }
}
