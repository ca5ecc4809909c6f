package io.mesher.core.tls.read;

import io.mesher.core.tls.Der;
import io.mesher.core.tls.FileFault;

/** Says what a file without a PEM block seems to be. */
final class NotPem {
    private NotPem() {}

    static FileFault of(String file, byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes.length > 1 ? bytes[1] & 0xff : 0;
        if ((first == 0xfe && second == 0xff) || (first == 0xff && second == 0xfe)) {
            return new FileFault.NotPem(file, "text in UTF-16", "Save it in UTF-8.");
        }
        if (StoreFile.isJks(bytes)) {
            return new FileFault.NotPem(file, "a key store in the format JKS", "Configure it as a key store.");
        }
        if (StoreFile.isPkcs12(bytes)) {
            return new FileFault.NotPem(file, "a key store in the format PKCS#12", "Configure it as a key store.");
        }
        if (Der.whole(bytes) != null && first == Der.SEQUENCE) {
            return new FileFault.NotPem(
                    file,
                    "a certificate or key in the format DER",
                    "Convert it: openssl x509 -inform DER -in " + file + " -out new.pem (for a key: openssl pkey).");
        }
        return new FileFault.NotPem(file, "something else", "Name a file in the format PEM.");
    }
}
