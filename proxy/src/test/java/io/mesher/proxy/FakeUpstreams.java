package io.mesher.proxy;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.pool.ConnectCheck;
import io.mesher.net.pool.Connections;
import io.mesher.net.pool.UpstreamPool.Wanted;
import io.mesher.net.pool.Waiter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pools without connections: the test hands them out, and sees who asked for which. */
final class FakeUpstreams implements Upstreams {
    private final List<String> journal;
    private final List<Endpoint> asked = new ArrayList<>();
    private final Map<Endpoint, Integer> checks = new HashMap<>();
    private final List<Check> answers = new ArrayList<>();
    private @Nullable Waiter waiting;
    private @Nullable Endpoint waitingFor;

    private record Check(Endpoint endpoint, ConnectCheck.Answer answer) {}

    FakeUpstreams(List<String> journal) {
        this.journal = journal;
    }

    @Override
    public Connections to(Endpoint endpoint, long connectNanos) {
        return new Connections() {
            @Override
            public void acquire(Waiter waiter, Wanted wanted) {
                if (waiting != null) {
                    throw new AssertionError("asked for two connections at once");
                }
                journal.add("acquire " + endpoint + " " + wanted);
                asked.add(endpoint);
                waiting = waiter;
                waitingFor = endpoint;
            }

            @Override
            public boolean isFull() {
                return false;
            }

            @Override
            public void cancel(Waiter waiter) {
                if (waiting != waiter || !endpoint.equals(waitingFor)) {
                    throw new AssertionError("cancelled without having asked " + endpoint);
                }
                journal.add("cancel " + endpoint);
                waiting = null;
            }
        };
    }

    @Override
    public void check(Endpoint endpoint, long connectNanos, ConnectCheck.Answer answer) {
        checks.merge(endpoint, 1, Integer::sum);
        answers.add(new Check(endpoint, answer));
    }

    /** Answers the checks that are under way, all alike. */
    void answerChecks(boolean reachable) {
        List<Check> underWay = List.copyOf(answers);
        answers.clear();
        underWay.forEach(check -> check.answer().onChecked(reachable));
    }

    /** How often each endpoint was checked. */
    Map<Endpoint, Integer> checks() {
        return checks;
    }

    boolean isWaiting() {
        return waiting != null;
    }

    /** The one who waits, who waits no longer. */
    Waiter take() {
        Waiter waiter = waiting;
        if (waiter == null) {
            throw new AssertionError("nobody waits for a connection");
        }
        waiting = null;
        return waiter;
    }

    /** Whom the requests went to, in order. */
    List<Endpoint> asked() {
        return asked;
    }
}
