package io.mesher.core.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.CertificateSpec;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

class PeerIdentityTest {
    private static final CertificateAuthority ROOT =
            CertificateAuthority.root("CN=Root", Instant.parse("2026-06-01T12:00:00Z"));
    private static final String ID = "spiffe://mesh.test/ns/shop/sa/reports";

    @Test
    void takesTheOneSpiffeIdAndAllDnsNames() {
        PeerIdentity identity = identity("O=SPIRE", spec -> spec.uri(ID).dns("reports", "reports.shop"));
        assertThat(identity.spiffeId()).isEqualTo(SpiffeId.parse(ID));
        assertThat(identity.dns()).containsExactly("reports", "reports.shop");
        assertThat(identity.subject()).isEqualTo("O=SPIRE");
    }

    @Test
    void takesNoIdOfTwoUris() {
        assertThat(identity("CN=a", spec -> spec.uri(ID, "spiffe://mesh.test/b"))
                        .spiffeId())
                .isNull();
        assertThat(identity("CN=a", spec -> spec.uri(ID, "https://mesh.test/")).spiffeId())
                .isNull();
        assertThat(identity("CN=a", spec -> spec.uri(ID, ID)).spiffeId()).isNull();
    }

    @Test
    void takesNoIdThatIsInvalidOrOnlyATrustDomain() {
        assertThat(identity("CN=a", spec -> spec.uri("spiffe://mesh.test/a/../b"))
                        .spiffeId())
                .isNull();
        assertThat(identity("CN=a", spec -> spec.uri("spiffe://mesh.test")).spiffeId())
                .isNull();
        assertThat(identity("CN=a", spec -> spec.uri("not a uri")).spiffeId()).isNull();
        assertThat(identity("CN=a", spec -> spec.dns("a")).spiffeId()).isNull();
    }

    @Test
    void takesNoIdOfACertificateThatCanSignOthers() {
        assertThat(identity("CN=a", spec -> spec.uri(ID).authority(0)).spiffeId())
                .isNull();
        assertThat(identity("CN=a", spec -> spec.uri(ID).usage(KeyUsage.digitalSignature | KeyUsage.keyCertSign))
                        .spiffeId())
                .isNull();
        assertThat(identity("CN=a", spec -> spec.uri(ID).usage(KeyUsage.cRLSign))
                        .spiffeId())
                .isNull();
    }

    @Test
    void showsTheFirstNameWhereTheSubjectIsEmpty() {
        assertThat(identity("", spec -> spec.uri(ID)).subject()).isEqualTo(ID);
        assertThat(identity("", spec -> spec.uri("urn:a").ip("127.0.0.1")).subject())
                .isEqualTo("urn:a");
    }

    @Test
    void showsNothingButPrintableAsciiOfBoundedLength() {
        assertThat(identity("CN=\"a\u001b[31mb\u202e\",O=" + "x".repeat(500), spec -> spec)
                        .subject())
                .matches("[ -~]{200,260}")
                .startsWith("CN=a\\1B[31mb\\E2\\80\\AE,O=xxx")
                .endsWith("x...");
    }

    @Test
    void writesTheForwardedCertificateAsEnvoyDoes() {
        X509Certificate caller =
                certificate("CN=reports,O=Mesher", spec -> spec.uri(ID).dns("reports", "*.shop.test"));
        String hash = HexFormat.of().formatHex(ShownCertificate.sha256(caller));
        assertThat(ForwardedClientCert.value(caller, PeerIdentity.of(caller), SpiffeId.parse("spiffe://mesh.test/own")))
                .isEqualTo("By=spiffe://mesh.test/own;Hash=" + hash + ";Subject=\"CN=reports,O=Mesher\";URI=" + ID
                        + ";DNS=reports;DNS=*.shop.test");
        X509Certificate plain = certificate("", spec -> spec.ip("127.0.0.1"));
        assertThat(ForwardedClientCert.value(plain, PeerIdentity.of(plain), null))
                .matches("Hash=[0-9a-f]{64};Subject=\"\"");
    }

    @Test
    void letsNoNameLookLikeAnotherElementOrField() {
        X509Certificate caller = certificate(
                "CN=\"x\\\";URI=spiffe://mesh.test/admin;\u00e4\r\nX-Admin: yes\"",
                spec -> spec.dns("a;URI=spiffe://mesh.test/admin", "b\",By=c", "d\\", "e\r\nf", ""));
        String value = ForwardedClientCert.value(caller, PeerIdentity.of(caller), null);
        assertThat(value)
                .matches("[ -~]*")
                .contains("Subject=\"CN=x\\\"\\;URI\\=spiffe://mesh.test/admin\\;\\C3\\A4\\0D\\0AX-Admin: yes\"")
                .contains("DNS=\"a;URI=spiffe://mesh.test/admin\";DNS=\"b\\\",By=c\";DNS=\"d\\\\\";DNS=\"e\\0D\\0Af\"");
        assertThat(unquoted(value)).doesNotContain("URI=", "By=");
    }

    @Test
    void staysSmallHoweverLongTheNamesAre() {
        String[] many = new String[200];
        java.util.Arrays.fill(many, "n".repeat(253));
        X509Certificate caller =
                certificate("CN=" + "x".repeat(5000), spec -> spec.dns(many).dns("y".repeat(254)));
        assertThat(ForwardedClientCert.value(caller, PeerIdentity.of(caller), null))
                .hasSizeLessThan(9000)
                .contains(";Subject=\"\";")
                .doesNotContain("y");
    }

    /** What is outside quotes, for a reader that knows the backslash. */
    private static String unquoted(String value) {
        StringBuilder outside = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                outside.append(c);
            }
        }
        assertThat(quoted).isFalse();
        return outside.toString();
    }

    private static PeerIdentity identity(String subject, UnaryOperator<CertificateSpec> change) {
        return PeerIdentity.of(certificate(subject, change));
    }

    private static X509Certificate certificate(String subject, UnaryOperator<CertificateSpec> change) {
        return ROOT.issue(change.apply(ROOT.spec(subject))).certificate();
    }
}
