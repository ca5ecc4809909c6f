package io.mesher.app.tls;

import io.mesher.core.tls.PeerIdentity;
import io.mesher.core.tls.Trust;
import io.mesher.core.tls.verify.Expectation;
import io.mesher.core.tls.verify.PeerFault;
import io.mesher.core.tls.verify.PeerVerdict;
import io.mesher.core.tls.verify.VerifiedChains;
import io.mesher.net.tls.PeerCheck;
import io.mesher.net.tls.TlsFailure;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Has the engine ask core about a peer's certificates. Of one event loop. */
public final class ChainCheck implements PeerCheck {
    /** Chains of callers and of instances: a few hundred in a large mesh. */
    private static final int MAX_REMEMBERED = 1_000;

    private final Supplier<Trust> trust;
    private final Expectation expected;
    private final InstantSource clock;
    /** What a trust accepted goes with it. */
    private VerifiedChains chains;

    /** @param trust asked for each peer: it may be another one than before */
    public ChainCheck(Supplier<Trust> trust, Expectation expected, InstantSource clock) {
        this.trust = trust;
        this.expected = expected;
        this.clock = clock;
        this.chains = new VerifiedChains(trust.get(), MAX_REMEMBERED);
    }

    /** Accepts whoever it is. */
    public static PeerCheck none() {
        return _ -> new Accepted(null);
    }

    @Override
    public Answer check(byte[][] chain) {
        Trust present = trust.get();
        if (chains.trust() != present) {
            chains = new VerifiedChains(present, MAX_REMEMBERED);
        }
        return switch (chains.verify(List.of(chain), expected, clock.instant())) {
            case PeerVerdict.Accepted accepted -> new Accepted(new VerifiedPeer(accepted.identity()));
            case PeerFault fault -> new Refused(new TlsFailure.Rejected(fault.code(), fault.text(), fault.alert()));
        };
    }

    /** Who a peer is by its verified certificate. */
    public record VerifiedPeer(PeerIdentity identity) implements PeerFacts {
        @Override
        public String name() {
            if (identity.spiffeId() != null) {
                return identity.spiffeId().toString();
            }
            return identity.dns().isEmpty()
                    ? identity.subject()
                    : identity.dns().getFirst();
        }
    }
}
