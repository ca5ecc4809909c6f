package io.mesher.core.tls.read;

import static io.mesher.core.tls.read.Results.bytes;
import static io.mesher.core.tls.read.Results.fault;
import static io.mesher.core.tls.read.Results.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.tls.FileFault;
import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.Issued;
import io.mesher.testkit.tls.TlsFiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CertificateFileTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final CertificateAuthority ROOT = CertificateAuthority.root("CN=Root", NOW);
    private static final Issued LEAF = ROOT.leaf("reports");
    private static final String PEM = TlsFiles.pem(LEAF.certificate());

    @Test
    void readsSeveralCertificatesInTheOrderOfTheFile() {
        String text = TlsFiles.pem(LEAF.certificate(), ROOT.certificate());
        assertThat(value(CertificateFile.read("a.pem", bytes(text))))
                .containsExactly(LEAF.certificate(), ROOT.certificate());
    }

    @Test
    void ignoresTextsAroundBlocksAndAMissingLastLineEnd() {
        String text = "Bag Attributes: x\nsubject=CN = a\n" + PEM + "\n\n# next one\n"
                + TlsFiles.pem(ROOT.certificate()).strip();
        assertThat(value(CertificateFile.read("a.pem", bytes(text)))).hasSize(2);
    }

    @Test
    void readsAllKindsOfLineEndsAndAByteOrderMark() {
        assertThat(value(CertificateFile.read("a.pem", bytes("\ufeff" + PEM.replace("\n", "\r\n")))))
                .containsExactly(LEAF.certificate());
        assertThat(value(CertificateFile.read("a.pem", bytes(PEM.replace("\n", "\r")))))
                .containsExactly(LEAF.certificate());
        assertThat(value(CertificateFile.read("a.pem", bytes(PEM.replace("\n", "  \n  ")))))
                .containsExactly(LEAF.certificate());
    }

    @Test
    void takesTheCertificatesOfAFileThatHasTheKeyToo() {
        String text = TlsFiles.pem(LEAF.key()) + PEM;
        assertThat(value(CertificateFile.read("a.pem", bytes(text)))).containsExactly(LEAF.certificate());
    }

    @Test
    void saysThatAFileIsEmpty() {
        assertThat(fault(CertificateFile.read("a.pem", bytes("")))).isEqualTo(new FileFault.Empty("a.pem"));
        assertThat(fault(CertificateFile.read("a.pem", bytes(" \n\n")))).isEqualTo(new FileFault.Empty("a.pem"));
    }

    @Test
    void saysWhatAFileIsThatIsNotPem() {
        assertThat(fault(CertificateFile.read("a.pem", bytes("no such secret"))).text())
                .isEqualTo(
                        "a.pem: The file has no line that begins with \"-----BEGIN\"; it seems to be something else. "
                                + "Name a file in the format PEM.");
        assertThat(fault(CertificateFile.read("a.pem", encoded(LEAF))).text())
                .contains("in the format DER", "openssl x509 -inform DER -in a.pem");
        assertThat(fault(CertificateFile.read("a.pem", PEM.getBytes(StandardCharsets.UTF_16)))
                        .text())
                .contains("text in UTF-16");
        assertThat(fault(CertificateFile.read("a.p12", TlsFiles.keyStore("PKCS12", "a", LEAF, "secret")))
                        .text())
                .contains("in the format PKCS#12");
        assertThat(fault(CertificateFile.read("a.jks", TlsFiles.keyStore("JKS", "a", LEAF, "secret")))
                        .text())
                .contains("in the format JKS");
    }

    @Test
    void namesTheLineOfAPrivateKeyInPlaceOfACertificate() {
        assertThat(fault(CertificateFile.read("a.pem", bytes("# mine\n" + TlsFiles.pem(LEAF.key())))))
                .isEqualTo(new FileFault.KeyInsteadOfCertificate("a.pem", 2));
    }

    @Test
    void saysWhatAFileHasInPlaceOfACertificate() {
        String text =
                TlsFiles.block("PUBLIC KEY", LEAF.certificate().getPublicKey().getEncoded());
        assertThat(fault(CertificateFile.read("a.pem", bytes(text))).text())
                .contains("The file has no certificate; it has \"PUBLIC KEY\".");
    }

    @Test
    void namesTheLineThatIsNotBase64() {
        String[] lines = PEM.split("\n", -1);
        lines[3] = "!" + lines[3].substring(1);
        assertThat(fault(CertificateFile.read("a.pem", bytes(String.join("\n", lines)))))
                .isEqualTo(new FileFault.BadBase64("a.pem", 4, "CERTIFICATE"));
        lines[3] = "=" + lines[3].substring(1);
        assertThat(fault(CertificateFile.read("a.pem", bytes(String.join("\n", lines)))))
                .isEqualTo(new FileFault.BadBase64("a.pem", 1, "CERTIFICATE"));
    }

    @Test
    void noticesAFileThatWasCutOff() {
        assertThat(fault(CertificateFile.read("a.pem", bytes(PEM + PEM.substring(0, PEM.length() / 2)))))
                .isInstanceOf(FileFault.NoEnd.class)
                .extracting(FileFault::line)
                .isEqualTo((int) PEM.lines().count() + 1);
        String joined = PEM.substring(0, PEM.length() / 2) + "\n" + PEM;
        assertThat(fault(CertificateFile.read("a.pem", bytes(joined)))).isInstanceOf(FileFault.NoEnd.class);
        assertThat(fault(CertificateFile.read("a.pem", bytes(PEM.replace("END CERTIFICATE", "END X509 CRL")))))
                .isInstanceOf(FileFault.NoEnd.class);
    }

    @Test
    void noticesLostLineBreaks() {
        assertThat(fault(CertificateFile.read("a.pem", bytes(PEM.replace("\n", " ")))))
                .isEqualTo(new FileFault.BrokenBoundary("a.pem", 1));
        assertThat(fault(CertificateFile.read("a.pem", bytes(PEM.replace("\n", "\\n")))))
                .isEqualTo(new FileFault.BrokenBoundary("a.pem", 1));
    }

    @Test
    void noticesABlockWhoseContentIsNoCertificate() {
        assertThat(fault(CertificateFile.read("a.pem", bytes(TlsFiles.block("CERTIFICATE", new byte[] {48, 1, 2})))))
                .isInstanceOf(FileFault.BadContent.class);
        byte[] longer = Arrays.copyOf(encoded(LEAF), encoded(LEAF).length + 1);
        assertThat(fault(CertificateFile.read("a.pem", bytes(TlsFiles.block("CERTIFICATE", longer)))))
                .isInstanceOf(FileFault.BadContent.class);
        assertThat(fault(
                        CertificateFile.read("a.pem", bytes("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----"))))
                .isInstanceOf(FileFault.BadContent.class);
    }

    @Test
    void refusesMoreThanOneMebibyteAndMoreThanAHundredCertificates() {
        assertThat(fault(CertificateFile.read("a.pem", new byte[(1 << 20) + 1])))
                .isEqualTo(new FileFault.TooLarge("a.pem", (1 << 20) + 1, 1 << 20));
        assertThat(value(CertificateFile.read("a.pem", bytes(PEM.repeat(100))))).hasSize(100);
        assertThat(fault(CertificateFile.read("a.pem", bytes(PEM.repeat(101)))))
                .isEqualTo(new FileFault.TooMany("a.pem", 100));
    }

    /** Whatever the bytes are, there is an answer and no exception. */
    @Test
    void answersEveryDamage() {
        Random random = new Random(7);
        byte[] good = bytes(TlsFiles.pem(Collections.nCopies(2, LEAF.certificate())));
        byte[] der = encoded(LEAF);
        for (int i = 0; i < 300; i++) {
            byte[] text = good.clone();
            byte[] content = der.clone();
            for (int damage = 0; damage <= i % 4; damage++) {
                text[random.nextInt(text.length)] = (byte) random.nextInt(256);
                content[random.nextInt(content.length)] = (byte) random.nextInt(256);
            }
            assertThat(CertificateFile.read("a.pem", Arrays.copyOf(text, random.nextInt(text.length))))
                    .isNotNull();
            assertThat(CertificateFile.read("a.pem", text)).isNotNull();
            assertThat(CertificateFile.read("a.pem", bytes(TlsFiles.block("CERTIFICATE", content))))
                    .isNotNull();
        }
    }

    private static byte[] encoded(Issued issued) {
        try {
            return issued.certificate().getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
