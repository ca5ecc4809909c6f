package io.mesher.net.http1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 9110 §15.2: interim responses are passed on, unless they are a flood")
class InterimLimitTest {
    private static final long SECOND = 1_000_000_000L;

    private final InterimLimit limit = new InterimLimit();

    @Test
    void passesAnyNumberThatComesSlowly() {
        limit.begin();
        for (int i = 0; i < 10_000; i++) {
            assertThat(limit.admits(100, i * SECOND / 16)).as("%s", i).isTrue();
        }
    }

    @Test
    void dropsThoseBeyond16InASecondAndGoesOnInTheNext() {
        limit.begin();
        long start = -3 * SECOND;
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 40; i++) {
                assertThat(limit.admits(100, start + round * SECOND + i)).isEqualTo(i < 16);
            }
        }
    }

    @Test
    void dropsThoseBeyond64KibibytesInASecond() {
        limit.begin();
        assertThat(limit.admits(40 * 1024, 0)).isTrue();
        assertThat(limit.admits(24 * 1024, 1)).isTrue();
        assertThat(limit.admits(1, 2)).isFalse();
        assertThat(limit.admits(1, SECOND)).isTrue();
    }

    @Test
    void dropsNoneThatComesAlone() {
        limit.begin();
        assertThat(limit.admits(1024 * 1024, 0)).isTrue();
        assertThat(limit.admits(1, 1)).isFalse();
    }

    @Test
    void countsEachRequestAnew() {
        limit.begin();
        for (int i = 0; i < 17; i++) {
            limit.admits(100, 0);
        }
        assertThat(limit.admits(100, 0)).isFalse();
        limit.begin();
        assertThat(limit.admits(100, 0)).isTrue();
    }
}
