package io.mesher.core.balance;

import java.util.random.RandomGenerator;

/** {@code Random}: each as likely as the others. */
final class AnyOne implements Strategy {
    private final RandomGenerator random;

    AnyOne(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public int pick(Candidate[] from, int[] places, int count, long now) {
        return random.nextInt(count);
    }
}
