package io.mesher.core.balance;

import java.util.random.RandomGenerator;

/** Of two at random the one that costs less (the power of two choices, Mitzenmacher 2001). */
abstract class BetterOfTwo implements Strategy {
    private final RandomGenerator random;

    BetterOfTwo(RandomGenerator random) {
        this.random = random;
    }

    /** What one more request to it costs; 0 or more. */
    abstract double cost(Candidate candidate, long now);

    @Override
    public final int pick(Candidate[] from, int[] places, int count, long now) {
        int first = random.nextInt(count);
        if (count == 1) {
            return first;
        }
        int second = random.nextInt(count - 1);
        second = second >= first ? second + 1 : second;
        return cost(from[second], now) < cost(from[first], now) ? second : first;
    }
}
