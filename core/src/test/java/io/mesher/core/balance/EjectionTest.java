package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.balance.CandidateStatus.State;
import io.mesher.core.config.EjectionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is passed over because of its failures, for how long, and how it comes back. */
class EjectionTest {
    @Test
    void fiveFailuresInARowEject() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 4);
        assertThat(pool.state(0)).isEqualTo(State.AVAILABLE);
        pool.succeed(pool.candidate(0));
        pool.fail(pool.candidate(0), 4);
        assertThat(pool.state(0)).isEqualTo(State.AVAILABLE);
        assertThat(pool.candidates.failed(pool.candidate(0), Failing.TIMEOUT, pool.ejection, pool.now))
                .isTrue();
        assertThat(pool.shares(100)).containsExactly(0, 50, 50);
        CandidateStatus status = pool.candidate(0).status(pool.now);
        assertThat(status.state()).isEqualTo(State.EJECTED);
        assertThat(status.reason()).isEqualTo("5 failures in a row, the last: no response in time");
        assertThat(status.remainingNanos()).isEqualTo(30 * Pool.SECOND);
    }

    @Test
    void atMostHalfAreEjectedAndNeverTheLast() {
        int[] most = {0, 0, 1, 1, 2, 2, 3};
        for (int count = 1; count < most.length; count++) {
            Pool pool = Pool.of(count);
            int ejected = 0;
            for (int i = 0; i < count; i++) {
                pool.fail(pool.candidate(i), 20);
                ejected += pool.state(i) == State.EJECTED ? 1 : 0;
            }
            assertThat(ejected).as("of " + count).isEqualTo(most[count]);
            assertThat(pool.pick()).isNotNull();
        }
        Pool all = Pool.of(2);
        all.ejection = new EjectionPolicy(true, 1, Duration.ofSeconds(30), Duration.ofMinutes(5), 100);
        all.fail(all.candidate(0), 1);
        all.fail(all.candidate(1), 1);
        assertThat(all.state(1)).isEqualTo(State.AVAILABLE);
    }

    @Test
    void whoCouldNotBeEjectedIsWhenThereIsAPlace() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.fail(pool.candidate(1), 5);
        assertThat(pool.state(1)).isEqualTo(State.AVAILABLE);
        back(pool, 0);
        pool.fail(pool.candidate(1), 1);
        assertThat(pool.state(1)).isEqualTo(State.EJECTED);
    }

    private static void back(Pool pool, int place) {
        pool.now += 31 * Pool.SECOND;
        assertThat(pool.pick()).isSameAs(pool.candidate(place));
        pool.succeed(pool.candidate(place));
        assertThat(pool.state(place)).isEqualTo(State.AVAILABLE);
    }

    @Test
    void oneRequestThatCanBeRepeatedIsTheProbe() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.now += 30 * Pool.SECOND;
        assertThat(pool.state(0)).isEqualTo(State.PROBING);
        Tried tried = new Tried();
        for (int i = 0; i < 10; i++) {
            assertThat(pool.pick(tried, false, null)).isNotSameAs(pool.candidate(0));
        }
        assertThat(pool.pick()).isSameAs(pool.candidate(0));
        assertThat(pool.shares(10)).containsExactly(0, 5, 5);
        pool.succeed(pool.candidate(0));
        assertThat(pool.shares(30)).containsOnly(10);
    }

    @Test
    void anyRequestIsTheProbeWhereNoneCanBeRepeated() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.now += 61 * Pool.SECOND;
        assertThat(pool.pick(new Tried(), false, null)).isSameAs(pool.candidate(0));
    }

    @Test
    void aFailedProbeEjectsForLongerEachTimeUpToTheLongest() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        for (long seconds : new long[] {30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 300}) {
            assertThat(pool.candidate(0).status(pool.now).remainingNanos()).isEqualTo(seconds * Pool.SECOND);
            pool.now += seconds * Pool.SECOND - 1;
            assertThat(pool.pick()).isNotSameAs(pool.candidate(0));
            pool.now += 1;
            assertThat(pool.pick()).isSameAs(pool.candidate(0));
            pool.fail(pool.candidate(0), 1);
        }
    }

    @Test
    void timesThatItWasWellMakeUpForEarlierEjections() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.now += 30 * Pool.SECOND;
        pool.pick();
        pool.fail(pool.candidate(0), 1);
        pool.now += 60 * Pool.SECOND;
        pool.pick();
        pool.succeed(pool.candidate(0));
        pool.fail(pool.candidate(0), 5);
        assertThat(pool.candidate(0).status(pool.now).ejections())
                .as("at once again")
                .isEqualTo(3);
        pool.now += 90 * Pool.SECOND;
        pool.pick();
        pool.succeed(pool.candidate(0));
        pool.now += 3 * 90 * Pool.SECOND;
        pool.fail(pool.candidate(0), 5);
        assertThat(pool.candidate(0).status(pool.now).ejections())
                .as("after a long time")
                .isOne();
    }

    @Test
    void aProbeOfWhichNothingIsHeardIsGivenUp() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.now += 30 * Pool.SECOND;
        assertThat(pool.pick()).isSameAs(pool.candidate(0));
        pool.now += Candidate.PROBE_NANOS - 1;
        assertThat(pool.pick()).isNotSameAs(pool.candidate(0));
        pool.now += 1;
        assertThat(pool.pick()).isSameAs(pool.candidate(0));
    }

    @Test
    void requestsThatWereUnderWayDecideNothingMore() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.succeed(pool.candidate(0));
        assertThat(pool.state(0)).isEqualTo(State.EJECTED);
        pool.fail(pool.candidate(0), 10);
        assertThat(pool.candidate(0).status(pool.now).remainingNanos()).isEqualTo(30 * Pool.SECOND);
    }

    @Test
    void switchedOffNobodyIsPassedOver() {
        Pool pool = Pool.of(2);
        pool.fail(pool.candidate(0), 5);
        pool.candidates.releaseAll(pool.now);
        assertThat(pool.shares(10)).containsOnly(5);
        pool.ejection = new EjectionPolicy(false, 5, Duration.ofSeconds(30), Duration.ofMinutes(5), 50);
        pool.fail(pool.candidate(0), 100);
        assertThat(pool.shares(10)).containsOnly(5);
    }

    @Test
    void anInstanceThatGoesTakesItsEjectionAlong() {
        Pool pool = Pool.of(4);
        pool.fail(pool.candidate(0), 5);
        pool.fail(pool.candidate(1), 5);
        pool.remove("i0");
        pool.remove("i1");
        assertThat(pool.candidates.allWell()).isTrue();
        pool.fail(pool.candidate(0), 5);
        assertThat(pool.state(0)).isEqualTo(State.EJECTED);
    }

    @Test
    void theUnhealthyArePassedOverUnlessAllAre() {
        Pool pool = Pool.of(3);
        pool.candidates.health(pool.candidate(0), false, "status 500");
        assertThat(pool.shares(10)).containsExactly(0, 5, 5);
        assertThat(pool.candidate(0).status(pool.now).reason()).isEqualTo("status 500");
        pool.candidates.health(pool.candidate(1), false, "x");
        pool.candidates.health(pool.candidate(2), false, "x");
        assertThat(pool.shares(30)).containsOnly(10);
        for (int i = 0; i < 3; i++) {
            pool.candidates.health(pool.candidate(i), true, "");
        }
        assertThat(pool.candidates.allWell()).isTrue();
    }

    /** One of three fails always: of 10,000 requests in 100 s only those until it is ejected, and one probe at a time, meet it. */
    @Test
    void underPartialFailureFewRequestsFail() {
        Pool pool = Pool.of(3);
        int failed = 0;
        for (int i = 0; i < 10_000; i++) {
            pool.now += 10 * Pool.MILLI;
            Candidate picked = pool.pick();
            if (picked == pool.candidate(1)) {
                failed++;
                pool.fail(picked, 1);
            } else {
                pool.succeed(picked);
            }
        }
        // Five, then probes after 30 s and 90 s.
        assertThat(failed).isEqualTo(7);
    }

    @Test
    void underTotalFailureRequestsStillGo() {
        Pool pool = Pool.of(4);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            pool.now += random.nextLong(100) * Pool.MILLI;
            Candidate picked = pool.pick();
            assertThat(picked).isNotNull();
            pool.fail(picked, 1);
        }
        assertThat(pool.candidates.all().stream()
                        .filter(candidate -> !candidate.isEjected())
                        .count())
                .isGreaterThanOrEqualTo(2);
    }

    /** Whatever threads do to each other, the count of the ejected is that of those who are. */
    @Test
    @Timeout(60)
    void threadsDoNotBreakTheCount() throws InterruptedException {
        Pool pool = Pool.of(6);
        List<Candidate> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(pool.candidate(i));
        }
        EjectionPolicy quick = new EjectionPolicy(true, 2, Duration.ofNanos(1), Duration.ofNanos(1), 50);
        CountDownLatch done = new CountDownLatch(4);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            SplittableRandom random = new SplittableRandom(thread);
            new Thread(() -> {
                        try {
                            for (int i = 0; i < 100_000; i++) {
                                Candidate candidate = all.get(random.nextInt(all.size()));
                                switch (random.nextInt(4)) {
                                    case 0 -> pool.candidates.succeeded(candidate, quick, i);
                                    case 1 -> candidate.takeProbe(true, i);
                                    default -> pool.candidates.failed(candidate, Failing.RESET, quick, i);
                                }
                            }
                        } catch (RuntimeException e) {
                            failures.add(e);
                        } finally {
                            done.countDown();
                        }
                    })
                    .start();
        }
        done.await();
        assertThat(failures).isEmpty();
        assertThat(all.stream().filter(Candidate::isEjected).count()).isLessThanOrEqualTo(3);
        pool.candidates.releaseAll(0);
        assertThat(pool.candidates.allWell()).isTrue();
    }
}
