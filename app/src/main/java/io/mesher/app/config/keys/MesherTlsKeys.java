package io.mesher.app.config.keys;

import static io.mesher.app.config.keys.KnownKey.effective;

import java.util.List;

/** Mesher's own keys of TLS, for the external port and calls to instances. */
public final class MesherTlsKeys {
    public static final String PREFIX = "mesher.tls.";

    public static final String CERT_FILE = PREFIX + "certFile";
    public static final String KEY_FILE = PREFIX + "keyFile";
    public static final String PASSWORD_FILE = PREFIX + "passwordFile";
    public static final String CA_FILE = PREFIX + "caFile";
    public static final String CRL_FILE = PREFIX + "crlFile";
    public static final String MIN_VERSION = PREFIX + "minVersion";
    public static final String CLIENT_CERTIFICATE = PREFIX + "clientCertificate";
    public static final String VERIFY = PREFIX + "verify";
    public static final String MODE = PREFIX + "mode";
    public static final String ENGINE = PREFIX + "engine";
    public static final String HANDSHAKE = "mesher.timeouts.tlsHandshake";

    private static final String PATH = "path";
    private static final String RESTART = " A change needs a restart.";

    private MesherTlsKeys() {}

    static List<KnownKey> all() {
        return List.of(
                effective(
                        CERT_FILE,
                        PATH,
                        "",
                        "Mesher's own certificate in PEM, with its intermediate authorities, for the external port and calls to"
                                + " instances. Relative to CHASSIS_HOME, or else to the working directory, as all files of"
                                + " [TLS](tls.md) are." + RESTART),
                effective(KEY_FILE, PATH, "", "The private key of the certificate in PEM." + RESTART),
                effective(
                        PASSWORD_FILE,
                        PATH,
                        "",
                        "A file that contains the passphrase of the key, if the key has one." + RESTART),
                effective(
                        CA_FILE,
                        PATH,
                        "",
                        "The certificates of the authorities that Mesher trusts, in PEM. With it, calls to instances use TLS."
                                + RESTART),
                effective(CRL_FILE, PATH, "", "Revocation lists of these authorities, in PEM or DER." + RESTART),
                effective(MIN_VERSION, "TLSv1.2, TLSv1.3", "TLSv1.2", "The lowest version of TLS." + RESTART),
                effective(
                        CLIENT_CERTIFICATE,
                        "required, optional, none",
                        "required with caFile, else none",
                        "Whether callers of the external port must show a certificate. With optional, they may show none, but not"
                                + " one that can't be verified." + RESTART),
                effective(
                        VERIFY,
                        "true or false",
                        "true",
                        "Whether the certificates of called instances are verified. false: anybody in between can read and change"
                                + " the calls; Mesher warns about it." + RESTART),
                effective(
                        MODE,
                        "plain, permissive, strict",
                        "strict with a certificate, else plain",
                        "How the external port treats its callers: all in plain text, each as it likes, or all by TLS."
                                + RESTART),
                effective(
                        ENGINE,
                        "auto, boringssl, jdk",
                        "auto",
                        "The implementation of TLS. auto: BoringSSL if it can be loaded on this system, else the JDK's."
                                + RESTART),
                effective(
                        HANDSHAKE,
                        "duration",
                        "10s",
                        "Max time of a TLS handshake; then the connection is closed." + RESTART));
    }
}
