package io.mesher.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsolationTest {
    private final Isolation isolation = new Isolation();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10})
    void letsInSoManyAndNoMore(int max) {
        for (int i = 0; i < max; i++) {
            assertThat(isolation.enter(max)).isTrue();
        }
        for (int i = 0; i < 3; i++) {
            assertThat(isolation.enter(max)).isFalse();
        }
        assertThat(isolation.underWay()).isEqualTo(max);

        isolation.leave();

        assertThat(isolation.enter(max)).isTrue();
        assertThat(isolation.enter(max)).isFalse();
    }

    @Test
    void aLowerBoundCountsForTheNext() {
        assertThat(isolation.enter(3)).isTrue();
        assertThat(isolation.enter(3)).isTrue();
        assertThat(isolation.enter(1)).isFalse();
        isolation.leave();
        assertThat(isolation.enter(1)).isFalse();
        assertThat(isolation.enter(2)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void neverMoreThanThatOfManyThreads(int max) {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger highest = new AtomicInteger();
        Threads.together(4, _ -> {
            for (int i = 0; i < 50_000; i++) {
                if (isolation.enter(max)) {
                    highest.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    inside.decrementAndGet();
                    isolation.leave();
                }
            }
        });

        assertThat(highest.get()).isBetween(1, max);
        assertThat(isolation.underWay()).isZero();
    }

    @Test
    void whoIsRefusedKeepsNobodyOut() {
        // Two are in at a time at most, and there is room for two.
        Threads.together(4, thread -> {
            for (int i = 0; i < 50_000; i++) {
                if (thread < 2) {
                    assertThat(isolation.enter(2)).isTrue();
                    isolation.leave();
                } else {
                    assertThat(isolation.enter(0)).isFalse();
                }
            }
        });

        assertThat(isolation.underWay()).isZero();
    }

    @Test
    void countsWhomItRefused() {
        assertThat(isolation.enter(1)).isTrue();
        assertThat(isolation.rejected()).isZero();
        assertThat(isolation.enter(1)).isFalse();
        assertThat(isolation.enter(0)).isFalse();
        assertThat(isolation.rejected()).isEqualTo(2);
    }
}
