package io.mesher.base.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ByteGrowthTest {
    @Test
    void keepsAnArrayWithRoom() {
        byte[] bytes = new byte[8];
        assertThat(ByteGrowth.fit(bytes, 5, 3, 16)).isSameAs(bytes);
    }

    @Test
    void growsToTheMinimumThenToTwiceTheLengthAndToMoreWhereNeeded() {
        assertThat(ByteGrowth.fit(new byte[0], 0, 1, 16)).hasSize(16);
        assertThat(ByteGrowth.fit(new byte[16], 16, 1, 16)).hasSize(32);
        assertThat(ByteGrowth.fit(new byte[16], 10, 100, 16)).hasSize(110);
    }

    @Test
    void keepsWhatWasThere() {
        assertThat(ByteGrowth.fit(new byte[] {1, 2, 3}, 3, 1, 0)).startsWith(1, 2, 3);
    }

    @Test
    void refusesWhatNoArrayHolds() {
        byte[] bytes = new byte[8];
        assertThatThrownBy(() -> ByteGrowth.fit(bytes, 8, Integer.MAX_VALUE, 16))
                .isInstanceOf(ArithmeticException.class);
    }
}
