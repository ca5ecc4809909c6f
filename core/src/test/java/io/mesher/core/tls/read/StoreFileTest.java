package io.mesher.core.tls.read;

import static io.mesher.core.tls.read.Results.bytes;
import static io.mesher.core.tls.read.Results.fault;
import static io.mesher.core.tls.read.Results.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.tls.FileFault;
import io.mesher.core.tls.KeyMaterial;
import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.Issued;
import io.mesher.testkit.tls.TlsFiles;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFileTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final CertificateAuthority ROOT = CertificateAuthority.root("CN=Root", NOW);
    private static final Issued LEAF = ROOT.intermediate("CN=Between").leaf("reports");
    private static final char[] SECRET = "secret".toCharArray();

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void readsAKeyWithItsChain(String type) {
        byte[] file = TlsFiles.keyStore(type, "own", LEAF, "secret");
        KeyMaterial only = value(StoreFile.key("a.store", file, SECRET, null));
        assertThat(only.chain()).isEqualTo(LEAF.chain());
        assertThat(only.key()).isEqualTo(LEAF.key());
        assertThat(only.origin()).isEqualTo("a.store");
        assertThat(value(StoreFile.key("a.store", file, SECRET, "OWN")).leaf()).isEqualTo(LEAF.certificate());
        assertThat(fault(StoreFile.key("a.store", file, SECRET, "other")).text())
                .isEqualTo("a.store: The key store has no private key with the alias other; those with a key are: own. "
                        + "Set one of these aliases.");
        assertThat(fault(StoreFile.trusted("a.store", file, SECRET))).isEqualTo(new FileFault.NoneTrusted("a.store"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void readsTrustedCertificates(String type) {
        byte[] file = TlsFiles.trustStore(type, "secret", ROOT.certificate(), LEAF.certificate());
        assertThat(value(StoreFile.trusted("a.store", file, SECRET)))
                .containsExactlyInAnyOrder(ROOT.certificate(), LEAF.certificate());
        assertThat(value(TlsFile.trusted("a.store", file, SECRET))).hasSize(2);
        assertThat(fault(StoreFile.key("a.store", file, SECRET, null)).text())
                .contains("no private key with a certificate", "the certificate trusted-0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void tellsAWrongPassphraseFromAMissingOne(String type) {
        byte[] file = TlsFiles.keyStore(type, "own", LEAF, "secret");
        assertThat(fault(StoreFile.key("a.store", file, "wrong".toCharArray(), null)))
                .isEqualTo(new FileFault.PassphraseWrong("a.store", 0));
        assertThat(fault(StoreFile.key("a.store", file, null, null)))
                .isEqualTo(new FileFault.PassphraseMissing("a.store", 0));
    }

    @Test
    void asksForTheAliasWhereThereAreSeveralKeys() {
        Issued other = ROOT.leaf("other");
        byte[] file = TlsFiles.store("JKS", "secret", store -> {
            store.setKeyEntry("one", LEAF.key(), SECRET, LEAF.chain().toArray(Certificate[]::new));
            store.setKeyEntry("two", other.key(), SECRET, other.chain().toArray(Certificate[]::new));
        });
        assertThat(fault(StoreFile.key("a.jks", file, SECRET, null)))
                .isInstanceOfSatisfying(
                        FileFault.SeveralAliases.class,
                        fault -> assertThat(fault.found()).containsExactlyInAnyOrder("one", "two"));
        assertThat(value(StoreFile.key("a.jks", file, SECRET, "two")).leaf()).isEqualTo(other.certificate());
    }

    @Test
    void noticesAKeyWithAnotherPassphraseThanItsStore() {
        byte[] file = TlsFiles.store(
                "JKS",
                "secret",
                store -> store.setKeyEntry(
                        "one", LEAF.key(), "other".toCharArray(), LEAF.chain().toArray(Certificate[]::new)));
        assertThat(fault(StoreFile.key("a.jks", file, SECRET, null)))
                .isEqualTo(new FileFault.PassphraseWrong("a.jks", 0));
    }

    @Test
    void refusesWhatIsNoKeyStore() {
        assertThat(fault(StoreFile.key("a.p12", bytes("text that is long enough"), SECRET, null)))
                .isEqualTo(new FileFault.UnsupportedStore("a.p12"));
        assertThat(fault(StoreFile.key("a.p12", new byte[0], SECRET, null))).isEqualTo(new FileFault.Empty("a.p12"));
        assertThat(fault(StoreFile.key("a.p12", new byte[(1 << 20) + 1], SECRET, null)))
                .isInstanceOf(FileFault.TooLarge.class);
    }

    @Test
    void answersEveryDamage() {
        Random random = new Random(5);
        for (byte[] good : List.of(
                TlsFiles.trustStore("PKCS12", "secret", ROOT.certificate()),
                TlsFiles.trustStore("JKS", "secret", ROOT.certificate()))) {
            for (int i = 0; i < 60; i++) {
                byte[] file = good.clone();
                file[4 + random.nextInt(file.length - 4)] = (byte) random.nextInt(256);
                assertThat(StoreFile.trusted("a.store", file, SECRET)).isNotNull();
                assertThat(StoreFile.trusted("a.store", Arrays.copyOf(good, random.nextInt(good.length)), SECRET))
                        .isNotNull();
            }
        }
    }
}
