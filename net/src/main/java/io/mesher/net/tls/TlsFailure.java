package io.mesher.net.tls;

/** Why a TLS connection was not established, or ended before its peer said so. */
public sealed interface TlsFailure {
    /** For logs, metrics and answers: {@code tls.} and the cause. */
    String code();

    /** The cause in a sentence, for a person. */
    String text();

    /**
     * Our own check refused the peer's certificates.
     *
     * @param alert what the peer is sent, RFC 8446 §6
     */
    record Rejected(String code, String text, int alert) implements TlsFailure {}

    /** The peer ended the handshake by an alert, RFC 8446 §6. */
    record RefusedByPeer(int alert) implements TlsFailure {
        @Override
        public String code() {
            return "tls.refused.by.peer";
        }

        @Override
        public String text() {
            return "The peer refused the TLS connection: " + TlsAlert.text(alert) + '.';
        }
    }

    /**
     * What came is not TLS.
     *
     * @param beginning its first bytes, printable
     */
    record NotTls(String beginning) implements TlsFailure {
        @Override
        public String code() {
            return "tls.not.tls";
        }

        @Override
        public String text() {
            return "The peer does not speak TLS on this port; it sent \"" + beginning + "\".";
        }
    }

    /** There is no version or cipher that both sides accept. */
    record NothingInCommon(String what) implements TlsFailure {
        @Override
        public String code() {
            return "tls.version";
        }

        @Override
        public String text() {
            return "Both sides have no TLS version and cipher in common (" + what + "). Mesher speaks TLS 1.2 and 1.3.";
        }
    }

    /** The handshake did not end in time. */
    record TimedOut(long millis) implements TlsFailure {
        @Override
        public String code() {
            return "tls.timeout";
        }

        @Override
        public String text() {
            return "The TLS handshake did not end within " + millis + " ms.";
        }
    }

    /** The peer closed the connection within the handshake, without an alert. */
    record Closed() implements TlsFailure {
        @Override
        public String code() {
            return "tls.closed";
        }

        @Override
        public String text() {
            return "The peer closed the connection within the TLS handshake and gave no reason.";
        }
    }

    /** The peer broke the rules of TLS, or its bytes were changed on the way. */
    record Broken(String cause) implements TlsFailure {
        @Override
        public String code() {
            return "tls.broken";
        }

        @Override
        public String text() {
            return "TLS failed: " + cause + '.';
        }
    }
}
