package io.mesher.app.config.tls;

import io.mesher.app.config.read.BadValue;
import io.mesher.app.config.read.Parser;
import io.mesher.core.config.TlsSide;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts to versions, ciphers and the rest of what TLS has names for. */
final class TlsWords {
    /** As CSE Mesher and Java Chassis write them. */
    private static final List<String> VERSIONS = List.of("TLSv1.0", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

    private static final List<String> CIPHERS = List.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /** Java Chassis lists them among the others; nobody can choose among them. */
    private static final List<String> CIPHERS_OF_1_3 =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    private TlsWords() {}

    static boolean isOf13(String cipher) {
        return CIPHERS_OF_1_3.contains(cipher);
    }

    /** Null for the versions that Mesher doesn't speak. */
    static TlsSide.@Nullable Version version(String text) {
        return switch (text) {
            case "TLSv1.2" -> TlsSide.Version.TLS_1_2;
            case "TLSv1.3" -> TlsSide.Version.TLS_1_3;
            default -> null;
        };
    }

    /** Of TLS; also old ones, which CSE Mesher takes. */
    record VersionName() implements Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            if (!VERSIONS.contains(text)) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return "TLSv1.2 or TLSv1.3";
        }
    }

    record Cipher() implements Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            String name = text.toUpperCase(Locale.ROOT);
            if (!CIPHERS.contains(name) && !isOf13(name)) {
                throw BadValue.expected(expected());
            }
            return name;
        }

        @Override
        public String expected() {
            return String.join(", ", CIPHERS.subList(0, CIPHERS.size() - 1)) + " or " + CIPHERS.getLast();
        }
    }

    /** The one cipher plug-in that there is. */
    record Plugin() implements Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            if (!text.equals("default")) {
                throw BadValue.because("Mesher can't run cipher plug-ins", expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return "default, and the passphrase of the key in plain text in the file of certPwdFile";
        }
    }

    record StoreType() implements Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            String type = text.toUpperCase(Locale.ROOT);
            if (!type.equals("PKCS12") && !type.equals("JKS")) {
                throw BadValue.expected(expected());
            }
            return type;
        }

        @Override
        public String expected() {
            return "PKCS12 or JKS; convert others: keytool -importkeystore";
        }
    }
}
