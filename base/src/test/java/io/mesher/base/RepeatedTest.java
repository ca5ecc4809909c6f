package io.mesher.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepeatedTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

    @Test
    void reportsTheFirstAtOnceAndTheOthersAsANumberEachMinute() {
        Repeated message = new Repeated(1, now::get);
        assertThat(message.happened()).isEqualTo(1);
        for (int i = 0; i < 129; i++) {
            assertThat(message.happened()).isZero();
        }
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(message.happened()).isEqualTo(130);
        assertThat(message.happened()).isZero();
    }

    @Test
    void allowsSomeLinesInAMinuteIfTheyMayDiffer() {
        Repeated message = new Repeated(2, now::get);
        assertThat(message.happened()).isEqualTo(1);
        assertThat(message.happened()).isEqualTo(1);
        assertThat(message.happened()).isZero();
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(message.happened()).isEqualTo(2);
    }

    @Test
    void saysNothingOfTheNumberOne() {
        assertThat(Repeated.text(1)).isEmpty();
        assertThat(Repeated.text(7)).contains("7 times");
    }
}
