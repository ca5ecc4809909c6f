package io.mesher.net.tls;

/** Alerts by the JDK's names of them: its exceptions have no numbers. */
final class JdkAlerts {
    private JdkAlerts() {}

    /** -1: an alert that the JDK doesn't name so. */
    static int number(String name) {
        return switch (name) {
            case "close_notify" -> 0;
            case "unexpected_message" -> 10;
            case "bad_record_mac" -> 20;
            case "record_overflow" -> 22;
            case "handshake_failure" -> 40;
            case "bad_certificate" -> TlsAlert.BAD_CERTIFICATE;
            case "unsupported_certificate" -> TlsAlert.UNSUPPORTED_CERTIFICATE;
            case "certificate_revoked" -> TlsAlert.CERTIFICATE_REVOKED;
            case "certificate_expired" -> TlsAlert.CERTIFICATE_EXPIRED;
            case "certificate_unknown" -> TlsAlert.CERTIFICATE_UNKNOWN;
            case "illegal_parameter" -> 47;
            case "unknown_ca" -> TlsAlert.UNKNOWN_CA;
            case "access_denied" -> 49;
            case "decode_error" -> 50;
            case "decrypt_error" -> 51;
            case "protocol_version" -> 70;
            case "insufficient_security" -> 71;
            case "internal_error" -> 80;
            case "missing_extension" -> 109;
            case "unsupported_extension" -> 110;
            case "unrecognized_name" -> 112;
            case "certificate_required" -> TlsAlert.CERTIFICATE_REQUIRED;
            case "no_application_protocol" -> 120;
            default -> -1;
        };
    }
}
