package io.mesher.core.tls.verify;

import io.mesher.core.tls.PeerIdentity;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Whether a peer's certificates are accepted, and if not, why. */
public sealed interface PeerVerdict permits PeerVerdict.Accepted, PeerFault {
    /**
     * @param path from the peer's certificate to the trusted one, both included; one certificate if it is trusted itself
     * @param from when the last certificate of the path became valid
     * @param until when the first certificate of the path expires
     */
    record Accepted(List<X509Certificate> path, PeerIdentity identity, Instant from, Instant until)
            implements PeerVerdict {
        public Accepted {
            path = List.copyOf(path);
        }

        /** Whether all certificates of the path are valid at this time. Both ends are within (RFC 5280 §4.1.2.5). */
        boolean isValidAt(Instant time) {
            return !time.isBefore(from) && !time.isAfter(until);
        }
    }
}
