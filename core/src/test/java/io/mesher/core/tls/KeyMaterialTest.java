package io.mesher.core.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.Issued;
import io.mesher.testkit.tls.KeyType;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyMaterialTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final CertificateAuthority ROOT = CertificateAuthority.root("CN=Root", NOW);
    private static final CertificateAuthority UPPER = ROOT.intermediate("CN=Upper");
    private static final CertificateAuthority LOWER = UPPER.intermediate("CN=Lower");
    private static final Issued LEAF = LOWER.leaf("reports");

    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "EC_P256", "EC_P384", "EC_P521", "ED25519"})
    void takesEachUsableKindOfKey(KeyType type) {
        Issued issued = ROOT.issue(ROOT.spec("CN=reports").key(type));
        KeyMaterial material = value(KeyMaterial.of(issued.chain(), issued.key(), "a.pem"));
        assertThat(material.kind().name()).isEqualTo(type.name().replace("RSA_2048", "RSA"));
        assertThat(material.leaf()).isEqualTo(issued.certificate());
        assertThat(material.notAfter())
                .isEqualTo(issued.certificate().getNotAfter().toInstant());
    }

    @ParameterizedTest
    @EnumSource(names = {"RSA_1024", "ED448", "DSA_2048"})
    void refusesOtherKindsOfKeys(KeyType type) {
        Issued issued = ROOT.issue(ROOT.spec("CN=reports").key(type));
        assertThat(fault(KeyMaterial.of(issued.chain(), issued.key(), "a.pem")))
                .isInstanceOf(FileFault.UnsupportedKey.class);
    }

    @Test
    void refusesTheKeyOfAnotherCertificate() {
        for (KeyType type : new KeyType[] {KeyType.EC_P256, KeyType.EC_P384, KeyType.ED25519, KeyType.RSA_2048}) {
            Issued other = ROOT.issue(ROOT.spec("CN=other").key(type));
            assertThat(fault(KeyMaterial.of(LEAF.chain(), other.key(), "a.pem")).text())
                    .isEqualTo(
                            "a.pem: The private key doesn't belong to the certificate of CN=reports, nor to any other "
                                    + "that the file has. Name the key that was made with this certificate; if both are being "
                                    + "renewed, wait until both are written.");
        }
    }

    @Test
    void putsTheOwnCertificateFirstAndItsIssuersAfterIt() {
        X509Certificate cross = CertificateAuthority.root("CN=Old root", NOW)
                .crossSign(ROOT, spec -> spec)
                .certificate();
        List<X509Certificate> mixed = List.of(cross, UPPER.certificate(), LEAF.certificate(), LOWER.certificate());
        assertThat(value(KeyMaterial.of(mixed, LEAF.key(), "a.pem")).chain())
                .containsExactly(LEAF.certificate(), LOWER.certificate(), UPPER.certificate(), cross);
    }

    @Test
    void keepsTheKeyOutOfItsText() {
        String text = value(KeyMaterial.of(LEAF.chain(), LEAF.key(), "a.pem")).toString();
        assertThat(text).startsWith("CN=reports (issuer CN=Lower, serial ").endsWith(") from a.pem");
    }

    private static KeyMaterial value(FileResult<KeyMaterial> result) {
        assertThat(result).isInstanceOf(FileResult.Read.class);
        return ((FileResult.Read<KeyMaterial>) result).value();
    }

    private static FileFault fault(FileResult<KeyMaterial> result) {
        assertThat(result).isInstanceOf(FileResult.Failed.class);
        return ((FileResult.Failed<KeyMaterial>) result).fault();
    }
}
