package io.mesher.core.tls.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.tls.Trust;
import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.Issued;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifiedChainsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final CertificateAuthority ROOT = CertificateAuthority.root("CN=Root", NOW);
    private static final Issued LEAF = ROOT.leaf("reports");
    private static final Expectation REPORTS = Expectation.server(new ExpectedName.Dns("reports"));

    private final VerifiedChains chains = new VerifiedChains(new Trust(List.of(ROOT.certificate()), List.of()), 3);

    @Test
    void remembersAnAcceptedChain() {
        PeerVerdict first = chains.verify(der(LEAF), REPORTS, NOW);
        assertThat(first).isInstanceOf(PeerVerdict.Accepted.class);
        assertThat(chains.verify(der(LEAF), REPORTS, NOW.plusSeconds(1))).isSameAs(first);
        assertThat(chains.size()).isEqualTo(1);
    }

    @Test
    void remembersByWhatWasExpected() {
        chains.verify(der(LEAF), REPORTS, NOW);
        assertThat(chains.verify(der(LEAF), Expectation.server(new ExpectedName.Dns("other")), NOW))
                .isInstanceOf(PeerFault.WrongName.class);
        assertThat(chains.verify(der(LEAF), Expectation.client(), NOW)).isInstanceOf(PeerVerdict.Accepted.class);
        assertThat(chains.size()).isEqualTo(2);
    }

    @Test
    void forgetsAChainThatIsNoLongerOrNotYetValid() {
        Instant end = LEAF.certificate().getNotAfter().toInstant();
        chains.verify(der(LEAF), REPORTS, NOW);
        assertThat(chains.verify(der(LEAF), REPORTS, end)).isInstanceOf(PeerVerdict.Accepted.class);
        assertThat(chains.verify(der(LEAF), REPORTS, end.plusSeconds(1))).isInstanceOf(PeerFault.Expired.class);
        assertThat(chains.size()).isZero();
        chains.verify(der(LEAF), REPORTS, NOW);
        assertThat(chains.verify(der(LEAF), REPORTS, NOW.minus(Duration.ofDays(2))))
                .isInstanceOf(PeerFault.NotYetValid.class);
    }

    @Test
    void forgetsTheChainThatWasUsedLongestAgo() {
        List<List<byte[]>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(der(ROOT.leaf("reports")));
        }
        List<PeerVerdict> verdicts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            verdicts.add(chains.verify(all.get(i), REPORTS, NOW));
        }
        chains.verify(all.get(0), REPORTS, NOW);
        chains.verify(all.get(3), REPORTS, NOW);
        assertThat(chains.size()).isEqualTo(3);
        assertThat(chains.verify(all.get(0), REPORTS, NOW)).isSameAs(verdicts.get(0));
        assertThat(chains.verify(all.get(1), REPORTS, NOW)).isNotSameAs(verdicts.get(1));
    }

    @Test
    void remembersNoFault() {
        assertThat(chains.verify(List.of(), REPORTS, NOW)).isInstanceOf(PeerFault.NoCertificate.class);
        assertThat(chains.verify(
                        der(CertificateAuthority.root("CN=Strange", NOW).leaf("reports")), REPORTS, NOW))
                .isInstanceOf(PeerFault.UnknownIssuer.class);
        assertThat(chains.size()).isZero();
    }

    @Test
    void refusesBytesThatAreNoCertificates() {
        assertThat(chains.verify(List.of(new byte[] {1, 2, 3}), REPORTS, NOW)).isInstanceOf(PeerFault.BadChain.class);
        assertThat(chains.verify(List.of(new byte[0]), REPORTS, NOW)).isInstanceOf(PeerFault.BadChain.class);
        byte[] one = der(LEAF).getFirst();
        assertThat(((PeerFault) chains.verify(List.of(one, new byte[3]), REPORTS, NOW)).text())
                .contains("number 2 is no valid certificate");
        assertThat(((PeerFault) chains.verify(List.of(Arrays.copyOf(one, one.length + 1)), REPORTS, NOW)).text())
                .contains("number 1 has more bytes after its end");
        assertThat(((PeerFault) chains.verify(Collections.nCopies(101, one), REPORTS, NOW)).text())
                .contains("there are 101 of them");
    }

    /** Otherwise the bytes of one certificate could be moved to the next without a change of the key. */
    @Test
    void tellsChainsWithTheSameBytesApart() {
        byte[] one = der(LEAF).getFirst();
        assertThat(chains.verify(List.of(one), REPORTS, NOW)).isInstanceOf(PeerVerdict.Accepted.class);
        byte[] head = Arrays.copyOf(one, 10);
        byte[] rest = Arrays.copyOfRange(one, 10, one.length);
        assertThat(chains.verify(List.of(head, rest), REPORTS, NOW)).isInstanceOf(PeerFault.BadChain.class);
    }

    private static List<byte[]> der(Issued issued) {
        List<byte[]> der = new ArrayList<>();
        for (X509Certificate certificate : issued.chain()) {
            try {
                der.add(certificate.getEncoded());
            } catch (CertificateEncodingException e) {
                throw new AssertionError(e);
            }
        }
        return der;
    }
}
