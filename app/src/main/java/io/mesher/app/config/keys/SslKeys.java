package io.mesher.app.config.keys;

import static io.mesher.app.config.keys.KnownKey.effective;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSE Mesher's keys of TLS: {@code ssl.<tag>.<name>}, where the tag says for what, and {@code ssl.<name>} for everything. */
public final class SslKeys {
    public static final String PREFIX = "ssl.";

    public static final String CIPHER_PLUGIN = "cipherPlugin";
    public static final String VERIFY_PEER = "verifyPeer";
    public static final String CIPHER_SUITS = "cipherSuits";
    public static final String PROTOCOL = "protocol";
    public static final String CA_FILE = "caFile";
    public static final String CERT_FILE = "certFile";
    public static final String KEY_FILE = "keyFile";
    public static final String PASSWORD_FILE = "certPwdFile";
    public static final String CRL_FILE = "crlFile";

    // As Java Chassis calls them.
    public static final String AUTH_PEER = "authPeer";
    public static final String CIPHERS = "ciphers";
    public static final String PROTOCOLS = "protocols";
    public static final String KEY_STORE = "keyStore";
    public static final String KEY_STORE_TYPE = "keyStoreType";
    public static final String KEY_STORE_VALUE = "keyStoreValue";
    public static final String TRUST_STORE = "trustStore";
    public static final String TRUST_STORE_TYPE = "trustStoreType";
    public static final String TRUST_STORE_VALUE = "trustStoreValue";
    public static final String CRL = "crl";

    public static final String LOCAL = "mesher.Provider";
    public static final String ADMIN = "rest-admin.Provider";
    /** After the own service's name and a dot. */
    public static final String EXTERNAL = "rest.Provider";
    /** For all targets; after a target's name and a dot for this one. */
    public static final String CALLS = "rest.Consumer";

    public static final String REGISTRATOR = "registrator.Consumer";
    public static final String DISCOVERY = "serviceDiscovery.Consumer";
    public static final String CONTRACTS = "contractDiscovery.Consumer";

    private static final String BOOL = "true or false";
    private static final String PATH = "path";
    private static final String STORE_TYPE = "PKCS12, JKS";
    private static final String TAGGED = PREFIX + "<tag>.";

    /** Name, value, default, meaning. */
    private static final String[][] ROWS = {
        {CERT_FILE, PATH, "", "Mesher's own certificate in PEM, with its intermediate authorities. See [TLS](tls.md)."},
        {KEY_FILE, PATH, "", "The private key of the certificate in PEM: PKCS#8 or traditional, encrypted or not."},
        {PASSWORD_FILE, PATH, "", "A file that contains the passphrase of the key, in plain text."},
        {CA_FILE, PATH, "", "The certificates of the authorities that Mesher trusts, in PEM."},
        {CRL_FILE, PATH, "", "Revocation lists of these authorities, in PEM or DER."},
        {
            VERIFY_PEER,
            BOOL,
            "false",
            "For ports: whether callers must show a certificate of a trusted authority. For calls: whether the called side's"
                    + " certificate is verified. true requires caFile."
        },
        {
            PROTOCOL,
            "TLSv1.0 to TLSv1.3",
            "TLSv1.2",
            "The lowest version of TLS; the highest is always 1.3. 1.0 and 1.1 are taken as 1.2."
        },
        {CIPHER_SUITS, "list of names", "all of them", "The ciphers of TLS 1.2: ECDHE with AES-GCM or ChaCha20."},
        {CIPHER_PLUGIN, "default", "default", "Any other plug-in is an error: Mesher can't run it."},
        {AUTH_PEER, BOOL, "false", "Java Chassis's name of verifyPeer."},
        {
            PROTOCOLS,
            "list of versions",
            "TLSv1.2",
            "Java Chassis's form of protocol: the lowest version of the list counts."
        },
        {CIPHERS, "list of names", "all of them", "Java Chassis's name of cipherSuits."},
        {
            KEY_STORE,
            PATH,
            "",
            "A key store with Mesher's own certificate and its private key; in place of certFile and keyFile."
        },
        {KEY_STORE_TYPE, STORE_TYPE, "", "The kind of the key store. Mesher recognizes it by the content."},
        {
            KEY_STORE_VALUE,
            "text",
            "",
            "The key store's passphrase; best as a placeholder. Without it, the file of certPwdFile has the passphrase."
        },
        {TRUST_STORE, PATH, "", "A key store with the trusted authorities; in place of caFile."},
        {TRUST_STORE_TYPE, STORE_TYPE, "", "The kind of the trust store. Mesher recognizes it by the content."},
        {TRUST_STORE_VALUE, "text", "", "The trust store's passphrase; best as a placeholder."},
        {CRL, PATH, "", "Java Chassis's name of crlFile."},
    };

    private static final List<String> WITHOUT_EFFECT = List.of(
            "serverName",
            "clientAuth",
            "checkCN.host",
            "checkCN.white",
            "checkCN.white.file",
            "allowRenegotiate",
            "allowRenegociate",
            "storePath",
            "sslCustomClass",
            "engine");

    private SslKeys() {}

    /** The names that have an effect. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (String[] row : ROWS) {
            names.add(row[0]);
        }
        return names;
    }

    /**
     * The tag of a key that begins with {@link #PREFIX}, without its last dot; empty for a key without a tag.
     *
     * @return null if no known name is at the key's end
     */
    public static @Nullable String tag(String key) {
        for (String[] row : ROWS) {
            int end = key.length() - row[0].length() - 1;
            if (end >= PREFIX.length() - 1 && key.charAt(end) == '.' && key.endsWith(row[0])) {
                return end < PREFIX.length() ? "" : key.substring(PREFIX.length(), end);
            }
        }
        return null;
    }

    static List<KnownKey> all() {
        List<KnownKey> keys = new ArrayList<>();
        for (String[] row : ROWS) {
            keys.add(effective(TAGGED + row[0], row[1], row[2], row[3]));
        }
        for (String[] row : ROWS) {
            keys.add(effective(
                    PREFIX + row[0], row[1], "", "The same for every place. A key with the place's tag wins over it."));
        }
        return keys;
    }

    static List<KnownKey> withoutEffect() {
        List<KnownKey> keys = new ArrayList<>();
        for (String name : WITHOUT_EFFECT) {
            keys.add(KnownKey.later(KeyFamily.TLS, PREFIX + name));
            keys.add(KnownKey.later(KeyFamily.TLS, TAGGED + name));
        }
        return keys;
    }
}
