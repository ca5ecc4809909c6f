package io.mesher.core.tls.verify;

import io.mesher.core.tls.PeerIdentity;
import io.mesher.core.tls.Trust;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All checks of one path, in the order in which a fault makes later ones worthless: what a forged or wrongly issued certificate
 * says about its dates or names need not be true.
 *
 * @param passed how many checks the path passed
 */
record PathCheck(int passed, PeerVerdict verdict) {
    static PathCheck of(CandidatePath path, Trust trust, Expectation expected, Instant now) {
        PeerIdentity identity = PeerIdentity.of(path.leaf());
        Instant ruled = ruledAt(path, now);
        int passed = 0;
        PeerFault fault = null;
        // One step per round, so that none runs after a fault.
        while (fault == null && passed < 6) {
            fault = switch (passed) {
                case 0 -> PathStrength.fault(path);
                case 1 -> ruled == null ? null : PathRules.fault(path, ruled);
                case 2 -> PathRevocation.fault(path, trust);
                case 3 -> PathDates.fault(path, now);
                case 4 -> PathPurpose.fault(path, expected.purpose());
                default -> PathName.fault(path.leaf(), identity, expected.name());
            };
            passed += fault == null ? 1 : 0;
        }
        List<X509Certificate> whole = path.whole();
        return new PathCheck(
                passed,
                fault != null
                        ? fault
                        : new PeerVerdict.Accepted(whole, identity, PathDates.from(whole), PathDates.until(whole)));
    }

    /**
     * When the rules are applied: now, or for a path with wrong dates when its last certificate became valid, so that what is
     * expired is still checked for all else. Null if its certificates were never valid together, which the dates then report.
     */
    private static @Nullable Instant ruledAt(CandidatePath path, Instant now) {
        List<X509Certificate> whole = path.whole();
        Instant from = PathDates.from(whole);
        Instant until = PathDates.until(whole);
        if (!now.isBefore(from) && !now.isAfter(until)) {
            return now;
        }
        return from.isAfter(until) ? null : from;
    }
}
