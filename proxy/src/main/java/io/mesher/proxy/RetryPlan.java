package io.mesher.proxy;

import io.mesher.core.balance.Failing;
import io.mesher.core.config.RetryPolicy;

/** How many attempts one request has left, and of which kind. Reused with its exchange. */
final class RetryPlan {
    /** What comes after a failed attempt. */
    enum Step {
        SAME_INSTANCE,
        OTHER_INSTANCE,
        GIVE_UP
    }

    /** Of connections that can't be had, whatever is configured: nothing was sent. */
    private static final int MAX_CONNECTS_ELSEWHERE = 2;

    /** Of those that were refused at once, where nobody knew that they would be: of many instances each may have crashed. */
    private static final int MAX_SURPRISES = 16;

    /** Of refusals, whatever is configured: nothing was processed. The first again where it was, on another connection, unless the
     * application there can't be reached. */
    private static final int MAX_REFUSALS = 2;

    /** Instances without room that are passed over: of many more, each further one would only cost time. */
    private static final int MAX_FULL = 16;

    private RetryPolicy policy = RetryPolicy.DEFAULT;
    private int sameLeft;
    private int otherLeft;
    private int connectsLeft;
    private int surprisesLeft;
    /** Whether the connect that failed last was to be expected to fail, or took its whole time. */
    private boolean costly;

    private int refusalsLeft;
    private int fullLeft;
    private boolean brokenOnce;
    private int taken;

    RetryPlan() {}

    void begin(RetryPolicy newPolicy) {
        policy = newPolicy;
        boolean on = newPolicy.mode() == RetryPolicy.Mode.ON;
        sameLeft = on ? newPolicy.onSame() : 0;
        otherLeft = on ? newPolicy.onNext() : 0;
        connectsLeft = MAX_CONNECTS_ELSEWHERE;
        surprisesLeft = MAX_SURPRISES;
        refusalsLeft = MAX_REFUSALS;
        fullLeft = MAX_FULL;
        brokenOnce = false;
        taken = 0;
    }

    RetryPolicy policy() {
        return policy;
    }

    /** Whether retries were asked for, so that all of their reasons count. */
    boolean isConfigured() {
        return policy.mode() == RetryPolicy.Mode.ON;
    }

    /** How many retries there were; without those of instances that had no room. */
    int taken() {
        return taken;
    }

    /**
     * To be called before {@link #next} for {@link Failing#CONNECT}.
     *
     * @param wasCostly whether the instance was known to be unreachable or isn't held to be now, or the time for the connection
     *     ran out: none of these may happen often to one request
     */
    void connectFailed(boolean wasCostly) {
        costly = wasCostly;
    }

    /** @param harmless whether another attempt can't make the upstream process the request twice, or that does no harm */
    Step next(Failing how, boolean harmless) {
        if (how == Failing.FULL) {
            return harmless && fullLeft-- > 0 ? Step.OTHER_INSTANCE : Step.GIVE_UP;
        }
        Step step = harmless ? step(how) : Step.GIVE_UP;
        if (step != Step.GIVE_UP) {
            taken++;
        }
        return step;
    }

    private Step step(Failing how) {
        if (how == Failing.REFUSED) {
            return afterRefusal();
        }
        if (how == Failing.UNSENT) {
            return refusalsLeft-- > 0 ? Step.OTHER_INSTANCE : Step.GIVE_UP;
        }
        if (sameLeft > 0) {
            sameLeft--;
            return Step.SAME_INSTANCE;
        }
        if (otherLeft > 0) {
            otherLeft--;
            sameLeft = policy.onSame();
            return Step.OTHER_INSTANCE;
        }
        if (how == Failing.CONNECT) {
            return afterConnect();
        }
        if (how == Failing.RESET && policy.mode() == RetryPolicy.Mode.UNSET && !brokenOnce) {
            brokenOnce = true;
            return Step.OTHER_INSTANCE;
        }
        return Step.GIVE_UP;
    }

    private Step afterConnect() {
        if (!costly && surprisesLeft > 0) {
            surprisesLeft--;
            return Step.OTHER_INSTANCE;
        }
        if (connectsLeft > 0) {
            connectsLeft--;
            return Step.OTHER_INSTANCE;
        }
        return Step.GIVE_UP;
    }

    private Step afterRefusal() {
        if (refusalsLeft <= 0) {
            return Step.GIVE_UP;
        }
        refusalsLeft--;
        return refusalsLeft == MAX_REFUSALS - 1 ? Step.SAME_INSTANCE : Step.OTHER_INSTANCE;
    }
}
