package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.config.BalancePolicy;
import io.mesher.core.config.EjectionPolicy;
import io.mesher.core.config.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several event loops with the same instances, each with a balancer of its own. */
class SharedCandidatesTest {
    private static final int LOOPS = 4;
    private static final int REQUESTS = 20_000;
    private static final EjectionPolicy QUICK =
            new EjectionPolicy(true, 2, Duration.ofNanos(100), Duration.ofNanos(400), 50);

    private final Candidates candidates = new Candidates();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

    private static List<Instance> instances(int count) {
        List<Instance> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new Instance("i" + i, "1.0.0", new Endpoint("h", i + 1)));
        }
        return all;
    }

    /** One loop's life: instances come, go, fail, answer, hang, and are found unhealthy. */
    private void live(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Balancer balancer = new Balancer(BalancePolicy.DEFAULT, seed, random, () -> 0);
        CandidateList list = list(8);
        Tried nothing = new Tried();
        for (int now = 0; now < REQUESTS; now++) {
            if (random.nextInt(50) == 0) {
                int size = 4 + random.nextInt(5);
                candidates.retain(instances(size), now);
                list = list(size);
            }
            Candidate picked = balancer.pick(list, nothing, random.nextBoolean(), null, now);
            assertThat(picked).as("never no instance").isNotNull();
            picked.began();
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> candidates.failed(picked, Failing.RESET, QUICK, now);
                case 4, 5 -> candidates.succeeded(picked, QUICK, now);
                case 6 -> candidates.health(picked, random.nextBoolean(), "unwell");
                default -> {}
            }
            picked.ended();
        }
    }

    private CandidateList list(int size) {
        return new CandidateList(candidates, instances(size), BalancePolicy.DEFAULT, Zone.UNKNOWN, 0, 0);
    }

    /** Counts must come out even, or an instance would be passed over for ever, or the fast path never taken again. */
    @Test
    @Timeout(600)
    void nothingStaysStuckBehindThem() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            int seed = i;
            Thread thread = new Thread(() -> {
                try {
                    live(seed);
                } catch (Throwable e) {
                    broken.set(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(broken.get()).isNull();
        assertThat(candidates.ejected()).isEqualTo(counted(Standing::isEjected));
        assertThat(candidates.unhealthy()).isEqualTo(counted(Standing::isUnhealthy));
        for (Candidate candidate : candidates.all()) {
            assertThat(candidate.inFlight()).isZero();
            candidates.health(candidate, true, "");
        }
        comeBackByProbesAlone();
        assertThat(candidates.allWell()).isTrue();
    }

    private int counted(Predicate<Standing> which) {
        return (int)
                candidates.all().stream().map(Candidate::standing).filter(which).count();
    }

    private void comeBackByProbesAlone() {
        Balancer balancer = new Balancer(BalancePolicy.DEFAULT, 0, new SplittableRandom(0), () -> 0);
        candidates.retain(instances(8), 0);
        CandidateList list = list(8);
        Tried nothing = new Tried();
        for (int i = 0; i < 20; i++) {
            Candidate picked = balancer.pick(list, nothing, true, null, REQUESTS + 1_000 + i);
            assertThat(picked).isNotNull();
            picked.began();
            candidates.succeeded(picked, QUICK, REQUESTS + 1_000 + i);
            picked.ended();
        }
    }

    /** One that crashed and came back, until its first lease ends: a place among the ejected is a place at an endpoint. */
    @Test
    void instancesOfOneEndpointAreOneCandidate() {
        Instance first = new Instance("first", "1.0.0", new Endpoint("h", 1));
        Instance second = new Instance("second", "1.0.0", new Endpoint("h", 1));
        Candidate candidate = candidates.of(first);
        String name = candidate.sessionName();
        assertThat(candidates.of(second)).isSameAs(candidate);
        assertThat(candidates.all()).hasSize(1);
        assertThat(candidate.sessionName()).isNotEqualTo(name).isEqualTo(StickySession.nameOf("second"));

        candidates.retain(List.of(second), 0);
        assertThat(candidates.of(second)).isSameAs(candidate);
    }

    @Test
    void anInstanceWhoseTagsChangeKeepsWhatIsKnownOfIt() {
        Instance before = instances(1).getFirst();
        Candidate candidate = candidates.of(before);
        candidate.responded(7, 0);
        Instance after = new Instance(
                "i0", "1.0.1", new Endpoint("h", 1), new InstanceTraits(Map.of("k", "v"), "north", "z", 5));
        assertThat(candidates.of(after)).isSameAs(candidate);
        assertThat(candidate.instance()).isSameAs(after);
        assertThat(candidate.status(0).averageLatencyNanos()).isEqualTo(7);
        candidates.retain(List.of(after), 0);
        assertThat(candidates.of(after)).isSameAs(candidate);
        assertThat(candidates.of(new Instance("i0", "1.0.1", new Endpoint("h", 2))))
                .isNotSameAs(candidate);
    }
}
