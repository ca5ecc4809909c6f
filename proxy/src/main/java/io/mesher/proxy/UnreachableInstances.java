package io.mesher.proxy;

import io.mesher.core.balance.Candidate;
import io.mesher.core.balance.Candidates;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import java.util.ArrayList;
import java.util.List;

/**
 * Instances that this loop found to be unreachable. Tries each second, beside the requests, whether a connection to them can be
 * had again. Stops when nobody calls their service any more; then the next request tries them. Event loop only.
 */
final class UnreachableInstances {
    static final long EVERY_NANOS = 1_000_000_000L;

    /** Rounds without a request to the service after which it isn't used any more. */
    static final int MAX_UNUSED_ROUNDS = 30;

    /** Connects at once; the others wait for a later round. */
    static final int MAX_CHECKS = 64;

    private final Upstreams upstreams;
    private final RequestTotals totals;
    private final Timer timer;
    private final List<Absent> all = new ArrayList<>();
    private int checks;
    /** Where the next round begins, so that each has its turn. */
    private int first;

    UnreachableInstances(EventLoop loop, Upstreams upstreams, RequestTotals totals) {
        this.upstreams = upstreams;
        this.totals = totals;
        this.timer = loop.timer(this::round);
    }

    /** One of them. */
    private final class Absent {
        private final Destination destination;
        private final Candidates of;
        private final Candidate candidate;
        private long requests;
        private int unusedRounds;
        private boolean underWay;

        Absent(Destination destination, Candidates of, Candidate candidate) {
            this.destination = destination;
            this.of = of;
            this.candidate = candidate;
            this.requests = totals.of(destination.service());
        }

        /** Whether it is still to be looked at. */
        boolean isKept() {
            long now = totals.of(destination.service());
            unusedRounds = now == requests ? unusedRounds + 1 : 0;
            requests = now;
            if (unusedRounds > MAX_UNUSED_ROUNDS) {
                of.reached(candidate);
            }
            return candidate.isUnreachable();
        }

        void check() {
            if (!underWay && checks < MAX_CHECKS) {
                underWay = true;
                checks++;
                long connect = destination.treatment().times().connect();
                upstreams.check(candidate.instance().endpoint(), connect, this::onChecked);
            }
        }

        private void onChecked(boolean reachable) {
            underWay = false;
            checks--;
            if (reachable) {
                destination.reached(of, candidate);
            }
        }
    }

    /** An instance that has just become unreachable, by a request of this loop. */
    void add(Destination destination, Candidates of, Candidate candidate) {
        for (Absent known : all) {
            if (known.candidate == candidate) {
                return;
            }
        }
        all.add(new Absent(destination, of, candidate));
        if (all.size() == 1) {
            timer.set(EVERY_NANOS);
        }
    }

    private void round() {
        all.removeIf(absent -> !absent.isKept());
        int size = all.size();
        for (int i = 0; i < size; i++) {
            all.get((first + i) % size).check();
        }
        first = size == 0 ? 0 : (first + MAX_CHECKS) % size;
        if (size > 0) {
            timer.set(EVERY_NANOS);
        }
    }

    /** How many there are. */
    int size() {
        return all.size();
    }
}
