package io.mesher.core.balance;

import io.mesher.core.config.BalancePolicy;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses an instance for each request: the session's, else by the strategy one of those that are well, near, and grown up. Of
 * one event loop and one list, which may change between two calls.
 */
public final class Balancer {
    /** A young instance begins with this share of what the others get. */
    static final double YOUNGEST_SHARE = 0.1;

    /** Near instances may be so many times as busy as all are on average. */
    static final int NEAR_LOAD = 2;

    private final BalancePolicy policy;
    private final Strategy strategy;
    private final RandomGenerator random;
    private final LongSupplier epochSeconds;
    private Candidate[] eligible = new Candidate[0];
    private int[] places = new int[0];
    private int count;

    /**
     * Chooses by {@code policy}.
     *
     * @param first where turns begin: differs by event loop, so that loops don't hit one instance together
     * @param epochSeconds asked only where a session is to be kept
     */
    public Balancer(BalancePolicy policy, int first, RandomGenerator random, LongSupplier epochSeconds) {
        this.policy = policy;
        this.random = random;
        this.epochSeconds = epochSeconds;
        this.strategy = switch (policy.strategy()) {
            case ROUND_ROBIN, SESSION_STICKINESS -> new TakeTurns(first);
            case RANDOM -> new AnyOne(random);
            case WEIGHTED_RESPONSE -> new MostlyFastest(first, random);
            case LEAST_REQUEST -> new FewestRequests(random);
            case PEAK_EWMA -> new LowestCost(random);
        };
    }

    /**
     * One that wasn't tried yet, or null when all were. Those that are ejected or unwell are passed over, unless no other is left.
     *
     * @param repeatable whether sending the request twice does no harm: such a one may go to an instance that is given another
     *     chance
     * @param session the value of the cookie {@link StickySession#COOKIE}, or null
     */
    public @Nullable Candidate pick(
            CandidateList list, Tried tried, boolean repeatable, @Nullable String session, long now) {
        if (session != null) {
            Candidate kept = kept(list, tried, session);
            if (kept != null) {
                return kept;
            }
        }
        if (list.size() == 0) {
            return null;
        }
        if (tried.count() == 0 && list.isPlain(now)) {
            return list.get(strategy.pick(list.array(), list.size(), now));
        }
        return pickWithCare(list, tried, repeatable, now);
    }

    private @Nullable Candidate kept(CandidateList list, Tried tried, String cookie) {
        StickySession session = StickySession.parse(cookie);
        if (session == null
                || epochSeconds.getAsLong() - session.usedAt()
                        > policy.sessionTimeout().toSeconds()) {
            return null;
        }
        for (int i = 0; i < list.size(); i++) {
            Candidate candidate = list.get(i);
            if (session.isOf(candidate)) {
                boolean good = candidate.isWell() && candidate.failuresInRow() < policy.sessionFailures();
                return good && !tried.contains(candidate) ? candidate : null;
            }
        }
        return null;
    }

    private @Nullable Candidate pickWithCare(CandidateList list, Tried tried, boolean repeatable, long now) {
        room(list.size());
        for (int i = 0; i < list.size(); i++) {
            Candidate candidate = list.get(i);
            if (!tried.contains(candidate)) {
                if (candidate.isWell()) {
                    add(candidate, i);
                } else if (candidate.takeProbe(repeatable, now)) {
                    return candidate;
                }
            }
        }
        if (count == 0) {
            for (int i = 0; i < list.size(); i++) {
                if (!tried.contains(list.get(i))) {
                    add(list.get(i), i);
                }
            }
        }
        if (count == 0) {
            return null;
        }
        if (list.hasDistances()) {
            keepNear(list);
        }
        int picked = strategy.pick(eligible, count, now);
        Candidate candidate = eligible[picked];
        if (list.hasYoung(now) && isTooYoung(list, places[picked], now)) {
            keepGrownUp(list, now);
            // At random: another turn would shift the turns of all.
            return count == 0 ? candidate : eligible[random.nextInt(count)];
        }
        return candidate;
    }

    private void room(int size) {
        if (eligible.length < size) {
            eligible = new Candidate[size];
            places = new int[size];
        }
        count = 0;
    }

    private void add(Candidate candidate, int place) {
        eligible[count] = candidate;
        places[count++] = place;
    }

    /**
     * Leaves those of the least distance, and with every further one those of the next while the near ones are more than
     * {@link #NEAR_LOAD} times as busy as all are on average, and one request more: then they are too few for their callers.
     */
    private void keepNear(CandidateList list) {
        long all = 0;
        for (int i = 0; i < count; i++) {
            all += eligible[i].inFlight();
        }
        double most = NEAR_LOAD * ((double) all / count + 1);
        for (int distance = 0; distance < 2; distance++) {
            int near = 0;
            long load = 0;
            for (int i = 0; i < count; i++) {
                if (list.distance(places[i]) <= distance) {
                    near++;
                    load += eligible[i].inFlight();
                }
            }
            if (near > 0 && load < most * near) {
                keepWithin(list, distance);
                return;
            }
        }
    }

    private void keepWithin(CandidateList list, int distance) {
        int all = count;
        count = 0;
        for (int i = 0; i < all; i++) {
            if (list.distance(places[i]) <= distance) {
                add(eligible[i], places[i]);
            }
        }
    }

    /** Its share grows in a line from {@link #YOUNGEST_SHARE} to the whole. */
    private boolean isTooYoung(CandidateList list, int place, long now) {
        long left = list.youthLeft(place, now);
        if (left == 0) {
            return false;
        }
        double age = 1 - (double) left / policy.slowStart().toNanos();
        return random.nextDouble() > YOUNGEST_SHARE + (1 - YOUNGEST_SHARE) * age;
    }

    private void keepGrownUp(CandidateList list, long now) {
        int all = count;
        count = 0;
        for (int i = 0; i < all; i++) {
            if (list.youthLeft(places[i], now) == 0) {
                add(eligible[i], places[i]);
            }
        }
    }
}
