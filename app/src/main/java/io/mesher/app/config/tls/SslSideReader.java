package io.mesher.app.config.tls;

import io.mesher.app.config.keys.SslKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Paths;
import io.mesher.app.config.read.Words;
import io.mesher.core.config.ConfiguredFile;
import io.mesher.core.config.KeySource;
import io.mesher.core.config.Passphrase;
import io.mesher.core.config.TlsSide;
import io.mesher.core.config.TrustSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one place's side of TLS from the keys {@code ssl.*}. */
final class SslSideReader {
    private static final int MAX_PASSPHRASE = 1024;

    private final KeyReader reader;
    private final Path home;
    private final TlsReports reports;

    /** @param home what relative paths are relative to */
    SslSideReader(KeyReader reader, Path home, TlsReports reports) {
        this.reader = reader;
        this.home = home;
        this.reports = reports;
    }

    /** Null: no key asks for TLS at this place. */
    @Nullable TlsSide read(SslLevels levels, Place place) {
        String first = levels.first();
        if (first == null) {
            return null;
        }
        checkPlugin(levels);
        KeySource keys = keys(levels);
        if (keys == null && place.isPort()) {
            reports.error(
                    first,
                    "by this key, " + place.words() + " uses TLS, but it has no certificate (expected: "
                            + levels.own(SslKeys.CERT_FILE) + " and " + levels.own(SslKeys.KEY_FILE) + ")");
        }
        TrustSource trust = trust(levels);
        String verifyKey = levels.find(SslKeys.VERIFY_PEER, SslKeys.AUTH_PEER);
        boolean verify = verifyKey != null && reader.bool(verifyKey, false);
        if (verifyKey != null && verify && trust == null) {
            reports.error(
                    verifyKey,
                    "true, but no authority is trusted (expected: " + levels.own(SslKeys.CA_FILE)
                            + ", the file with the authorities' certificates)");
        }
        if (!verify && place != Place.REGISTRY) {
            unverified(levels, place, first, verifyKey, trust);
        }
        return new TlsSide(
                first.substring(0, first.lastIndexOf('.')),
                keys,
                verify ? trust : null,
                verify ? TlsSide.Verify.REQUIRED : TlsSide.Verify.NONE,
                minVersion(levels),
                ciphers(levels));
    }

    void checkPlugin(SslLevels levels) {
        String plugin = levels.find(SslKeys.CIPHER_PLUGIN);
        if (plugin != null) {
            reader.read(plugin, "", new TlsWords.Plugin());
        }
    }

    private void unverified(
            SslLevels levels, Place place, String first, @Nullable String verifyKey, @Nullable TrustSource trust) {
        String missing = levels.own(SslKeys.VERIFY_PEER) + ": true";
        if (place.isPort()) {
            if (trust != null && verifyKey == null) {
                reports.warning(
                        trust.file().key(),
                        "not used: " + place.words() + " asks its callers for no certificate (expected: " + missing
                                + ")");
            }
            return;
        }
        String accepts = place.words() + " accept any certificate, so that others can read and change them";
        if (verifyKey != null) {
            reports.warning(
                    verifyKey,
                    "false: " + accepts + " (expected: true, and the authorities' certificates in "
                            + levels.own(SslKeys.CA_FILE) + ")");
        } else if (trust != null) {
            reports.warning(trust.file().key(), "not used: " + accepts + " (expected: " + missing + ")");
        } else {
            reports.warning(first, accepts + " (expected: " + missing + " and " + levels.own(SslKeys.CA_FILE) + ")");
        }
    }

    private @Nullable KeySource keys(SslLevels levels) {
        String certificate = levels.find(SslKeys.CERT_FILE, SslKeys.KEY_STORE);
        String key = levels.find(SslKeys.KEY_FILE);
        ConfiguredFile passphrase = file(levels.find(SslKeys.PASSWORD_FILE));
        storeType(levels.find(SslKeys.KEY_STORE_TYPE));
        Passphrase ofStore = passphrase(levels.find(SslKeys.KEY_STORE_VALUE));
        if (certificate == null) {
            if (key != null) {
                alone(key, SslKeys.CERT_FILE);
            }
            return null;
        }
        ConfiguredFile first = file(certificate);
        if (certificate.endsWith('.' + SslKeys.KEY_STORE)) {
            return first == null ? null : new KeySource.Store(first, ofStore, passphrase);
        }
        if (key == null) {
            alone(certificate, SslKeys.KEY_FILE);
        }
        ConfiguredFile second = file(key);
        return first == null || second == null ? null : new KeySource.Pem(first, second, passphrase);
    }

    private void alone(String key, String missing) {
        String other = key.substring(0, key.lastIndexOf('.') + 1) + missing;
        reports.error(key, "alone (expected: " + other + " too)");
    }

    private @Nullable TrustSource trust(SslLevels levels) {
        String trusted = levels.find(SslKeys.CA_FILE, SslKeys.TRUST_STORE);
        storeType(levels.find(SslKeys.TRUST_STORE_TYPE));
        Passphrase passphrase = passphrase(levels.find(SslKeys.TRUST_STORE_VALUE));
        ConfiguredFile revocations = file(levels.find(SslKeys.CRL_FILE, SslKeys.CRL));
        ConfiguredFile file = file(trusted);
        return file == null ? null : new TrustSource(file, passphrase, revocations);
    }

    private void storeType(@Nullable String key) {
        if (key != null) {
            reader.read(key, "", new TlsWords.StoreType());
        }
    }

    private @Nullable Passphrase passphrase(@Nullable String key) {
        return key == null ? null : new Passphrase(reader.read(key, "", new Words.Text(MAX_PASSPHRASE)));
    }

    private @Nullable ConfiguredFile file(@Nullable String key) {
        return key == null ? null : new ConfiguredFile(reader.read(key, home, new Paths.InputFile(home)), key);
    }

    private TlsSide.Version minVersion(SslLevels levels) {
        String key = levels.find(SslKeys.PROTOCOL, SslKeys.PROTOCOLS);
        if (key == null) {
            return TlsSide.Version.TLS_1_2;
        }
        boolean list = key.endsWith('.' + SslKeys.PROTOCOLS);
        List<String> named = list
                ? reader.list(key, new TlsWords.VersionName())
                : List.of(reader.read(key, "TLSv1.2", new TlsWords.VersionName()));
        for (String name : named) {
            if (TlsWords.version(name) == null) {
                reports.warning(
                        key,
                        name + ": taken as TLSv1.2, since older versions are broken (expected: TLSv1.2 or TLSv1.3)");
            }
        }
        boolean only13 = named.size() == 1 && named.getFirst().equals("TLSv1.3");
        if (list && !named.isEmpty() && !named.contains("TLSv1.3")) {
            reports.warning(key, "TLSv1.3 is used as well: the list sets the lowest version only");
        }
        return only13 ? TlsSide.Version.TLS_1_3 : TlsSide.Version.TLS_1_2;
    }

    private List<String> ciphers(SslLevels levels) {
        String key = levels.find(SslKeys.CIPHER_SUITS, SslKeys.CIPHERS);
        List<String> ciphers = new ArrayList<>();
        for (String cipher : key == null ? List.<String>of() : reader.list(key, new TlsWords.Cipher())) {
            if (!TlsWords.isOf13(cipher)) {
                ciphers.add(cipher);
            }
        }
        return ciphers;
    }
}
