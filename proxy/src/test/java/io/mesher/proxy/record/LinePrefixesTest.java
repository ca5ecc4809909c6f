package io.mesher.proxy.record;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.log.LineTime;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LinePrefixesTest {
    private final AtomicInteger made = new AtomicInteger();
    private final LinePrefixes openings = new LinePrefixes(1, (to, direction, source, destination) -> {
        made.incrementAndGet();
        to.plain('[').plain(new byte[LineTime.BYTES]).plain("] " + direction + " " + source + " " + destination);
    });

    private String opening(Direction direction, String source, String destination, long millis) {
        return new String(openings.of(direction, source, destination, millis), US_ASCII);
    }

    @Test
    void isMadeOnceAndTheTimeFilledIn() {
        assertThat(opening(Direction.OUTGOING, "a", "b", 0)).isEqualTo("[1970-01-01T00:00:00.000] OUTGOING a b");
        assertThat(opening(Direction.OUTGOING, "a", "b", 86_400_001L))
                .isEqualTo("[1970-01-02T00:00:00.001] OUTGOING a b");
        assertThat(made).hasValue(1);
    }

    /** More of them than have room, so that they replace each other. */
    @Test
    void isNeverThatOfOthersNorOfAnotherTime() {
        Random random = new Random(11);
        for (int i = 0; i < 50_000; i++) {
            Direction direction = Direction.values()[random.nextInt(2)];
            String source = "caller-" + random.nextInt(20);
            String destination = "service-" + random.nextInt(20);
            long millis = random.nextLong(4_000_000_000_000L) + i;
            String time = Instant.ofEpochMilli(millis).toString();
            assertThat(opening(direction, source, destination, millis))
                    .startsWith("[" + time.substring(0, 19))
                    .endsWith(String.format(".%03d] ", millis % 1000) + direction + " " + source + " " + destination);
        }
        assertThat(made).hasValueGreaterThan(800);
    }
}
