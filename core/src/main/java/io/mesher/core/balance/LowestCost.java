package io.mesher.core.balance;

import java.util.random.RandomGenerator;

/**
 * {@code PeakEWMA}: of two at random the one that is likely to answer sooner, by its latency of late times the requests that are
 * before ours (finagle's peak EWMA). One that never answered, or not for minutes, counts as quick, until a request is under way
 * to it.
 */
final class LowestCost implements Strategy {
    /** What one that never answered is worth while it is asked for the first time: it isn't flooded. */
    private static final double UNKNOWN_AND_BUSY = 1e15;

    private final RandomGenerator random;

    LowestCost(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public int pick(Candidate[] from, int[] places, int count, long now) {
        int first = random.nextInt(count);
        if (count == 1) {
            return first;
        }
        int second = random.nextInt(count - 1);
        second = second >= first ? second + 1 : second;
        return cost(from[second], now) < cost(from[first], now) ? second : first;
    }

    private static double cost(Candidate candidate, long now) {
        double latency = candidate.latency().peak(now);
        int inFlight = candidate.inFlight();
        if (latency < 1) {
            return inFlight == 0 ? 0 : UNKNOWN_AND_BUSY * inFlight;
        }
        return latency * (inFlight + 1);
    }
}
