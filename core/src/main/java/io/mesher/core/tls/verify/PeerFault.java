package io.mesher.core.tls.verify;

import io.mesher.core.tls.KeyKind;
import io.mesher.core.tls.ShownCertificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a peer's certificates are not accepted. Everything in the texts is printable ASCII of bounded length. */
public sealed interface PeerFault extends PeerVerdict {
    /** Stable: for metrics, and for the answers of docs/answers.md. */
    String code();

    /** What is wrong: a sentence. */
    String cause();

    /** What to do: a sentence or two. */
    String remedy();

    /** The description of the alert to send, by RFC 8446 §6.2. */
    int alert();

    default String text() {
        return cause() + " " + remedy();
    }

    /** The alert is that of TLS 1.3; TLS 1.2 has no such alert and sends handshake_failure (40). */
    record NoCertificate(Purpose purpose) implements PeerFault {
        @Override
        public String code() {
            return "tls.no.certificate";
        }

        @Override
        public String cause() {
            return "The peer sent no certificate, but one for " + purpose.text() + " is demanded.";
        }

        @Override
        public String remedy() {
            return "Configure the peer with a certificate and its key.";
        }

        @Override
        public int alert() {
            return Alerts.CERTIFICATE_REQUIRED;
        }
    }

    record Expired(ShownCertificate certificate, Place place, Instant now) implements PeerFault {
        @Override
        public String code() {
            return "tls.expired";
        }

        @Override
        public String cause() {
            return place.text() + " " + certificate.text() + " expired at " + certificate.notAfter() + "; it is "
                    + Times.seconds(now) + " now.";
        }

        @Override
        public String remedy() {
            return place.remedy() + " If it should still be valid, check this machine's clock.";
        }

        @Override
        public int alert() {
            return Alerts.CERTIFICATE_EXPIRED;
        }
    }

    /** RFC 8446: certificate_expired also means that a certificate is not currently valid. */
    record NotYetValid(ShownCertificate certificate, Place place, Instant now) implements PeerFault {
        @Override
        public String code() {
            return "tls.not.yet.valid";
        }

        @Override
        public String cause() {
            return place.text() + " " + certificate.text() + " is valid only from " + certificate.notBefore()
                    + "; it is " + Times.seconds(now) + " now.";
        }

        @Override
        public String remedy() {
            return "Check this machine's clock and that of the machine that issued the certificate.";
        }

        @Override
        public int alert() {
            return Alerts.CERTIFICATE_EXPIRED;
        }
    }

    /**
     * No path leads to a trusted certificate.
     *
     * @param last where the longest path ends
     */
    record UnknownIssuer(ShownCertificate last, Ending ending) implements PeerFault {
        /** Why the path ends there. */
        public enum Ending {
            /** Nobody has the issuer: mostly an intermediate that the peer doesn't send. */
            MISSING,
            /** There is a certificate with the issuer's name, but another key. */
            OTHER_KEY,
            /** It is a root that this Mesher doesn't trust. */
            UNTRUSTED_ROOT
        }

        @Override
        public String code() {
            return "tls.unknown.issuer";
        }

        @Override
        public String cause() {
            return switch (ending) {
                case MISSING ->
                    "The issuer " + last.issuer() + " of the certificate " + last.text()
                            + " is neither trusted nor sent along.";
                case OTHER_KEY ->
                    "The certificate " + last.text() + " is not signed by the issuer " + last.issuer()
                            + " that this Mesher trusts or that the peer sent: that one has another key.";
                case UNTRUSTED_ROOT -> "The chain ends at the root " + last.subject() + ", which is not trusted.";
            };
        }

        @Override
        public String remedy() {
            return switch (ending) {
                case MISSING ->
                    "If the issuer is an intermediate, let the peer send it with its certificate; "
                            + "otherwise add it to the trusted certificates.";
                case OTHER_KEY ->
                    "The authority was probably made again under the same name: "
                            + "trust the new one, or issue the peer's certificate again.";
                case UNTRUSTED_ROOT -> "If the peer is to be trusted, add this root to the trusted certificates.";
            };
        }

        @Override
        public int alert() {
            return Alerts.UNKNOWN_CA;
        }
    }

    record SelfSigned(ShownCertificate certificate) implements PeerFault {
        @Override
        public String code() {
            return "tls.self.signed";
        }

        @Override
        public String cause() {
            return "The peer's certificate " + certificate.text() + " is signed by itself and not trusted.";
        }

        @Override
        public String remedy() {
            return "Issue the peer a certificate by a trusted authority, or add this one to the trusted certificates.";
        }

        @Override
        public int alert() {
            return Alerts.UNKNOWN_CA;
        }
    }

    /** @param found alternative names only, the first ones of many */
    record WrongName(ShownCertificate certificate, List<String> found, String expected, boolean hasCommonName)
            implements PeerFault {
        public WrongName {
            found = List.copyOf(found);
        }

        @Override
        public String code() {
            return "tls.wrong.name";
        }

        @Override
        public String cause() {
            return "The peer's certificate " + certificate.text() + " is for "
                    + (found.isEmpty() ? "no alternative name at all" : String.join(", ", found)) + "; expected: "
                    + expected + ".";
        }

        @Override
        public String remedy() {
            return found.isEmpty() && hasCommonName
                    ? "Issue the certificate with a subject alternative name; the CN of the subject doesn't count."
                    : "Issue the certificate with the expected name, or correct the name that this Mesher expects.";
        }

        @Override
        public int alert() {
            return Alerts.BAD_CERTIFICATE;
        }
    }

    /** @param found "extended key usage clientAuth" */
    record WrongPurpose(ShownCertificate certificate, Place place, Purpose needed, String found) implements PeerFault {
        @Override
        public String code() {
            return "tls.wrong.purpose";
        }

        @Override
        public String cause() {
            return place.text() + " " + certificate.text() + " may not be used for " + needed.text() + ": it has "
                    + found + ".";
        }

        @Override
        public String remedy() {
            return "Issue it with the extended key usage " + needed.text() + " and the key usage digitalSignature.";
        }

        @Override
        public int alert() {
            return Alerts.UNSUPPORTED_CERTIFICATE;
        }
    }

    /** @param list the issuer of the revocation list */
    record Revoked(
            ShownCertificate certificate, Place place, Instant date, String reason, String list, Instant listDate)
            implements PeerFault {
        @Override
        public String code() {
            return "tls.revoked";
        }

        @Override
        public String cause() {
            return place.text() + " " + certificate.text() + " was revoked at " + date + " (reason: " + reason
                    + "), says the revocation list of " + list + " from " + listDate + ".";
        }

        @Override
        public String remedy() {
            return place.remedy();
        }

        @Override
        public int alert() {
            return Alerts.CERTIFICATE_REVOKED;
        }
    }

    /** @param certificate null if it can't be parsed */
    record BadChain(@Nullable ShownCertificate certificate, String detail) implements PeerFault {
        @Override
        public String code() {
            return "tls.bad.chain";
        }

        @Override
        public String cause() {
            return (certificate == null ? "The peer's certificates" : "The certificate " + certificate.text())
                    + " can't be accepted: " + detail + ".";
        }

        @Override
        public String remedy() {
            return "Issue the certificate again by an authority that may issue it.";
        }

        @Override
        public int alert() {
            return Alerts.BAD_CERTIFICATE;
        }
    }

    /** @param what "has an RSA key of 1024 bits" */
    record WeakKey(ShownCertificate certificate, Place place, String what) implements PeerFault {
        @Override
        public String code() {
            return "tls.weak.key";
        }

        @Override
        public String cause() {
            return place.text() + " " + certificate.text() + " " + what + ".";
        }

        @Override
        public String remedy() {
            return "Issue it again with SHA-256 or better and " + KeyKind.EXPECTED + ".";
        }

        @Override
        public int alert() {
            return Alerts.BAD_CERTIFICATE;
        }
    }
}
