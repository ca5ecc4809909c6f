package io.mesher.net.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.http.ClientStream;
import io.mesher.net.pool.UpstreamPool.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is given which connection, and who hears of a connect that failed. */
class PoolWaitersTest {
    private static final String ENDED = "response 200 | end 0";

    private StillPool at = new StillPool(2, 2, 10);

    @AfterEach
    void close() {
        assertThat(at.counted()).isEqualTo(at.gauges());
        at.close();
    }

    private void bounds(int connections, int idle, int waiting) {
        at.close();
        at = new StillPool(connections, idle, waiting);
    }

    @Test
    void theConnectionThatStandsFirstIsForWhoeverHasWaitedLongest() {
        Call first = at.get("/1");
        Call second = at.get("/2");
        at.begun(1).stands();
        assertThat(first.all()).isEqualTo("new");
        assertThat(second.heard).isEmpty();
        at.begun(0).stands();
        assertThat(second.all()).isEqualTo("new");
    }

    @Test
    void aConnectionThatComesFreeIsForWhoeverWaitsThoughOneIsBeingOpenedForThem() {
        Call first = at.get("/1");
        at.begun(0).stands();
        Call second = at.get("/2");
        at.answers(at.begun(0).stream);
        assertThat(first.all()).isEqualTo("new | " + ENDED);
        assertThat(second.all()).isEqualTo("reused");
        at.begun(1).stands();
        assertThat(at.gauges()).isEqualTo("open 2, idle 1, waiting 0");
        assertThat(at.get("/3").all()).isEqualTo("reused");
    }

    @Test
    void aFailedConnectIsReportedToOneWaiterTheOldest() {
        Call first = at.get("/1");
        Call second = at.get("/2");
        at.begun(1).fails();
        assertThat(first.all()).isEqualTo("connect failed: Connection refused");
        assertThat(second.heard).isEmpty();
        at.begun(0).stands();
        assertThat(second.all()).isEqualTo("new");
    }

    @Test
    void aFailedConnectIsReportedToNobodyWhereConnectionsForAllAreUnderWay() {
        Call first = at.get("/1");
        Call second = at.get("/2");
        at.pool.cancel(first);
        at.begun(0).fails();
        assertThat(second.heard).isEmpty();
        at.begun(1).fails();
        assertThat(second.all()).isEqualTo("connect failed: Connection refused");
        assertThat(first.heard).isEmpty();
        assertThat(at.gauges()).isEqualTo("open 0, idle 0, waiting 0");
    }

    @Test
    void whoGivesUpLeavesTheConnectionToTheNext() {
        bounds(1, 1, 1);
        Call first = at.get("/1");
        Call second = at.get("/2");
        assertThat(at.gauges()).isEqualTo("open 1, idle 0, waiting 1");
        at.pool.cancel(first);
        assertThat(at.gauges()).isEqualTo("open 1, idle 0, waiting 0");
        at.begun(0).stands();
        assertThat(second.all()).isEqualTo("new");
        assertThat(first.heard).isEmpty();
    }

    @Test
    void aNewRequestTakesTheConnectionThatNobodyWaitsForAnyMoreEvenWhereNoneMayWait() {
        bounds(1, 1, 0);
        at.pool.cancel(at.get("/1"));
        Call second = at.get("/2");
        assertThat(at.get("/3").all()).startsWith("full: 1 connections and 0 waiting");
        at.begun(0).stands();
        assertThat(second.all()).isEqualTo("new");
        assertThat(at.opener.begun).hasSize(1);
    }

    @Test
    void afterAFailedConnectOneIsBegunForTheNextInTheQueue() {
        bounds(1, 1, 10);
        Call first = at.get("/1");
        Call second = at.get("/2");
        at.begun(0).fails();
        assertThat(first.over).isTrue();
        assertThat(second.heard).isEmpty();
        at.begun(1).stands();
        assertThat(second.all()).isEqualTo("new");
    }

    @Test
    void aConnectThatTakesTooLongFails() {
        Call call = at.get("/");
        at.clock.advance(Duration.ofMillis(1_100));
        assertThat(call.all()).isEqualTo("connect failed: no answer within 1000 ms");
        assertThat(at.begun(0).closed).isTrue();
        at.begun(0).stands();
        assertThat(at.gauges()).isEqualTo("open 0, idle 0, waiting 0");
    }

    @Test
    void anIdleConnectionStaysWhileWhatComesIsNotForItsProtocol() {
        at.get("/first");
        at.begun(0).stands();
        at.answers(at.begun(0).stream);
        assertThat(at.gauges()).isEqualTo("open 1, idle 1, waiting 0");
        // As TLS has it: the network had bytes, such as a session's ticket, and the stream has none.
        at.begun(0).stream.listener.onReadable();
        assertThat(at.gauges()).isEqualTo("open 1, idle 1, waiting 0");
        at.receives(at.begun(0).stream, "what nobody asked for");
        assertThat(at.gauges()).isEqualTo("open 0, idle 0, waiting 0");
    }

    @Test
    void aHundredThousandWaitersHearOfConnectsThatFailAtOnce() {
        bounds(1, 1, 1_000_000);
        at.get("/first");
        at.begun(0).stands();
        List<Call> waiting = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            waiting.add(at.get("/"));
        }
        at.opener.failsAtOnce = "Too many open files";
        at.begun(0).stream.receiveEnd();
        at.begun(0).stream.listener.onReadable();
        assertThat(waiting).allMatch(call -> call.over && call.all().equals("connect failed: Too many open files"));
        assertThat(at.gauges()).isEqualTo("open 0, idle 0, waiting 0");
    }

    @Test
    void whoAsksAgainWhenTheirConnectFailedAtOnceHearsOfTheNextFailureToo() {
        at.opener.failsAtOnce = "no route";
        Stubborn call = new Stubborn(50_000);
        at.pool.acquire(call, Wanted.ANY);
        assertThat(call.left).isZero();
    }

    /** Asks so often. */
    private final class Stubborn implements Waiter {
        private int left;

        Stubborn(int left) {
            this.left = left;
        }

        @Override
        public void onConnectFailed(ConnectFault fault) {
            if (--left > 0) {
                at.pool.acquire(this, Wanted.ANY);
            }
        }

        @Override
        public void onConnection(ClientStream stream) {
            throw new AssertionError("a connection");
        }

        @Override
        public void onPoolFull(String limit) {
            throw new AssertionError(limit);
        }
    }

    @Test
    void whatMustNotBeRepeatedIsNotGivenAConnectionThatTheUpstreamHasClosedMeanwhile() {
        bounds(1, 1, 10);
        at.get("/1");
        at.begun(0).stands();
        Call careful = at.get("/2", Wanted.CHECKED);
        at.begun(0).stream.receiveEnd();
        at.answers(at.begun(0).stream);
        assertThat(careful.heard).isEmpty();
        assertThat(at.begun(0).stream.closed).isTrue();
        at.begun(1).stands();
        assertThat(careful.all()).isEqualTo("new");
    }

    @Test
    void anIdleConnectionThatWasClosedIsPassedOverForWhatMustNotBeRepeated() {
        at.get("/1");
        at.begun(0).stands();
        at.answers(at.begun(0).stream);
        at.begun(0).stream.receiveEnd();
        at.get("/2", Wanted.CHECKED);
        assertThat(at.begun(0).stream.closed).isTrue();
        assertThat(at.opener.begun).hasSize(2);
    }

    @Test
    void theConnectionUsedLastIsUsedFirst() {
        at.get("/1");
        at.get("/2");
        at.begun(0).stands();
        at.begun(1).stands();
        at.answers(at.begun(1).stream);
        at.answers(at.begun(0).stream);
        at.get("/3");
        at.loop.releaseWriteBuffer();
        assertThat(at.begun(0).stream.text()).contains("GET /3");
    }

    @Test
    void aNameThatCannotBeLookedUpForTooManyOthersIsNoFaultOfTheUpstream() {
        at.close();
        at = new StillPool("some.name", 2, 2, 10);
        at.closeResolver();
        Call call = at.get("/");
        at.clock.runTasks();
        assertThat(call.all()).startsWith("full: 1024 names");
        assertThat(at.gauges()).isEqualTo("open 0, idle 0, waiting 0");
    }
}
