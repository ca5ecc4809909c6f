package io.mesher.core.tls.verify;

/** Alert descriptions of RFC 8446 §6. */
final class Alerts {
    static final int BAD_CERTIFICATE = 42;
    static final int UNSUPPORTED_CERTIFICATE = 43;
    static final int CERTIFICATE_REVOKED = 44;
    static final int CERTIFICATE_EXPIRED = 45;
    static final int UNKNOWN_CA = 48;
    static final int CERTIFICATE_REQUIRED = 116;

    private Alerts() {}
}
