package io.mesher.core.tls.read;

import io.mesher.core.tls.FileFault;
import io.mesher.core.tls.FileResult;
import java.security.PrivateKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the private key of a PEM file: PKCS#8, encrypted or not, and the traditional formats of OpenSSL for RSA and EC. */
public final class KeyFile {
    private KeyFile() {}

    /**
     * The one key of the file. Certificates beside it are ignored.
     *
     * @param passphrase without the line end of the file that it was read from; null if none is configured; ignored for a key that
     *     is not encrypted. The caller may clear it afterwards.
     */
    public static FileResult<PrivateKey> read(String file, byte[] bytes, char @Nullable [] passphrase) {
        return PemText.blocks(file, bytes).then(blocks -> only(file, blocks, passphrase));
    }

    private static FileResult<PrivateKey> only(String file, List<PemBlock> blocks, char @Nullable [] passphrase) {
        PemBlock key = null;
        // A block "EC PARAMETERS" may stand before the key.
        byte[] parameters = null;
        for (PemBlock block : blocks) {
            if (block.label().equals("EC PARAMETERS")) {
                parameters = block.content();
            } else if (block.isKey()) {
                if (key != null) {
                    return FileResult.failed(new FileFault.SeveralKeys(file, block.line()));
                }
                key = block;
            }
        }
        return key == null ? FileResult.failed(none(file, blocks)) : key(file, key, parameters, passphrase);
    }

    private static FileResult<PrivateKey> key(
            String file, PemBlock block, byte @Nullable [] parameters, char @Nullable [] passphrase) {
        return switch (block.label()) {
            case "PRIVATE KEY" -> Pkcs8.key(file, block.line(), block.content());
            case "ENCRYPTED PRIVATE KEY" -> Pkcs8.decrypted(file, block, passphrase);
            case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> TraditionalKey.read(file, block, parameters, passphrase);
            default ->
                FileResult.failed(
                        new FileFault.UnsupportedKey(file, block.line(), "of the kind \"" + block.label() + "\""));
        };
    }

    private static FileFault none(String file, List<PemBlock> blocks) {
        for (PemBlock block : blocks) {
            if (block.isCertificate()) {
                return new FileFault.CertificateInsteadOfKey(file, block.line());
            }
        }
        return new FileFault.Missing(file, "private key", CertificateFile.labels(blocks));
    }
}
