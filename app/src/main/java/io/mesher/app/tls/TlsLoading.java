package io.mesher.app.tls;

import io.mesher.core.config.ConfiguredFile;
import io.mesher.core.config.KeySource;
import io.mesher.core.config.Passphrase;
import io.mesher.core.config.TlsConfig;
import io.mesher.core.config.TlsSide;
import io.mesher.core.config.TrustSource;
import io.mesher.core.tls.FileFault;
import io.mesher.core.tls.FileResult;
import io.mesher.core.tls.KeyMaterial;
import io.mesher.core.tls.Trust;
import io.mesher.core.tls.read.RevocationFile;
import io.mesher.core.tls.read.StoreFile;
import io.mesher.core.tls.read.TlsFile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of one side of TLS. Each call reads them anew and keeps nothing, so that a later one sees what has changed. Any
 * thread, but no event loop: it waits for the disk, and the first certificate of a process takes 100 ms or more.
 */
public final class TlsLoading {
    private final List<TlsFinding> findings = new ArrayList<>();
    private final Contents contents = new Contents(findings);
    private final Instant now;

    private TlsLoading(Instant now) {
        this.now = now;
    }

    public static LoadedSide load(TlsSide side, Instant now) {
        TlsLoading loading = new TlsLoading(now);
        KeyMaterial keys = side.keys() == null ? null : loading.keys(side.keys());
        Trust trust = side.trust() == null ? null : loading.trust(side.trust());
        return new LoadedSide(keys, trust, loading.findings);
    }

    /** All sides that are in use. */
    public static Map<TlsSide, LoadedSide> load(TlsConfig config, Instant now) {
        Map<TlsSide, LoadedSide> loaded = new LinkedHashMap<>();
        for (TlsSide side : config.sides()) {
            loaded.put(side, load(side, now));
        }
        return loaded;
    }

    private @Nullable KeyMaterial keys(KeySource source) {
        return switch (source) {
            case KeySource.Pem pem -> pem(pem);
            case KeySource.Store store -> store(store);
        };
    }

    private @Nullable KeyMaterial pem(KeySource.Pem pem) {
        byte[] certificate = contents.read(pem.certificate());
        byte[] key = pem.key().path().equals(pem.certificate().path()) ? certificate : contents.read(pem.key());
        Secret secret = passphrase(null, pem.passphrase());
        if (certificate == null || key == null || !secret.good) {
            return null;
        }
        String certificateName = Contents.name(pem.certificate());
        KeyMaterial keys = value(
                TlsFile.key(certificateName, certificate, Contents.name(pem.key()), key, secret.text),
                fault -> fault.file().equals(certificateName)
                        ? pem.certificate().key()
                        : pem.key().key());
        secret.clear();
        Arrays.fill(key, (byte) 0);
        return checked(keys, pem.certificate(), pem.key(), pem.passphrase());
    }

    private @Nullable KeyMaterial store(KeySource.Store store) {
        byte[] bytes = contents.read(store.file());
        Secret secret = passphrase(store.passphrase(), store.passphraseFile());
        if (bytes == null || !secret.good) {
            return null;
        }
        KeyMaterial keys = value(
                StoreFile.key(Contents.name(store.file()), bytes, secret.text, null),
                _ -> store.file().key());
        secret.clear();
        return checked(keys, store.file(), store.file(), store.passphraseFile());
    }

    private @Nullable KeyMaterial checked(
            @Nullable KeyMaterial keys,
            ConfiguredFile certificate,
            ConfiguredFile key,
            @Nullable ConfiguredFile passphrase) {
        if (keys != null) {
            Validity.check(keys.leaf(), certificate, now, findings);
            contents.checkSecret(key, "private key");
        }
        if (passphrase != null) {
            contents.checkSecret(passphrase, "passphrase");
        }
        return keys;
    }

    private @Nullable Trust trust(TrustSource source) {
        byte[] bytes = contents.read(source.file());
        ConfiguredFile revocations = source.revocations();
        byte[] lists = revocations == null ? null : contents.read(revocations);
        Secret secret = passphrase(source.passphrase(), null);
        List<X509Certificate> anchors = bytes == null
                ? null
                : value(
                        TlsFile.trusted(Contents.name(source.file()), bytes, secret.text),
                        _ -> source.file().key());
        List<X509CRL> revoked = List.of();
        if (revocations != null) {
            revoked = lists == null
                    ? null
                    : value(RevocationFile.read(Contents.name(revocations), lists), _ -> revocations.key());
        }
        if (anchors == null || revoked == null) {
            return null;
        }
        Trust trust = new Trust(anchors, revoked);
        Validity.check(trust, source, now, findings);
        return trust;
    }

    private <T> @Nullable T value(FileResult<T> result, KeyOf keyOf) {
        return switch (result) {
            case FileResult.Read<T>(T value) -> value;
            case FileResult.Failed<T>(FileFault fault) -> {
                contents.bad(keyOf.key(fault), fault);
                yield null;
            }
        };
    }

    /** Which key of the configuration a fault is about. */
    @FunctionalInterface
    private interface KeyOf {
        String key(FileFault fault);
    }

    /** A passphrase that can be cleared. */
    private static final class Secret {
        private final char @Nullable [] text;
        private final boolean good;

        /** @param good false: it could not be read, which is among the findings */
        Secret(char @Nullable [] text, boolean good) {
            this.text = text;
            this.good = good;
        }

        void clear() {
            if (text != null) {
                Arrays.fill(text, '\0');
            }
        }
    }

    private Secret passphrase(@Nullable Passphrase configured, @Nullable ConfiguredFile file) {
        if (configured != null) {
            return new Secret(configured.text().toCharArray(), true);
        }
        if (file == null) {
            return new Secret(null, true);
        }
        byte[] bytes = contents.read(file);
        if (bytes == null) {
            return new Secret(null, false);
        }
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        int end = decoded.length();
        // The line end that editors and echo put there; spaces may belong to the passphrase.
        end -= end > 0 && decoded.charAt(end - 1) == '\n' ? 1 : 0;
        end -= end > 0 && decoded.charAt(end - 1) == '\r' ? 1 : 0;
        if (end == 0) {
            contents.bad(file.key(), new FileFault.Empty(Contents.name(file)));
            return new Secret(null, false);
        }
        char[] text = new char[end];
        decoded.get(text);
        return new Secret(text, true);
    }
}
