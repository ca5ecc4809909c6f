package io.mesher.core.tls.read;

import io.mesher.core.tls.Der;
import io.mesher.core.tls.FileFault;
import io.mesher.core.tls.FileResult;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** "RSA PRIVATE KEY" (RFC 8017 A.1.2) and "EC PRIVATE KEY" (RFC 5915), which are PKCS#8's content, plain or encrypted by OpenSSL. */
final class TraditionalKey {
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    private static final byte[] NULL = {0x05, 0x00};
    private static final byte[] RSA_ID = HexFormat.of().parseHex("06092a864886f70d010101");
    private static final byte[] EC_ID = HexFormat.of().parseHex("06072a8648ce3d0201");
    private static final int SALT_BYTES = 8;

    private TraditionalKey() {}

    /** @param parameters the curve by a block of its own, for an EC key that doesn't name it */
    static FileResult<PrivateKey> read(
            String file, PemBlock block, byte @Nullable [] parameters, char @Nullable [] passphrase) {
        if (!block.isTraditionallyEncrypted()) {
            return plain(file, block, block.content(), parameters);
        }
        if (passphrase == null) {
            return FileResult.failed(new FileFault.PassphraseMissing(file, block.line()));
        }
        String[] info = block.fields().getOrDefault("DEK-Info", "").split(",", -1);
        FileResult<byte[]> decrypted = info.length == 2
                ? decrypt(file, block, info[0].strip(), info[1].strip(), passphrase)
                : FileResult.failed(new FileFault.UnsupportedEncryption(file, block.line(), "an unnamed algorithm"));
        return decrypted.then(content -> {
            FileResult<PrivateKey> key = plain(file, block, content, parameters);
            // One wrong passphrase in 256 leaves a valid padding.
            return key instanceof FileResult.Failed<PrivateKey>(FileFault.BadContent bad)
                    ? FileResult.failed(new FileFault.PassphraseWrong(file, bad.line()))
                    : key;
        });
    }

    private static FileResult<PrivateKey> plain(
            String file, PemBlock block, byte[] content, byte @Nullable [] parameters) {
        byte[] identifier;
        if (block.label().startsWith("RSA")) {
            identifier = Der.write(Der.SEQUENCE, RSA_ID, NULL);
        } else {
            byte[] curve = curve(content);
            if (curve == null) {
                curve = parameters;
            }
            if (curve == null) {
                return FileResult.failed(
                        new FileFault.BadContent(file, block.line(), "private key", "it does not name its curve"));
            }
            identifier = Der.write(Der.SEQUENCE, EC_ID, curve);
        }
        byte[] der = Der.write(Der.SEQUENCE, VERSION_0, identifier, Der.write(Der.OCTET_STRING, content));
        return Pkcs8.key(file, block.line(), der);
    }

    /** The parameters in an ECPrivateKey: version, key, [0] parameters, [1] public key. */
    private static byte @Nullable [] curve(byte[] content) {
        Der.Value whole = Der.whole(content);
        Der.Value part = whole == null ? null : whole.first();
        while (whole != null && part != null) {
            if (part.tag() == Der.CONTEXT_0) {
                return part.content();
            }
            part = whole.after(part);
        }
        return null;
    }

    private static FileResult<byte[]> decrypt(String file, PemBlock block, String name, String iv, char[] passphrase) {
        String transformation;
        int keyBytes;
        switch (name) {
            case "AES-128-CBC", "AES-192-CBC", "AES-256-CBC" -> {
                transformation = "AES/CBC/PKCS5Padding";
                keyBytes = Integer.parseInt(name.substring(4, 7)) / 8;
            }
            case "DES-EDE3-CBC" -> {
                transformation = "DESede/CBC/PKCS5Padding";
                keyBytes = 24;
            }
            default -> {
                return FileResult.failed(new FileFault.UnsupportedEncryption(file, block.line(), name));
            }
        }
        try {
            byte[] vector = HexFormat.of().parseHex(iv);
            Cipher cipher = Cipher.getInstance(transformation);
            if (vector.length != cipher.getBlockSize()) {
                return FileResult.failed(
                        new FileFault.BadContent(file, block.line(), "private key", "its field DEK-Info is damaged"));
            }
            byte[] key = derive(new String(passphrase).getBytes(StandardCharsets.UTF_8), vector, keyBytes);
            SecretKeySpec secret = new SecretKeySpec(key, transformation.substring(0, transformation.indexOf('/')));
            cipher.init(Cipher.DECRYPT_MODE, secret, new IvParameterSpec(vector));
            return FileResult.of(cipher.doFinal(block.content()));
        } catch (IllegalArgumentException e) {
            return FileResult.failed(
                    new FileFault.BadContent(file, block.line(), "private key", "its field DEK-Info is damaged"));
        } catch (GeneralSecurityException e) {
            return FileResult.failed(new FileFault.PassphraseWrong(file, block.line()));
        }
    }

    /** OpenSSL's EVP_BytesToKey with MD5 and one round: each digest takes the one before it, the passphrase and the salt. */
    private static byte[] derive(byte[] passphrase, byte[] vector, int keyBytes) throws NoSuchAlgorithmException {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        byte[] key = new byte[keyBytes];
        byte[] digest = {};
        for (int filled = 0; filled < keyBytes; filled += digest.length) {
            md5.update(digest);
            md5.update(passphrase);
            md5.update(Arrays.copyOf(vector, SALT_BYTES));
            digest = md5.digest();
            System.arraycopy(digest, 0, key, filled, Math.min(digest.length, keyBytes - filled));
        }
        return key;
    }
}
