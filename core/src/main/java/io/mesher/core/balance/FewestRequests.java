package io.mesher.core.balance;

import java.util.random.RandomGenerator;

/** {@code LeastRequest}: of two at random the one with fewer requests under way (the power of two choices, Mitzenmacher 2001). */
final class FewestRequests implements Strategy {
    private final RandomGenerator random;

    FewestRequests(RandomGenerator random) {
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
        return from[second].inFlight() < from[first].inFlight() ? second : first;
    }
}
