package io.mesher.core.balance;

import java.util.random.RandomGenerator;

/**
 * {@code PeakEWMA}: of two at random the one that is likely to answer sooner, by its latency of late times the requests that are
 * before ours (finagle's peak EWMA). One that never answered, or not for minutes, counts as quick, until a request is under way
 * to it.
 */
final class LowestCost extends BetterOfTwo {
    /** What one that never answered is worth while it is asked for the first time: it isn't flooded. */
    private static final double UNKNOWN_AND_BUSY = 1e15;

    LowestCost(RandomGenerator random) {
        super(random);
    }

    @Override
    double cost(Candidate candidate, long now) {
        double latency = candidate.latency().peak(now);
        int inFlight = candidate.inFlight();
        if (latency < 1) {
            return inFlight == 0 ? 0 : UNKNOWN_AND_BUSY * inFlight;
        }
        return latency * (inFlight + 1);
    }
}
