package io.mesher.proxy;

import io.mesher.core.balance.Candidate;
import io.mesher.core.balance.StickySession;
import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Ascii;
import java.time.Duration;

/** The line that makes a caller keep its instance. */
final class StickyCookie {
    private static final byte[] NAME = Ascii.bytes("Set-Cookie: ");
    private static final byte[] START = Ascii.bytes(StickySession.COOKIE + "=");

    private StickyCookie() {}

    static void add(AddedFields lines, Candidate candidate, Duration timeout, long epochSeconds) {
        lines.begin(NAME)
                .append(START)
                .append(Ascii.bytes(StickySession.valueFor(candidate, epochSeconds) + "; Path=/; Max-Age="
                        + timeout.toSeconds() + "; HttpOnly"))
                .end();
    }
}
