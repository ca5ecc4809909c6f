package io.mesher.proxy;

import io.mesher.core.balance.Candidate;
import io.mesher.core.balance.StickySession;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldLines;
import java.time.Duration;

/** The line that makes a caller keep its instance. */
final class StickyCookie {
    private static final byte[] START = Ascii.bytes("Set-Cookie: " + StickySession.COOKIE + "=");

    private StickyCookie() {}

    static void add(FieldLines lines, Candidate candidate, Duration timeout, long epochSeconds) {
        lines.append(START)
                .append(Ascii.bytes(StickySession.valueFor(candidate, epochSeconds) + "; Path=/; Max-Age="
                        + timeout.toSeconds() + "; HttpOnly"))
                .end();
    }
}
