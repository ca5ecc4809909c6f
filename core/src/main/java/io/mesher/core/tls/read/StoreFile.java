package io.mesher.core.tls.read;

import io.mesher.core.tls.Der;
import io.mesher.core.tls.FileFault;
import io.mesher.core.tls.FileResult;
import io.mesher.core.tls.KeyMaterial;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads key stores: PKCS#12 and JKS, told apart by their first bytes. */
public final class StoreFile {
    private StoreFile() {}

    /**
     * The private key and its chain.
     *
     * @param passphrase of the store and of the key; null if none is configured
     * @param alias of the key; null for the only one
     */
    public static FileResult<KeyMaterial> key(
            String file, byte[] bytes, char @Nullable [] passphrase, @Nullable String alias) {
        return open(file, bytes, passphrase).then(store -> key(file, store, passphrase, alias));
    }

    /**
     * The trusted certificates, at least one.
     *
     * <p>The JDK sees none in a PKCS#12 file that {@code openssl pkcs12 -nokeys} wrote, since it doesn't mark them as trusted.
     */
    public static FileResult<List<X509Certificate>> trusted(String file, byte[] bytes, char @Nullable [] passphrase) {
        return open(file, bytes, passphrase).then(store -> trusted(file, store));
    }

    static boolean isJks(byte[] bytes) {
        return bytes.length > 4
                && (bytes[0] & 0xff) == 0xfe
                && (bytes[1] & 0xff) == 0xed
                && (bytes[2] & 0xff) == 0xfe
                && (bytes[3] & 0xff) == 0xed;
    }

    /** A sequence that begins with the version 3 (RFC 7292 §4). It may be BER, so that its length says nothing. */
    static boolean isPkcs12(byte[] bytes) {
        if (bytes.length < 16 || bytes[0] != Der.SEQUENCE) {
            return false;
        }
        int lengthBytes = (bytes[1] & 0xff) > 0x80 ? bytes[1] & 0x7f : 0;
        int at = 2 + lengthBytes;
        return lengthBytes <= 4 && bytes[at] == Der.INTEGER && bytes[at + 1] == 1 && bytes[at + 2] == 3;
    }

    private static FileResult<KeyStore> open(String file, byte[] bytes, char @Nullable [] passphrase) {
        if (bytes.length == 0) {
            return FileResult.failed(new FileFault.Empty(file));
        }
        if (bytes.length > PemText.MAX_BYTES) {
            return FileResult.failed(new FileFault.TooLarge(file, bytes.length, PemText.MAX_BYTES));
        }
        boolean jks = isJks(bytes);
        if (!jks && !isPkcs12(bytes)) {
            return FileResult.failed(new FileFault.UnsupportedStore(file));
        }
        if (passphrase == null) {
            return FileResult.failed(new FileFault.PassphraseMissing(file, 0));
        }
        try {
            KeyStore store = KeyStore.getInstance(jks ? "JKS" : "PKCS12");
            store.load(new ByteArrayInputStream(bytes), passphrase);
            return FileResult.of(store);
        } catch (IOException e) {
            return FileResult.failed(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? new FileFault.PassphraseWrong(file, 0)
                            : new FileFault.BadContent(file, 0, "key store", Detail.of(e)));
        } catch (GeneralSecurityException | RuntimeException e) {
            // The JDK's parsers throw unchecked exceptions for some damaged stores.
            return FileResult.failed(new FileFault.BadContent(file, 0, "key store", Detail.of(e)));
        }
    }

    private static FileResult<KeyMaterial> key(
            String file, KeyStore store, char @Nullable [] passphrase, @Nullable String alias) {
        try {
            List<String> found = new ArrayList<>();
            for (String name : Collections.list(store.aliases())) {
                if (store.isKeyEntry(name) && store.getCertificateChain(name) != null) {
                    found.add(name);
                }
            }
            if (found.isEmpty()) {
                return FileResult.failed(new FileFault.Missing(file, "private key with a certificate", present(store)));
            }
            if (alias == null && found.size() > 1) {
                return FileResult.failed(new FileFault.SeveralAliases(file, found));
            }
            // Key stores compare aliases without regard to case.
            String chosen = alias == null ? found.getFirst() : alias;
            if (found.stream().noneMatch(name -> name.equalsIgnoreCase(chosen))) {
                return FileResult.failed(new FileFault.NoSuchAlias(file, chosen, found));
            }
            Key key = store.getKey(chosen, passphrase);
            return key instanceof PrivateKey secret
                    ? KeyMaterial.of(x509(List.of(store.getCertificateChain(chosen))), secret, file)
                    : FileResult.failed(new FileFault.NoSuchAlias(file, chosen, found));
        } catch (UnrecoverableKeyException e) {
            return FileResult.failed(new FileFault.PassphraseWrong(file, 0));
        } catch (GeneralSecurityException e) {
            return FileResult.failed(new FileFault.BadContent(file, 0, "key store", Detail.of(e)));
        }
    }

    private static FileResult<List<X509Certificate>> trusted(String file, KeyStore store) {
        try {
            List<Certificate> found = new ArrayList<>();
            for (String name : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(name)) {
                    found.add(store.getCertificate(name));
                }
            }
            List<X509Certificate> trusted = x509(found);
            if (trusted.size() > CertificateFile.MAX_CERTIFICATES) {
                return FileResult.failed(new FileFault.TooMany(file, CertificateFile.MAX_CERTIFICATES));
            }
            return trusted.isEmpty() ? FileResult.failed(new FileFault.NoneTrusted(file)) : FileResult.of(trusted);
        } catch (KeyStoreException e) {
            return FileResult.failed(new FileFault.BadContent(file, 0, "key store", Detail.of(e)));
        }
    }

    private static List<String> present(KeyStore store) throws KeyStoreException {
        List<String> present = new ArrayList<>();
        for (String name : Collections.list(store.aliases())) {
            present.add((store.isKeyEntry(name) ? "the key " : "the certificate ") + name);
        }
        return present;
    }

    private static List<X509Certificate> x509(List<Certificate> certificates) {
        List<X509Certificate> x509 = new ArrayList<>();
        for (Certificate certificate : certificates) {
            if (certificate instanceof X509Certificate one) {
                x509.add(one);
            }
        }
        return x509;
    }
}
