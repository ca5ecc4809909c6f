package io.mesher.proxy;

import io.mesher.core.config.FallbackPolicy;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.failure.DownstreamFailure;
import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.core.failure.UpstreamFailure;
import io.mesher.core.resilience.CircuitBreaker.Permit;
import io.mesher.core.resilience.ServiceState;
import org.jspecify.annotations.Nullable;

/** One request's way through breaker and isolation of its service: in at most once, and out whatever happens. */
public final class Passage {
    /** What the request tells of the service. */
    enum Outcome {
        GOOD,
        FAILED,
        /** Nothing: the caller went away, its request was wrong, or Mesher had no room for it or its response. */
        UNKNOWN;

        static Outcome of(ProxyFailure failure) {
            return failure instanceof DownstreamFailure
                            || failure instanceof InternalFailure.Overload
                            || failure instanceof InternalFailure.StreamsFull
                            || failure instanceof UpstreamFailure.TooLarge
                    ? UNKNOWN
                    : FAILED;
        }
    }

    private @Nullable Destination destination;
    private Permit permit = Permit.ALLOWED;
    private boolean stream;

    Passage() {}

    /** Null when the request may go on; else why not, with what the fallback makes of it. The order is CSE Mesher's. */
    public @Nullable ProxyFailure enter(Destination to, long now) {
        ServicePolicy policy = to.policy();
        ServiceState state = to.state();
        boolean asNull = isNull(policy.fallback());
        if (policy.fallback().force()) {
            return new InternalFailure.FallbackForced(to.service(), to.side(), asNull);
        }
        Permit asked = state.breaker().ask(policy.breaker(), now);
        if (asked == Permit.REFUSED) {
            return new InternalFailure.BreakerOpen(
                    to.service(), to.side(), policy.breaker().forceOpen(), asNull);
        }
        if (!state.isolation().enter(policy.maxConcurrent())) {
            state.breaker().abandoned(asked);
            state.breaker().rejected(now);
            return new InternalFailure.IsolationFull(to.service(), to.side(), policy.maxConcurrent(), asNull);
        }
        destination = to;
        permit = asked;
        stream = false;
        return null;
    }

    private static boolean isNull(FallbackPolicy fallback) {
        return (fallback.enabled() || fallback.force()) && fallback.kind() == FallbackPolicy.Kind.RETURN_NULL;
    }

    /**
     * The call is a tunnel or an event stream from now on. It leaves the bound of concurrent calls, which is for calls that end soon,
     * and has told the breaker all that it will.
     *
     * @param max streams of the service at once
     * @return false where there are too many
     */
    boolean becomeStream(int max, long now) {
        Destination to = destination;
        if (to == null || stream) {
            return true;
        }
        if (!to.state().isolation().becomeStream(max)) {
            return false;
        }
        stream = true;
        to.state().breaker().ended(permit, false, to.policy().breaker(), now);
        return true;
    }

    /** Nothing where the request never entered. */
    void leave(Outcome outcome, long now) {
        Destination from = destination;
        if (from == null) {
            return;
        }
        destination = null;
        if (stream) {
            from.state().isolation().endStream();
            return;
        }
        from.state().isolation().leave();
        if (outcome == Outcome.UNKNOWN) {
            from.state().breaker().abandoned(permit);
        } else {
            from.state()
                    .breaker()
                    .ended(permit, outcome == Outcome.FAILED, from.policy().breaker(), now);
        }
    }
}
