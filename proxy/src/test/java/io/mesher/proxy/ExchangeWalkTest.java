package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Random lives of connections. A seed that failed is a case of its own: {@code new ExchangeWalk(seed).run(STEPS)}. */
class ExchangeWalkTest {
    private static final int WALKS = 1_000;
    private static final int STEPS = 150;

    @Test
    void whateverHappensEachRequestIsCountedOnceAndEndsOnce() {
        int requests = 0;
        for (long seed = 0; seed < WALKS; seed++) {
            ExchangeWalk walk = new ExchangeWalk(seed);
            try {
                walk.run(STEPS);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + walk.trace(), e);
            }
            requests += walk.begun();
        }
        assertThat(requests).isGreaterThan(2 * WALKS);
    }
}
