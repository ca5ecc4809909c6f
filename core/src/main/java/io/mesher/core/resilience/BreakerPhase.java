package io.mesher.core.resilience;

import io.mesher.core.config.BreakerPolicy;

/**
 * What a breaker does until something happens; replaced as a whole, so that nothing is done by what is over.
 *
 * @param since when it opened, or the probe began
 * @param minCalls the threshold by which it opened
 * @param percent likewise
 */
record BreakerPhase(Step step, CallCounts counts, long since, int minCalls, int percent) {
    enum Step {
        CLOSED,
        OPEN,
        /** Open, and the next call is a probe, whatever the time. */
        DUE,
        /** Open, with a probe under way. */
        PROBING
    }

    static BreakerPhase begin(long now) {
        return new BreakerPhase(Step.CLOSED, new CallCounts(now), now, 0, 0);
    }

    boolean isOpen() {
        return step != Step.CLOSED;
    }

    /** Whether the policy's thresholds are those by which it opened. */
    boolean isBy(BreakerPolicy policy) {
        return minCalls == policy.requestVolumeThreshold() && percent == policy.errorThresholdPercentage();
    }

    BreakerPhase open(BreakerPolicy policy, long now) {
        return new BreakerPhase(
                Step.OPEN, counts, now, policy.requestVolumeThreshold(), policy.errorThresholdPercentage());
    }

    BreakerPhase open(long now) {
        return new BreakerPhase(Step.OPEN, counts, now, minCalls, percent);
    }

    BreakerPhase due() {
        return new BreakerPhase(Step.DUE, counts, since, minCalls, percent);
    }

    BreakerPhase probing(long now) {
        return new BreakerPhase(Step.PROBING, counts, now, minCalls, percent);
    }

    BreakerPhase closed() {
        return new BreakerPhase(Step.CLOSED, counts, since, 0, 0);
    }
}
