package io.mesher.testkit.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptor;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/** The files that hold certificates and keys, as texts and bytes. */
public final class TlsFiles {
    private TlsFiles() {}

    /** One PEM block. */
    public static String block(String label, byte[] content) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    public static String pem(List<X509Certificate> certificates) {
        try {
            StringBuilder all = new StringBuilder();
            for (X509Certificate certificate : certificates) {
                all.append(block("CERTIFICATE", certificate.getEncoded()));
            }
            return all.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(X509Certificate... certificates) {
        return pem(List.of(certificates));
    }

    public static String pem(X509CRL crl) {
        try {
            return block("X509 CRL", crl.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As PKCS#8: "PRIVATE KEY". */
    public static String pem(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /** As PKCS#8 that a passphrase protects, with PBKDF2, SHA-1 and AES-256: "ENCRYPTED PRIVATE KEY". */
    public static String encryptedPem(PrivateKey key, String passphrase) {
        try {
            StringWriter text = new StringWriter();
            try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
                pem.writeObject(new JcaPKCS8Generator(
                        key,
                        new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                                .setProvider(new BouncyCastleProvider())
                                .setPassword(passphrase.toCharArray())
                                .build()));
            }
            return text.toString();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As OpenSSL wrote keys before PKCS#8: "RSA PRIVATE KEY", "EC PRIVATE KEY". */
    public static String traditionalPem(PrivateKey key) {
        return block(key.getAlgorithm() + " PRIVATE KEY", traditional(key));
    }

    /** @param cipher "AES-256-CBC", "DES-EDE3-CBC" */
    public static String encryptedTraditionalPem(PrivateKey key, String cipher, String passphrase) {
        try {
            PEMEncryptor encryptor = new JcePEMEncryptorBuilder(cipher)
                    .setProvider(new BouncyCastleProvider())
                    .build(passphrase.toCharArray());
            String fields = "Proc-Type: 4,ENCRYPTED\nDEK-Info: " + cipher + ","
                    + HexFormat.of().withUpperCase().formatHex(encryptor.getIV()) + "\n\n";
            String plain = block(key.getAlgorithm() + " PRIVATE KEY", encryptor.encrypt(traditional(key)));
            int firstLine = plain.indexOf('\n') + 1;
            return plain.substring(0, firstLine) + fields + plain.substring(firstLine);
        } catch (PEMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDK leaves the curve out of an EC key within PKCS#8, where it has another place. */
    private static byte[] traditional(PrivateKey key) {
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
            return key instanceof ECPrivateKey ec
                    ? new org.bouncycastle.asn1.sec.ECPrivateKey(
                                    ec.getParams().getOrder().bitLength(),
                                    ec.getS(),
                                    info.getPrivateKeyAlgorithm().getParameters())
                            .getEncoded()
                    : info.parsePrivateKey().toASN1Primitive().getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A key store with a key and its chain.
     *
     * @param type "PKCS12" or "JKS"
     */
    public static byte[] keyStore(String type, String alias, Issued issued, String passphrase) {
        return store(
                type,
                passphrase,
                store -> store.setKeyEntry(
                        alias,
                        issued.key(),
                        passphrase.toCharArray(),
                        issued.chain().toArray(X509Certificate[]::new)));
    }

    /** A key store with trusted certificates only. */
    public static byte[] trustStore(String type, String passphrase, X509Certificate... trusted) {
        return store(type, passphrase, store -> {
            for (int i = 0; i < trusted.length; i++) {
                store.setCertificateEntry("trusted-" + i, trusted[i]);
            }
        });
    }

    /** A key store with whatever a test puts into it. */
    public static byte[] store(String type, String passphrase, Filling filling) {
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            filling.fill(store);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, passphrase.toCharArray());
            return bytes.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts entries into a new key store. */
    @FunctionalInterface
    public interface Filling {
        void fill(KeyStore store) throws GeneralSecurityException;
    }
}
