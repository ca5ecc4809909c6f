package io.mesher.app.config.tls;

import io.mesher.app.config.keys.MesherTlsKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Paths;
import io.mesher.app.config.read.Words;
import io.mesher.core.config.ConfiguredFile;
import io.mesher.core.config.KeySource;
import io.mesher.core.config.TlsSide;
import io.mesher.core.config.TrustSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code mesher.tls}: one set of files for the external port and for calls to instances. */
final class MesherTlsReader {
    /**
     * What the keys ask for.
     *
     * @param port for the external port; null: no certificate is configured
     * @param calls for calls to instances; null: nobody is trusted, and not everybody is to be
     * @param key the first of the keys, for messages; any if both sides are null
     */
    record Sides(@Nullable TlsSide port, @Nullable TlsSide calls, String key) {
        static final Sides NONE = new Sides(null, null, MesherTlsKeys.CERT_FILE);
    }

    private static final String SIDE_KEY = MesherTlsKeys.PREFIX.substring(0, MesherTlsKeys.PREFIX.length() - 1);
    private static final String REQUIRED = "required";
    private static final String OPTIONAL = "optional";
    private static final String NONE = "none";

    private final KeyReader reader;
    private final Path home;
    private final TlsReports reports;

    MesherTlsReader(KeyReader reader, Path home, TlsReports reports) {
        this.reader = reader;
        this.home = home;
        this.reports = reports;
    }

    Sides read() {
        KeySource keys = keys();
        TrustSource trust = trust();
        TlsSide.Version version = Objects.requireNonNullElse(
                TlsWords.version(reader.read(
                        MesherTlsKeys.MIN_VERSION, "TLSv1.2", new Words.OneOf(List.of("TLSv1.2", "TLSv1.3")))),
                TlsSide.Version.TLS_1_2);
        TlsSide.Verify callers = callers(keys, trust);
        boolean verify = reader.bool(MesherTlsKeys.VERIFY, true);
        TlsSide port = keys == null
                ? null
                : new TlsSide(
                        SIDE_KEY, keys, callers == TlsSide.Verify.NONE ? null : trust, callers, version, List.of());
        TlsSide calls = verify && trust == null
                ? null
                : new TlsSide(
                        SIDE_KEY,
                        keys,
                        verify ? trust : null,
                        verify ? TlsSide.Verify.REQUIRED : TlsSide.Verify.NONE,
                        version,
                        List.of());
        checkVerify(keys, trust, verify);
        return new Sides(port, calls, keys != null ? MesherTlsKeys.CERT_FILE : callsKey(trust));
    }

    private static String callsKey(@Nullable TrustSource trust) {
        return trust != null ? MesherTlsKeys.CA_FILE : MesherTlsKeys.VERIFY;
    }

    private @Nullable KeySource keys() {
        ConfiguredFile certificate = file(MesherTlsKeys.CERT_FILE);
        ConfiguredFile key = file(MesherTlsKeys.KEY_FILE);
        ConfiguredFile passphrase = file(MesherTlsKeys.PASSWORD_FILE);
        if (certificate != null && key != null) {
            return new KeySource.Pem(certificate, key, passphrase);
        }
        if (certificate != null) {
            alone(certificate, MesherTlsKeys.KEY_FILE);
        } else if (key != null) {
            alone(key, MesherTlsKeys.CERT_FILE);
        } else if (passphrase != null) {
            alone(passphrase, MesherTlsKeys.KEY_FILE + " and " + MesherTlsKeys.CERT_FILE);
        }
        return null;
    }

    private @Nullable TrustSource trust() {
        ConfiguredFile authorities = file(MesherTlsKeys.CA_FILE);
        ConfiguredFile revocations = file(MesherTlsKeys.CRL_FILE);
        if (authorities == null && revocations != null) {
            alone(revocations, MesherTlsKeys.CA_FILE);
        }
        return authorities == null ? null : new TrustSource(authorities, null, revocations);
    }

    private TlsSide.Verify callers(@Nullable KeySource keys, @Nullable TrustSource trust) {
        String wanted =
                reader.read(MesherTlsKeys.CLIENT_CERTIFICATE, "", new Words.OneOf(List.of(REQUIRED, OPTIONAL, NONE)));
        if (wanted.isEmpty()) {
            wanted = trust == null ? NONE : REQUIRED;
        } else if (!wanted.equals(NONE) && (trust == null || keys == null)) {
            reports.error(
                    MesherTlsKeys.CLIENT_CERTIFICATE,
                    wanted + ": " + (trust == null ? "no authority is trusted" : "there is no certificate for the port")
                            + " (expected: " + (trust == null ? MesherTlsKeys.CA_FILE : MesherTlsKeys.CERT_FILE)
                            + " too)");
        }
        return switch (wanted) {
            case REQUIRED -> TlsSide.Verify.REQUIRED;
            case OPTIONAL -> TlsSide.Verify.OPTIONAL;
            default -> TlsSide.Verify.NONE;
        };
    }

    private void checkVerify(@Nullable KeySource keys, @Nullable TrustSource trust, boolean verify) {
        if (!verify) {
            reports.warning(
                    MesherTlsKeys.VERIFY,
                    "false: calls to instances accept any certificate, so that others can read and change them (expected: true,"
                            + " and the authorities' certificates in " + MesherTlsKeys.CA_FILE + ")");
        } else if (trust == null && keys != null && reader.has(MesherTlsKeys.VERIFY)) {
            reports.error(
                    MesherTlsKeys.VERIFY,
                    "true, but no authority is trusted (expected: " + MesherTlsKeys.CA_FILE
                            + ", the file with the authorities' certificates)");
        }
    }

    private void alone(ConfiguredFile file, String missing) {
        reports.error(file.key(), "alone (expected: " + missing + " too)");
    }

    private @Nullable ConfiguredFile file(String key) {
        return reader.isFilled(key) ? new ConfiguredFile(reader.read(key, home, new Paths.InputFile(home)), key) : null;
    }
}
