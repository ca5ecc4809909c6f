package io.mesher.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.telemetry.TimeSplit.Part;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeSplitTest {
    private final TimeSplit times = new TimeSplit();

    private long sum() {
        long sum = 0;
        for (Part part : Part.values()) {
            sum += times.of(part);
        }
        return sum;
    }

    @Test
    void eachTimeGoesIntoThePartThatItBeganWith() {
        times.begin(100);
        times.turnTo(Part.LOOKUP, 103);
        times.turnTo(Part.OWN, 153);
        times.turnTo(Part.WAIT, 155);
        times.turnTo(Part.UPSTREAM, 165);
        times.turnTo(Part.WAIT, 365);
        times.turnTo(Part.UPSTREAM, 375);
        times.turnTo(Part.OWN, 475);
        assertThat(times.of(Part.OWN)).isEqualTo(5);
        assertThat(times.of(Part.LOOKUP)).isEqualTo(50);
        assertThat(times.of(Part.WAIT)).isEqualTo(20);
        assertThat(times.of(Part.UPSTREAM)).isEqualTo(300);
        assertThat(times.present()).isEqualTo(Part.OWN);
        times.begin(7);
        assertThat(sum()).isZero();
    }

    @Test
    void thePartsAddUpToTheWholeAlsoWhereAClockIsBehind() {
        Random random = new Random(5);
        for (int round = 0; round < 1_000; round++) {
            long start = random.nextLong();
            long latest = start;
            times.begin(start);
            for (int i = 0; i < 20; i++) {
                long now = latest + random.nextInt(-5, 50);
                times.turnTo(Part.values()[random.nextInt(Part.values().length)], now);
                latest = Math.max(now - start, latest - start) + start;
                assertThat(sum()).isEqualTo(latest - start);
            }
        }
    }
}
