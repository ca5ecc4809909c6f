package io.mesher.core.tls.read;

import io.mesher.core.tls.FileResult;
import io.mesher.core.tls.KeyMaterial;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contents of configured files as values, whatever their formats are. */
public final class TlsFile {
    private TlsFile() {}

    /** A certificate and its key from two PEM files, which may be the same file. */
    public static FileResult<KeyMaterial> key(
            String certificateFile,
            byte[] certificateBytes,
            String keyFile,
            byte[] keyBytes,
            char @Nullable [] passphrase) {
        String origin = certificateFile.equals(keyFile) ? keyFile : certificateFile + " and " + keyFile;
        return CertificateFile.read(certificateFile, certificateBytes)
                .then(chain ->
                        KeyFile.read(keyFile, keyBytes, passphrase).then(key -> KeyMaterial.of(chain, key, origin)));
    }

    /** The certificates of authorities: in PEM or from a key store. */
    public static FileResult<List<X509Certificate>> trusted(String file, byte[] bytes, char @Nullable [] passphrase) {
        return StoreFile.isJks(bytes) || StoreFile.isPkcs12(bytes)
                ? StoreFile.trusted(file, bytes, passphrase)
                : CertificateFile.read(file, bytes);
    }
}
