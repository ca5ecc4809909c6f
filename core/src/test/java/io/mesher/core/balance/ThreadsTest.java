package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.config.BalancePolicy;
import io.mesher.core.config.EjectionPolicy;
import io.mesher.core.config.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What several event loops and the health check do to the candidates that they share. Bounded by numbers of rounds. */
@Timeout(600)
class ThreadsTest {
    private static final int THREADS = 4;
    private static final EjectionPolicy QUICK =
            new EjectionPolicy(true, 2, Duration.ofNanos(3), Duration.ofNanos(9), 50);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Candidates candidates = new Candidates();
    private final List<Instance> instances = new ArrayList<>();

    ThreadsTest() {
        for (int i = 0; i < 6; i++) {
            instances.add(new Instance("i" + i, "", new Endpoint("h", 1 + i)));
        }
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private interface Work {
        void run(SplittableRandom random, int thread) throws Exception;
    }

    private void onAll(Work work) throws Exception {
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            SplittableRandom random = new SplittableRandom(i);
            ends.add(threads.submit(() -> {
                work.run(random, thread);
                return null;
            }));
        }
        for (Future<?> end : ends) {
            end.get(120, TimeUnit.SECONDS);
        }
    }

    private CandidateList list(List<Instance> of) {
        return new CandidateList(candidates, of, BalancePolicy.DEFAULT, Zone.UNKNOWN, 0, 1);
    }

    private void assertCounts() {
        assertThat(candidates.all()).filteredOn(it -> it.standing().isEjected()).hasSize(candidates.ejected());
        assertThat(candidates.all())
                .filteredOn(it -> it.standing().isUnhealthy())
                .hasSize(candidates.unhealthy());
    }

    @Test
    void countsAreThoseOfTheEjectedAndNeverMoreThanHalf() throws Exception {
        CandidateList list = list(instances);
        onAll((random, thread) -> {
            Balancer balancer = new Balancer(BalancePolicy.DEFAULT, thread, random, () -> 1);
            Tried nothing = new Tried();
            for (int i = 0; i < 100_000; i++) {
                Candidate picked = balancer.pick(list, nothing, true, null, i);
                assertThat(picked).isNotNull();
                if (random.nextInt(3) == 0) {
                    candidates.succeeded(picked, QUICK, i);
                } else {
                    candidates.failed(picked, Failing.RESET, QUICK, i);
                }
                int ejected = candidates.ejected();
                if (ejected < 0 || ejected > 3) {
                    throw new AssertionError("ejected: " + ejected);
                }
            }
        });
        assertCounts();
        candidates.releaseAll(0);
        assertThat(candidates.allWell()).isTrue();
    }

    /** Instances come and go, the check says this and that, ejection is switched off and on. */
    @Test
    void nothingIsCountedTwiceOrForEver() throws Exception {
        List<Candidate> ever = new ArrayList<>();
        instances.forEach(instance -> ever.add(candidates.of(instance)));
        onAll((random, thread) -> {
            List<Candidate> seen = new ArrayList<>(ever);
            for (int i = 0; i < 50_000; i++) {
                int place = random.nextInt(seen.size());
                Candidate any = seen.get(place);
                switch (random.nextInt(16)) {
                    case 0 -> candidates.retain(instances.subList(0, 1 + random.nextInt(6)), i);
                    case 1 -> candidates.releaseAll(i);
                    case 2, 3 -> candidates.health(any, false, "x");
                    case 4, 5 -> candidates.health(any, true, "");
                    case 6, 7, 8 -> candidates.succeeded(any, QUICK, i);
                    case 9 -> any.takeProbe(true, i);
                    case 10 -> seen.set(place, candidates.of(instances.get(place)));
                    default -> candidates.failed(any, Failing.RESET, QUICK, i);
                }
                if (candidates.ejected() < 0 || candidates.unhealthy() < 0) {
                    throw new AssertionError("negative: " + candidates.ejected() + ", " + candidates.unhealthy());
                }
            }
        });
        assertCounts();
        candidates.all().forEach(it -> candidates.health(it, true, ""));
        candidates.releaseAll(0);
        assertThat(candidates.allWell()).isTrue();
        assertThat(candidates.ejected()).isZero();
    }

    /** All at the same moment, 2,000 times. */
    @Test
    void oneThreadGetsTheProbe() throws Exception {
        CandidateList list = list(instances);
        Candidate first = list.get(0);
        EjectionPolicy policy = new EjectionPolicy(true, 1, Duration.ofSeconds(9), Duration.ofSeconds(9), 50);
        AtomicInteger probes = new AtomicInteger();
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        long step = 20_000_000_000L;
        onAll((_, thread) -> {
            for (int i = 1; i <= 2_000; i++) {
                if (thread == 0) {
                    candidates.failed(first, Failing.RESET, policy, i * step);
                }
                barrier.await(120, TimeUnit.SECONDS);
                if (first.takeProbe(true, i * step + policy.duration().toNanos())) {
                    probes.incrementAndGet();
                }
                barrier.await(120, TimeUnit.SECONDS);
            }
        });
        assertThat(probes).hasValue(2_000);
    }
}
