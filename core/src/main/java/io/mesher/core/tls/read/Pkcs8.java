package io.mesher.core.tls.read;

import io.mesher.core.tls.Der;
import io.mesher.core.tls.FileFault;
import io.mesher.core.tls.FileResult;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Private keys in PKCS#8 (RFC 5958). */
final class Pkcs8 {
    /** Object identifier and tag of RFC 7914 §7. */
    private static final String SCRYPT = "06092b06010401da47040b";

    private Pkcs8() {}

    static FileResult<PrivateKey> key(String file, int line, byte[] der) {
        Der.Value algorithm = algorithm(der);
        if (algorithm == null) {
            return bad(file, line, "it is not PKCS#8");
        }
        String id = HexFormat.of().formatHex(algorithm.content());
        // RFC 8017 A.1, RFC 5480 §2.1.1, RFC 8410 §3, and those that are refused by name.
        String name = switch (id) {
            case "2a864886f70d010101" -> "RSA";
            case "2a8648ce3d0201" -> "EC";
            case "2b6570" -> "Ed25519";
            case "2a864886f70d01010a" -> "?RSASSA-PSS";
            case "2a8648ce380401" -> "?DSA";
            case "2b6571" -> "?Ed448";
            default -> "?" + id;
        };
        if (name.startsWith("?")) {
            return FileResult.failed(new FileFault.UnsupportedKey(file, line, "of the kind " + name.substring(1)));
        }
        try {
            return FileResult.of(KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            return bad(file, line, Detail.of(e));
        }
    }

    static FileResult<PrivateKey> decrypted(String file, PemBlock block, char @Nullable [] passphrase) {
        int line = block.line();
        if (passphrase == null) {
            return FileResult.failed(new FileFault.PassphraseMissing(file, line));
        }
        if (!isAscii(passphrase)) {
            return FileResult.failed(new FileFault.PassphraseNotAscii(file, line));
        }
        if (encryption(block.content()) == null) {
            return bad(file, line, "it is no encrypted PKCS#8");
        }
        EncryptedPrivateKeyInfo encrypted;
        try {
            encrypted = new EncryptedPrivateKeyInfo(block.content());
        } catch (IOException e) {
            // Its form is right, so that only the algorithm can be strange.
            boolean scrypt = HexFormat.of().formatHex(block.content()).contains(SCRYPT);
            return unsupported(file, line, scrypt ? "scrypt" : "an algorithm that the JDK doesn't know");
        }
        return decrypted(file, line, encrypted, passphrase);
    }

    private static FileResult<PrivateKey> decrypted(
            String file, int line, EncryptedPrivateKeyInfo encrypted, char[] passphrase) {
        AlgorithmParameters parameters = encrypted.getAlgParameters();
        // For PBES2 (RFC 8018 §6.2) only the parameters know the name that factories go by.
        String algorithm = encrypted.getAlgName().startsWith("PBEWith") || parameters == null
                ? encrypted.getAlgName()
                : parameters.toString();
        PBEKeySpec spec = new PBEKeySpec(passphrase);
        try {
            SecretKey secret = SecretKeyFactory.getInstance(algorithm).generateSecret(spec);
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, secret, parameters);
            return key(file, line, encrypted.getKeySpec(cipher).getEncoded());
        } catch (NoSuchAlgorithmException e) {
            return unsupported(file, line, algorithm);
        } catch (InvalidKeySpecException | InvalidKeyException e) {
            // Wrong padding, or what was decrypted isn't PKCS#8.
            return FileResult.failed(new FileFault.PassphraseWrong(file, line));
        } catch (GeneralSecurityException e) {
            return unsupported(file, line, algorithm);
        } finally {
            spec.clearPassword();
        }
    }

    private static boolean isAscii(char[] passphrase) {
        for (char c : passphrase) {
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Of PrivateKeyInfo: version, algorithm, key. */
    private static Der.@Nullable Value algorithm(byte[] der) {
        Der.Value info = Der.whole(der);
        Der.Value version = info == null ? null : info.first();
        Der.Value identifier = info == null || version == null ? null : info.after(version);
        return identifier == null ? null : objectId(identifier);
    }

    /** Of EncryptedPrivateKeyInfo: algorithm, bytes. */
    private static Der.@Nullable Value encryption(byte[] der) {
        Der.Value info = Der.whole(der);
        Der.Value identifier = info == null ? null : info.first();
        Der.Value bytes = info == null || identifier == null ? null : info.after(identifier);
        return identifier == null || bytes == null || bytes.tag() != Der.OCTET_STRING ? null : objectId(identifier);
    }

    private static Der.@Nullable Value objectId(Der.Value identifier) {
        Der.Value id = identifier.tag() == Der.SEQUENCE ? identifier.first() : null;
        return id == null || id.tag() != Der.OBJECT_ID ? null : id;
    }

    private static FileResult<PrivateKey> unsupported(String file, int line, String algorithm) {
        return FileResult.failed(new FileFault.UnsupportedEncryption(file, line, algorithm));
    }

    private static FileResult<PrivateKey> bad(String file, int line, String detail) {
        return FileResult.failed(new FileFault.BadContent(file, line, "private key", detail));
    }
}
