package io.mesher.net.tls;

import java.util.Locale;

/** BoringSSL's errors as causes. */
final class BoringErrors {
    // What SSL_get_error returns. SSL's own constants ask the native library, and so are none for the compiler.
    static final int NONE = 0;
    static final int WANT_READ = 2;
    static final int WANT_WRITE = 3;
    static final int SYSCALL = 5;
    static final int ZERO_RETURN = 6;

    /** Reasons from here on are alerts that came: this plus their number (OpenSSL's SSL_AD_REASON_OFFSET). */
    private static final int ALERTS = 1000;

    private static final int REASON_MASK = 0xFFF;

    private BoringErrors() {}

    /**
     * @param error as SSL_get_error names it
     * @param number of the library's error queue; 0: it has none
     * @param text of it, whose last part names the reason: {@code error:10000102:SSL routines:OPENSSL_internal:UNSUPPORTED_PROTOCOL}
     */
    static TlsFailure failure(int error, int number, String text) {
        if (number == 0) {
            return error == SYSCALL || error == ZERO_RETURN
                    ? new TlsFailure.Closed()
                    : new TlsFailure.Broken("the library names no cause");
        }
        int reason = number & REASON_MASK;
        if (reason >= ALERTS && reason < ALERTS + 256) {
            return new TlsFailure.RefusedByPeer(reason - ALERTS);
        }
        String name = text.substring(text.lastIndexOf(':') + 1);
        return switch (name) {
            case "UNSUPPORTED_PROTOCOL",
                    "NO_SHARED_CIPHER",
                    "NO_SHARED_GROUP",
                    "WRONG_VERSION_NUMBER",
                    "INAPPROPRIATE_FALLBACK",
                    "NO_COMMON_SIGNATURE_ALGORITHMS",
                    "WRONG_CURVE" -> new TlsFailure.NothingInCommon(words(name));
            case "PEER_DID_NOT_RETURN_A_CERTIFICATE" ->
                new TlsFailure.Rejected(
                        "tls.no.certificate",
                        "The caller sent no certificate, and one is demanded here.",
                        TlsAlert.CERTIFICATE_REQUIRED);
            default -> new TlsFailure.Broken(words(name));
        };
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
