package io.mesher.core.tls.read;

import io.mesher.core.tls.FileFault;
import io.mesher.core.tls.FileResult;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Reads the certificates of a PEM file. Private keys and other blocks beside them are ignored. */
public final class CertificateFile {
    static final int MAX_CERTIFICATES = 100;

    private CertificateFile() {}

    /** At least one, in the order of the file. */
    public static FileResult<List<X509Certificate>> read(String file, byte[] bytes) {
        return PemText.blocks(file, bytes).then(blocks -> certificates(file, blocks));
    }

    private static FileResult<List<X509Certificate>> certificates(String file, List<PemBlock> blocks) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (PemBlock block : blocks) {
            if (!block.isCertificate()) {
                continue;
            }
            if (certificates.size() == MAX_CERTIFICATES) {
                return FileResult.failed(new FileFault.TooMany(file, MAX_CERTIFICATES));
            }
            ByteArrayInputStream in = new ByteArrayInputStream(block.content());
            try {
                X509Certificate certificate = (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(in);
                if (in.available() > 0) {
                    return FileResult.failed(bad(file, block, "more bytes follow after its end"));
                }
                certificates.add(certificate);
            } catch (CertificateException e) {
                return FileResult.failed(bad(file, block, Detail.of(e)));
            }
        }
        return certificates.isEmpty() ? FileResult.failed(none(file, blocks)) : FileResult.of(certificates);
    }

    private static FileFault bad(String file, PemBlock block, String detail) {
        return new FileFault.BadContent(file, block.line(), "certificate", detail);
    }

    private static FileFault none(String file, List<PemBlock> blocks) {
        for (PemBlock block : blocks) {
            if (block.isKey()) {
                return new FileFault.KeyInsteadOfCertificate(file, block.line());
            }
        }
        return new FileFault.Missing(file, "certificate", labels(blocks));
    }

    static List<String> labels(List<PemBlock> blocks) {
        TreeSet<String> labels = new TreeSet<>();
        for (PemBlock block : blocks) {
            labels.add("\"" + block.label() + "\"");
        }
        return List.copyOf(labels);
    }
}
