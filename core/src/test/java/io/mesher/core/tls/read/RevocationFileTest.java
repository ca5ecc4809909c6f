package io.mesher.core.tls.read;

import static io.mesher.core.tls.read.Results.bytes;
import static io.mesher.core.tls.read.Results.fault;
import static io.mesher.core.tls.read.Results.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.tls.FileFault;
import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.TlsFiles;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;

class RevocationFileTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final CertificateAuthority ROOT = CertificateAuthority.root("CN=Root", NOW);
    private static final CertificateAuthority OTHER = CertificateAuthority.root("CN=Other", NOW);

    @Test
    void readsListsInPemAndOneInDer() throws CRLException {
        X509CRL list = ROOT.crl(ROOT.leaf("reports").certificate());
        assertThat(value(RevocationFile.read("a.crl", bytes(TlsFiles.pem(list) + TlsFiles.pem(OTHER.crl())))))
                .hasSize(2)
                .first()
                .isEqualTo(list);
        assertThat(value(RevocationFile.read("a.crl", list.getEncoded()))).containsExactly(list);
    }

    @Test
    void refusesDeltaListsAndUnknownCriticalExtensions() {
        X509CRL delta = ROOT.crl(
                NOW,
                NOW.plusSeconds(60),
                list -> list.addExtension(Extension.deltaCRLIndicator, true, new ASN1Integer(1)));
        assertThat(fault(RevocationFile.read("a.crl", bytes(TlsFiles.pem(delta))))
                        .text())
                .isEqualTo("a.crl, line 1: Mesher can't use this revocation list: it is a delta list. "
                        + "Use the complete list of the authority.");
        X509CRL strange = ROOT.crl(
                NOW,
                NOW.plusSeconds(60),
                list -> list.addExtension(
                        new org.bouncycastle.asn1.ASN1ObjectIdentifier("1.2.3.4"), true, new DERUTF8String("?")));
        assertThat(fault(RevocationFile.read("a.crl", bytes(TlsFiles.pem(strange))))
                        .text())
                .contains("unknown critical extension 1.2.3.4");
    }

    @Test
    void saysWhatAFileHasInPlaceOfAList() {
        assertThat(fault(RevocationFile.read("a.crl", bytes(TlsFiles.pem(ROOT.certificate()))))
                        .text())
                .contains("The file has no revocation list; it has \"CERTIFICATE\".");
        assertThat(fault(RevocationFile.read("a.crl", bytes("")))).isEqualTo(new FileFault.Empty("a.crl"));
        assertThat(fault(RevocationFile.read("a.crl", bytes(TlsFiles.block("X509 CRL", new byte[4])))))
                .isInstanceOf(FileFault.BadContent.class);
        assertThat(fault(RevocationFile.read("a.crl", encoded()))).isInstanceOf(FileFault.BadContent.class);
    }

    private static byte[] encoded() {
        try {
            return ROOT.certificate().getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
