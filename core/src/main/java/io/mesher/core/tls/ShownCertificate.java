package io.mesher.core.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate as messages and pages show it. All texts are printable ASCII and bounded in length, since a peer chooses them.
 *
 * @param subject "CN=reports,O=Mesher"; its first alternative name if the subject is empty
 * @param serial in hexadecimal, lower case
 * @param sha256 of the whole certificate, 64 digits in lower case
 */
public record ShownCertificate(
        String subject, String issuer, String serial, String sha256, Instant notBefore, Instant notAfter) {
    private static final int MAX_CHARS = 256;
    private static final Map<String, String> KEYWORDS = Map.of("1.2.840.113549.1.9.1", "emailAddress");

    public static ShownCertificate of(X509Certificate certificate) {
        return new ShownCertificate(
                subject(certificate),
                name(certificate.getIssuerX500Principal()),
                safe(certificate.getSerialNumber().toString(16)),
                HexFormat.of().formatHex(sha256(certificate)),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** "CN=reports (issuer CN=Test CA, serial 3e9)". */
    public String text() {
        return subject + " (issuer " + issuer + ", serial " + serial + ")";
    }

    /** The name as RFC 2253 writes it, bounded: "CN=reports,O=Mesher"; "(no name)" if it is empty. */
    public static String name(X500Principal principal) {
        String text = fullName(principal);
        return text.isEmpty() ? "(no name)" : cut(text);
    }

    /** The name as RFC 2253 writes it. As OpenSSL does, all bytes but printable ASCII are escaped by two digits each. */
    static String fullName(X500Principal principal) {
        return escaped(principal.getName(X500Principal.RFC2253, KEYWORDS));
    }

    /** The text with all but printable ASCII escaped, cut to a length that fits a message. */
    public static String safe(String text) {
        return cut(escaped(text));
    }

    public static byte[] sha256(X509Certificate certificate) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has its encoding", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }

    private static String subject(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().getName().isEmpty()) {
            return name(certificate.getSubjectX500Principal());
        }
        AlternativeNames names = AlternativeNames.of(certificate);
        return names.isEmpty() ? "(no name)" : safe(names.texts().getFirst());
    }

    private static String cut(String text) {
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "...";
    }

    private static String escaped(String text) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain((char) (b & 0xff))) {
                escaped.append((char) b);
            } else {
                escaped.append('\\').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7f;
    }
}
