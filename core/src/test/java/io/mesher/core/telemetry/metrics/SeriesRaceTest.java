package io.mesher.core.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.telemetry.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Two loops count while sweeps let series go and scrapes read: with a clock in which a minute is some thousand requests. */
class SeriesRaceTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final int REQUESTS = 300_000;

    private final AtomicLong clock = new AtomicLong();
    private final SeriesTable table = new SeriesTable(2, 1000, MINUTE, 0);

    @Test
    void aCounterThatIsShownNeverGoesDownAndNothingIsLostOfWhatIsInUse() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Void>> loops = new ArrayList<>();
            for (int loop = 0; loop < 2; loop++) {
                loops.add(threads.submit(counting(new LoopMetrics(table, loop))));
            }
            Future<Void> reader = threads.submit(reading(loops));
            try {
                for (Future<Void> loop : loops) {
                    loop.get(120, TimeUnit.SECONDS);
                }
                reader.get(120, TimeUnit.SECONDS);
            } finally {
                threads.shutdownNow();
            }
        }
        assertThat(count("busy")).isEqualTo(2L * REQUESTS);
    }

    /** One destination all the time, ten others in turn, each for a while. */
    private Callable<Void> counting(LoopMetrics metrics) {
        return () -> {
            RequestMeter busy = metrics.meter(Direction.OUTGOING, "me", "busy", clock.get());
            for (int i = 0; i < REQUESTS; i++) {
                long now = clock.addAndGet(MINUTE / 5000);
                busy.record(200, "", i, now);
                String other = "other-" + i / 15_000 % 10;
                metrics.meter(Direction.OUTGOING, "me", other, now).record(500, "", i, now);
            }
            return null;
        };
    }

    private Callable<Void> reading(List<Future<Void>> loops) {
        return () -> {
            Map<String, Long> last = new HashMap<>();
            while (loops.stream().anyMatch(loop -> !loop.isDone())) {
                table.sweep(clock.get());
                Map<String, Long> present = new HashMap<>();
                for (SeriesCounts counts : table.counts()) {
                    String name = counts.key().destination();
                    long count = counts.ended().getFirst().count();
                    present.put(name, count);
                    // A series that went between the looks begins anew, at less than a turn's requests.
                    if (name.equals("busy")) {
                        assertThat(count).isGreaterThanOrEqualTo(last.getOrDefault(name, 0L));
                    }
                }
                last = present;
            }
            return null;
        };
    }

    private long count(String destination) {
        return table.counts().stream()
                .filter(counts -> counts.key().destination().equals(destination))
                .mapToLong(counts -> counts.ended().getFirst().count())
                .sum();
    }
}
