package io.mesher.control.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When spans are sent; times in milliseconds. */
class SendingTimesTest {
    private static final long MILLI = 1_000_000;

    private final SendingTimes times = new SendingTimes(100, 5_000 * MILLI, -50 * MILLI);

    @Test
    void aBatchIsSentAtOnceAndLessWhenTheIntervalIsOver() {
        assertThat(times.isDue(100, 0)).isTrue();
        assertThat(times.isDue(99, 0)).isFalse();
        assertThat(times.isDue(1, 4_949 * MILLI)).isFalse();
        assertThat(times.isDue(1, 4_950 * MILLI)).isTrue();
        assertThat(times.isDue(0, 4_950 * MILLI)).isFalse();
        times.sent(1, 5_000 * MILLI);
        assertThat(times.isDue(99, 9_999 * MILLI)).isFalse();
        assertThat(times.isDue(99, 10_000 * MILLI)).isTrue();
    }

    @Test
    void looksBecomeRareWhileNothingComesAndFrequentWhileMuchDoes() {
        assertThat(times.afterLook(0, 0)).isEqualTo(100 * MILLI);
        assertThat(times.afterLook(3, 0)).isEqualTo(200 * MILLI);
        for (int i = 0; i < 10; i++) {
            times.afterLook(0, 0);
        }
        assertThat(times.afterLook(0, 0)).isEqualTo(1_000 * MILLI);
        assertThat(times.afterLook(25, 0)).isEqualTo(50 * MILLI);
        times.afterLook(0, 0);
        times.sent(100, 0);
        assertThat(times.next(0)).isEqualTo(50 * MILLI);
    }

    @Test
    void nobodyLooksLaterThanTheIntervalAsks() {
        for (int i = 0; i < 10; i++) {
            times.afterLook(0, 0);
        }
        assertThat(times.next(4_600 * MILLI)).isEqualTo(350 * MILLI);
        assertThat(times.next(60_000 * MILLI)).isEqualTo(1_000 * MILLI);
        SendingTimes quick = new SendingTimes(100, 20 * MILLI, 0);
        assertThat(quick.next(0)).isEqualTo(20 * MILLI);
        assertThat(quick.next(500 * MILLI)).isEqualTo(20 * MILLI);
    }

    @Test
    void aBatchOfOneIsSentAtOnceAndCostsNothingWhileNoneComes() {
        SendingTimes one = new SendingTimes(1, 5_000 * MILLI, 0);
        assertThat(one.isDue(1, 1)).isTrue();
        for (int i = 0; i < 10; i++) {
            one.afterLook(0, 0);
        }
        assertThat(one.afterLook(0, 0)).isEqualTo(1_000 * MILLI);
    }
}
