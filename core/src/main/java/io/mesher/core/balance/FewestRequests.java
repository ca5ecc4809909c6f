package io.mesher.core.balance;

import java.util.random.RandomGenerator;

/** {@code LeastRequest}: of two at random the one with fewer requests under way. */
final class FewestRequests extends BetterOfTwo {
    FewestRequests(RandomGenerator random) {
        super(random);
    }

    @Override
    double cost(Candidate candidate, long now) {
        return candidate.inFlight();
    }
}
