package io.mesher.core.tls.read;

import static io.mesher.core.tls.read.Results.bytes;
import static io.mesher.core.tls.read.Results.fault;
import static io.mesher.core.tls.read.Results.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.tls.FileFault;
import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.KeyType;
import io.mesher.testkit.tls.TlsFiles;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private static final PrivateKey EC = KeyType.EC_P256.newKeys().getPrivate();
    private static final PrivateKey RSA = KeyType.RSA_2048.newKeys().getPrivate();
    private static final PrivateKey OPENSSL = value(KeyFile.read("key.pem", bytes(OpensslFiles.PLAIN), null));

    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "EC_P256", "EC_P384", "EC_P521", "ED25519"})
    void readsPkcs8(KeyType type) {
        PrivateKey key = type.newKeys().getPrivate();
        assertThat(value(KeyFile.read("key.pem", bytes(TlsFiles.pem(key)), null)))
                .isEqualTo(key);
    }

    @Test
    void readsEncryptedPkcs8() {
        String text = TlsFiles.encryptedPem(RSA, "secret");
        assertThat(value(KeyFile.read("key.pem", bytes(text), "secret".toCharArray())))
                .isEqualTo(RSA);
    }

    @Test
    void readsTraditionalKeys() {
        assertThat(value(KeyFile.read("key.pem", bytes(TlsFiles.traditionalPem(RSA)), null)))
                .isEqualTo(RSA);
        assertThat(scalar(value(KeyFile.read("key.pem", bytes(TlsFiles.traditionalPem(EC)), null))))
                .isEqualTo(scalar(EC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AES-128-CBC", "AES-192-CBC", "AES-256-CBC", "DES-EDE3-CBC"})
    void readsEncryptedTraditionalKeys(String cipher) {
        for (PrivateKey key : new PrivateKey[] {RSA, EC}) {
            byte[] file = bytes(TlsFiles.encryptedTraditionalPem(key, cipher, "secret"));
            assertThat(scalar(value(KeyFile.read("key.pem", file, "secret".toCharArray()))))
                    .isEqualTo(scalar(key));
            assertThat(fault(KeyFile.read("key.pem", file, "other".toCharArray())))
                    .isEqualTo(new FileFault.PassphraseWrong("key.pem", 1));
            assertThat(fault(KeyFile.read("key.pem", file, null)))
                    .isEqualTo(new FileFault.PassphraseMissing("key.pem", 1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {OpensslFiles.PKCS8, OpensslFiles.PKCS8_SHA1, OpensslFiles.PKCS12_STYLE, OpensslFiles.TRADITIONAL
            })
    void readsWhatOpensslEncrypts(String text) {
        assertThat(scalar(value(KeyFile.read("key.pem", bytes(text), "secret".toCharArray()))))
                .isEqualTo(scalar(OPENSSL));
        assertThat(fault(KeyFile.read("key.pem", bytes(text), "wrong".toCharArray())))
                .isEqualTo(new FileFault.PassphraseWrong("key.pem", 1));
        assertThat(fault(KeyFile.read("key.pem", bytes(text), null)))
                .isEqualTo(new FileFault.PassphraseMissing("key.pem", 1));
    }

    @Test
    void readsAKeyWithItsCurveInABlockBeforeIt() {
        assertThat(value(KeyFile.read("key.pem", bytes(OpensslFiles.WITH_PARAMETERS), null))
                        .getAlgorithm())
                .isEqualTo("EC");
    }

    @Test
    void namesTheCommandThatConvertsAnEncryptionItCantUndo() {
        assertThat(fault(KeyFile.read("key.pem", bytes(OpensslFiles.SCRYPT), "secret".toCharArray()))
                        .text())
                .isEqualTo("key.pem, line 1: The key is encrypted by scrypt, which Mesher can't decrypt. "
                        + "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in key.pem -out new.pem");
        assertThat(fault(KeyFile.read("key.pem", bytes(OpensslFiles.CAMELLIA), "secret".toCharArray())))
                .isEqualTo(new FileFault.UnsupportedEncryption("key.pem", 1, "CAMELLIA-256-CBC"));
    }

    @Test
    void saysThatAPassphraseForPkcs8MustBeAscii() {
        assertThat(fault(KeyFile.read("key.pem", bytes(OpensslFiles.PKCS8), "gehört".toCharArray())))
                .isEqualTo(new FileFault.PassphraseNotAscii("key.pem", 1));
    }

    @Test
    void leavesThePassphraseToTheCaller() {
        char[] passphrase = "secret".toCharArray();
        value(KeyFile.read("key.pem", bytes(OpensslFiles.PKCS8), passphrase));
        assertThat(passphrase).containsExactly("secret".toCharArray());
    }

    @Test
    void ignoresAPassphraseThatNobodyNeeds() {
        assertThat(value(KeyFile.read("key.pem", bytes(TlsFiles.pem(EC)), "secret".toCharArray())))
                .isEqualTo(EC);
    }

    @Test
    void namesTheLineOfACertificateInPlaceOfAKey() {
        String text =
                TlsFiles.pem(CertificateAuthority.root("CN=Root", Instant.EPOCH).certificate());
        assertThat(fault(KeyFile.read("key.pem", bytes("\n\n" + text), null)))
                .isEqualTo(new FileFault.CertificateInsteadOfKey("key.pem", 3));
    }

    @Test
    void refusesASecondKey() {
        assertThat(fault(KeyFile.read("key.pem", bytes(TlsFiles.pem(EC) + TlsFiles.pem(RSA)), null)))
                .isInstanceOf(FileFault.SeveralKeys.class)
                .extracting(FileFault::line)
                .isEqualTo((int) TlsFiles.pem(EC).lines().count() + 1);
    }

    @Test
    void namesKindsOfKeysThatItDoesNotUse() {
        assertThat(fault(KeyFile.read(
                                "key.pem",
                                bytes(TlsFiles.pem(KeyType.ED448.newKeys().getPrivate())),
                                null))
                        .text())
                .isEqualTo("key.pem, line 1: The key is of the kind Ed448, which Mesher doesn't use. "
                        + "Use RSA with 2048 to 8192 bits, EC on P-256, P-384 or P-521, or Ed25519.");
        assertThat(fault(KeyFile.read(
                                "key.pem",
                                bytes(TlsFiles.pem(KeyType.DSA_2048.newKeys().getPrivate())),
                                null))
                        .text())
                .contains("of the kind DSA");
        assertThat(fault(KeyFile.read("key.pem", bytes(TlsFiles.block("OPENSSH PRIVATE KEY", new byte[8])), null))
                        .text())
                .contains("of the kind \"OPENSSH PRIVATE KEY\"");
    }

    @Test
    void refusesDamagedContent() {
        for (String label :
                new String[] {"PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"}) {
            byte[] file = bytes(TlsFiles.block(label, new byte[] {0x30, 0x03, 0x02, 0x01, 0x07}));
            assertThat(fault(KeyFile.read("key.pem", file, "secret".toCharArray())))
                    .as(label)
                    .isInstanceOf(FileFault.BadContent.class);
        }
        String field = OpensslFiles.TRADITIONAL.replace("AES-256-CBC,59", "AES-256-CBC,5");
        assertThat(fault(KeyFile.read("key.pem", bytes(field), "secret".toCharArray()))
                        .text())
                .contains("its field DEK-Info is damaged");
    }

    @Test
    void answersEveryDamage() {
        Random random = new Random(11);
        for (String text :
                new String[] {OpensslFiles.PLAIN, OpensslFiles.PKCS8, OpensslFiles.TRADITIONAL, TlsFiles.pem(EC)}) {
            for (int i = 0; i < 100; i++) {
                byte[] file = bytes(text);
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
                assertThat(KeyFile.read("key.pem", file, "secret".toCharArray()))
                        .isNotNull();
            }
        }
    }

    /** Two EC keys that are the same may differ in whether they carry the public key along. */
    private static Object scalar(PrivateKey key) {
        return key instanceof ECPrivateKey ec ? ec.getS() : key;
    }
}
