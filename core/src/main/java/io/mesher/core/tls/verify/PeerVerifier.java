package io.mesher.core.tls.verify;

import io.mesher.core.tls.ShownCertificate;
import io.mesher.core.tls.Trust;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Verifies the certificates that a peer sent. Pure: the time is passed in, nothing is fetched or kept, any thread may call it.
 *
 * <p>Which cause is reported if several apply:
 *
 * <ul>
 *   <li>If a path leads to a trusted certificate, its fault counts, never that of one that leads nowhere. So an expired certificate
 *       of an unknown issuer is reported as of an unknown issuer: nobody vouches for its dates.
 *   <li>Of one path, the first fault in this order: strength, rules, revocation, dates, purpose, name.
 *   <li>Of several paths, the fault of the one that passes the most checks.
 *   <li>If no path is found, the end of the longest one.
 * </ul>
 */
public final class PeerVerifier {
    static final int MAX_CERTIFICATES = 100;

    private PeerVerifier() {}

    /** @param sent by the peer, its own certificate first; empty if it sent none */
    public static PeerVerdict verify(List<X509Certificate> sent, Trust trust, Expectation expected, Instant now) {
        if (sent.isEmpty()) {
            return new PeerFault.NoCertificate(expected.purpose());
        }
        if (sent.size() > MAX_CERTIFICATES) {
            return new PeerFault.BadChain(
                    ShownCertificate.of(sent.getFirst()),
                    sent.size() + " certificates were sent (expected: at most " + MAX_CERTIFICATES + ")");
        }
        PathSearch search = new PathSearch(sent, trust, now);
        PathCheck best = null;
        for (CandidatePath path : search.paths()) {
            PathCheck check = PathCheck.of(path, trust, expected, now);
            if (check.verdict() instanceof PeerVerdict.Accepted) {
                return check.verdict();
            }
            if (best == null || check.passed() > best.passed()) {
                best = check;
            }
        }
        return best == null ? search.fault() : best.verdict();
    }
}
