package io.mesher.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.telemetry.ServiceCounters.Count;
import io.mesher.core.telemetry.metrics.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountersTest {
    private final ServiceCounters counters = new ServiceCounters(Direction.OUTGOING, "server", "", "");

    @ParameterizedTest
    @CsvSource({
        // status, successes, failures, 4xx, 5xx
        "101, 0, 0, 0, 0",
        "199, 0, 0, 0, 0",
        "200, 1, 0, 0, 0",
        "226, 1, 0, 0, 0",
        "227, 0, 0, 0, 0",
        "301, 0, 0, 0, 0",
        "399, 0, 0, 0, 0",
        "400, 0, 1, 1, 0",
        "499, 0, 1, 1, 0",
        "500, 0, 1, 0, 1",
        "599, 0, 1, 0, 1"
    })
    void aStatusIsCountedAsTheOriginalDid(int status, long successes, long failures, long clientErrors, long errors) {
        counters.record(status, 5);
        assertThat(counters.get(Count.REQUESTS)).isOne();
        assertThat(counters.get(Count.SUCCESSES)).isEqualTo(successes);
        assertThat(counters.get(Count.FAILURES)).isEqualTo(failures);
        assertThat(counters.get(Count.STATUS_4XX)).isEqualTo(clientErrors);
        assertThat(counters.get(Count.STATUS_5XX)).isEqualTo(errors);
        assertThat(counters.get(Count.LATENCY_NANOS)).isEqualTo(5);
    }

    @Test
    void latenciesAddUpBeyondAnInt() {
        counters.record(200, 3_000_000_000L);
        counters.record(500, 4_000_000_000L);
        assertThat(counters.get(Count.LATENCY_NANOS)).isEqualTo(7_000_000_000L);
    }

    @Test
    void anotherThreadSeesCountsThatOnlyGrowAndAllOfThemInTheEnd()
            throws InterruptedException, ExecutionException, TimeoutException {
        int requests = 200_000;
        LoopCounters loop = new LoopCounters();
        CountDownLatch reading = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<List<Long>> seen = threads.submit(() -> {
                List<Long> values = new ArrayList<>();
                long last = -1;
                reading.countDown();
                while (last < requests) {
                    long value = loop.all().stream()
                            .mapToLong(of -> of.get(Count.REQUESTS))
                            .sum();
                    if (value != last) {
                        values.add(value);
                        last = value;
                    }
                    if (Thread.interrupted()) {
                        throw new InterruptedException("saw only " + last);
                    }
                }
                return values;
            });
            Future<?> written = threads.submit(() -> {
                reading.await();
                for (int i = 0; i < requests; i++) {
                    loop.of("server").record(200, 1);
                }
                return null;
            });
            try {
                written.get(120, TimeUnit.SECONDS);
                assertThat(seen.get(120, TimeUnit.SECONDS)).isSorted().endsWith((long) requests);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void aServiceHasOneSetOfCounters() {
        LoopCounters loop = new LoopCounters();
        assertThat(loop.of("a")).isSameAs(loop.of("a")).isNotSameAs(loop.of("b"));
    }

    @Test
    void aScrapeKeepsItsNamesAndSeesLiveCounts() {
        LoopCounters loop = new LoopCounters();
        ServiceCounters first = loop.of("a");
        List<ServiceCounters> scrape = loop.all();
        loop.of("b");
        first.record(200, 1);
        assertThat(scrape).containsExactly(first);
        assertThat(scrape.getFirst().get(Count.REQUESTS)).isOne();
        assertThat(loop.all()).extracting(ServiceCounters::service).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void countsApartWhatARuleChoseAndTogetherForTheService() {
        LoopCounters loop = new LoopCounters();
        ServiceCounters chosen = loop.of(Direction.OUTGOING, "a", "shop", "1.0");
        chosen.record(200, 1);
        loop.of("a").record(200, 1);
        loop.of(Direction.INCOMING, "a", "", "").record(200, 1);

        assertThat(loop.of(Direction.OUTGOING, "a", "shop", "1.0")).isSameAs(chosen);
        assertThat(loop.all()).hasSize(3);
        assertThat(loop.requests("a")).isEqualTo(3);
        assertThat(loop.requests("b")).isZero();
    }

    @Test
    void subsetsOfAServiceAreBounded() {
        LoopCounters loop = new LoopCounters();
        for (int i = 0; i < 1000; i++) {
            loop.of(Direction.OUTGOING, "a", "", "1." + i).record(200, 1);
        }
        assertThat(loop.all()).hasSizeLessThanOrEqualTo(LoopCounters.MAX_SUBSETS + 1);
        assertThat(loop.requests("a")).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "200, SUCCESS, 0, 0, 0, 0, 0, 0, 1",
        "404, SUCCESS, 0, 0, 0, 0, 0, 0, 1",
        "503, FAILURE, 1, 0, 0, 0, 0, 0, 1",
        "504, TIMEOUT, 0, 1, 0, 0, 0, 0, 1",
        "503, REJECTED, 0, 0, 1, 0, 0, 1, 0",
        "503, SHORT_CIRCUITED, 0, 0, 0, 1, 0, 1, 0",
        "200, SHORT_CIRCUITED, 0, 0, 0, 1, 1, 0, 0"
    })
    void aCallsEndIsCountedAsTheCircuitSeesIt(
            int status,
            CallEnd end,
            long failures,
            long timeouts,
            long rejects,
            long shortCircuits,
            long fallbackSuccesses,
            long fallbackFailures,
            long sent) {
        counters.record(status, 2000, end);
        assertThat(counters.get(Count.REQUESTS)).isOne();
        assertThat(counters.get(Count.CALL_FAILURES)).isEqualTo(failures);
        assertThat(counters.get(Count.CALL_TIMEOUTS)).isEqualTo(timeouts);
        assertThat(counters.get(Count.CALL_REJECTS)).isEqualTo(rejects);
        assertThat(counters.get(Count.CALL_SHORT_CIRCUITS)).isEqualTo(shortCircuits);
        assertThat(counters.get(Count.FALLBACK_SUCCESSES)).isEqualTo(fallbackSuccesses);
        assertThat(counters.get(Count.FALLBACK_FAILURES)).isEqualTo(fallbackFailures);
        long[] sums = new long[Histogram.sums(ServiceCounters.LATENCIES)];
        counters.latencies().addTo(sums);
        assertThat(sums[ServiceCounters.LATENCIES.of(2000)]).isEqualTo(sent);
    }
}
