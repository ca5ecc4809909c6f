package io.mesher.net.tls;

/** Alerts, RFC 8446 §6 and RFC 5246 §7.2. */
public final class TlsAlert {
    public static final int BAD_CERTIFICATE = 42;
    public static final int UNSUPPORTED_CERTIFICATE = 43;
    public static final int CERTIFICATE_REVOKED = 44;
    public static final int CERTIFICATE_EXPIRED = 45;
    public static final int CERTIFICATE_UNKNOWN = 46;
    public static final int UNKNOWN_CA = 48;
    public static final int CERTIFICATE_REQUIRED = 116;

    private TlsAlert() {}

    /** The alert as a part of a sentence, with its name, by which others document it. */
    public static String text(int alert) {
        return switch (alert) {
            case 40 -> "it accepts none of our versions, ciphers or groups (handshake_failure)";
            case BAD_CERTIFICATE -> "it does not accept our certificate (bad_certificate)";
            case UNSUPPORTED_CERTIFICATE -> "it does not accept certificates of this kind (unsupported_certificate)";
            case CERTIFICATE_REVOKED -> "our certificate is revoked (certificate_revoked)";
            case CERTIFICATE_EXPIRED -> "our certificate has expired (certificate_expired)";
            case CERTIFICATE_UNKNOWN -> "it does not accept our certificate (certificate_unknown)";
            case UNKNOWN_CA -> "it does not trust the issuer of our certificate (unknown_ca)";
            case 49 -> "our certificate may not be used here (access_denied)";
            case 70 -> "it accepts none of our TLS versions (protocol_version)";
            case 71 -> "it demands stronger ciphers (insufficient_security)";
            case 80 -> "it has an internal error (internal_error)";
            case 112 -> "it does not know the name that we asked for (unrecognized_name)";
            case CERTIFICATE_REQUIRED -> "it demands a certificate and we have none for it (certificate_required)";
            case 120 -> "it speaks none of our protocols (no_application_protocol)";
            default -> "alert " + alert;
        };
    }
}
