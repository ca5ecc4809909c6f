package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.balance.CandidateStatus.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The one request by which an ejected instance comes back. */
class ProbePlaceTest {
    private static Pool overdue() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.now += 30 * Pool.SECOND;
        return pool;
    }

    @Test
    void aCallerThatLeavesFreesItsPlaceAtOnce() {
        Pool pool = overdue();
        Candidate probed = pool.candidate(0);
        for (int i = 0; i < 3; i++) {
            assertThat(pool.pick()).isSameAs(probed);
            probed.began();
            assertThat(pool.pick()).isNotSameAs(probed);
            probed.ended();
        }
        assertThat(probed.status(pool.now).ejections())
                .as("nothing was held against it")
                .isOne();
    }

    /** The default time for a response is 30 s: a second request would run into the same silence. */
    @Test
    void aSlowProbeStaysTheOnlyOne() {
        Pool pool = overdue();
        Candidate probed = pool.pick();
        probed.began();
        for (int second = 0; second < 29; second++) {
            pool.now += Pool.SECOND;
            assertThat(pool.pick()).as("after " + second + " s").isNotSameAs(probed);
        }
        pool.fail(probed, 1);
        probed.ended();
        assertThat(probed.status(pool.now).ejections()).isEqualTo(2);
        assertThat(pool.state(0)).isEqualTo(State.EJECTED);
    }

    /** The request path leaves an instance and begins anew where a kept connection was closed: the answer still counts. */
    @Test
    void aProbeThatIsSentAgainStillBringsItBack() {
        Pool pool = overdue();
        Candidate probed = pool.pick();
        probed.began();
        probed.ended();
        probed.began();
        pool.succeed(probed);
        probed.ended();
        assertThat(pool.state(0)).isEqualTo(State.AVAILABLE);
        assertThat(pool.candidates.allWell()).isTrue();
    }

    @Test
    void anEndedRequestOfBeforeDoesNotEndTheEjection() {
        Pool pool = Pool.of(3);
        Candidate ejected = pool.candidate(0);
        ejected.began();
        pool.fail(ejected, 5);
        ejected.ended();
        assertThat(pool.shares(10)).containsExactly(0, 5, 5);
    }

    /** Four threads at one barrier, 500 times: with a check and a write apart, two would get it within few rounds. */
    @Test
    @Timeout(600)
    void ofSeveralThreadsOneGetsIt() throws InterruptedException {
        Pool pool = overdue();
        Candidate probed = pool.candidate(0);
        int rounds = 500;
        AtomicInteger[] taken = new AtomicInteger[rounds];
        for (int i = 0; i < rounds; i++) {
            taken[i] = new AtomicInteger();
        }
        AtomicInteger round = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(4, () -> {
            // What the round before took is given back while nobody looks.
            probed.began();
            probed.ended();
            round.incrementAndGet();
        });
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                try {
                    for (int at = 0; at < rounds; at++) {
                        start.await();
                        if (probed.takeProbe(true, pool.now)) {
                            taken[round.get() - 1].incrementAndGet();
                        }
                    }
                } catch (Exception e) {
                    failure.set(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failure.get()).isNull();
        assertThat(taken).extracting(AtomicInteger::get).containsOnly(1);
    }
}
