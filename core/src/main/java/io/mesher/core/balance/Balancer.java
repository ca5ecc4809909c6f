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

    /** So many are turned away for one request. Bounded for lists of hardly anything else, where little is gained. */
    private static final int MAX_TURNED_AWAY = 20;

    private final BalancePolicy policy;
    private final Strategy strategy;
    private final RandomGenerator random;
    private final LongSupplier epochSeconds;
    private final Eligible eligible = new Eligible();

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
        return pick(list, tried, repeatable, session, now, null);
    }

    /**
     * Likewise.
     *
     * @param notes gets the reason for each candidate that is passed over; null: no reasons are wanted
     */
    public @Nullable Candidate pick(
            CandidateList list,
            Tried tried,
            boolean repeatable,
            @Nullable String session,
            long now,
            @Nullable PickNotes notes) {
        if (notes != null) {
            notes.begin(list.size());
        }
        if (session != null && policy.strategy() == BalancePolicy.Strategy.SESSION_STICKINESS) {
            Candidate kept = kept(list, tried, session);
            if (kept != null) {
                tell(notes, PickNotes.Way.SESSION);
                return kept;
            }
        }
        if (list.size() == 0) {
            return null;
        }
        if (tried.count() == 0 && list.isPlain(now)) {
            return list.get(strategy.pick(list.array(), list.places(), list.size(), now));
        }
        tell(notes, PickNotes.Way.CAREFUL);
        return pickWithCare(list, tried, repeatable, now, notes);
    }

    private static void tell(@Nullable PickNotes notes, PickNotes.Way way) {
        if (notes != null) {
            notes.way(way);
        }
    }

    private @Nullable Candidate kept(CandidateList list, Tried tried, String session) {
        long usedAt = StickySession.usedAt(session);
        if (usedAt == StickySession.NOT_OURS
                || epochSeconds.getAsLong() - usedAt > policy.sessionTimeout().toSeconds()) {
            return null;
        }
        for (int i = 0; i < list.size(); i++) {
            Candidate candidate = list.get(i);
            if (StickySession.names(session, candidate)
                    && candidate.isWell()
                    && candidate.failuresInRow() < policy.sessionFailures()
                    && !tried.contains(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private @Nullable Candidate pickWithCare(
            CandidateList list, Tried tried, boolean repeatable, long now, @Nullable PickNotes notes) {
        Candidate probed = sift(list, tried, repeatable, now, notes);
        if (probed != null) {
            tell(notes, PickNotes.Way.PROBE);
            return probed;
        }
        if (eligible.count() == 0) {
            addRest(list, tried);
            if (notes != null && eligible.count() > 0) {
                notes.lastResort();
            }
        }
        if (eligible.count() == 0) {
            return null;
        }
        if (list.hasDistances()) {
            NearFirst.keep(eligible, list, now, notes);
        }
        if (list.hasYoung(now) && hasGrownUp(eligible, list, now)) {
            return pickSparing(list, now, notes);
        }
        return eligible.candidate(eligible.pick(strategy, now));
    }

    /** Leaves those that are well; returns one that the request is to go to whatever others there are, or null. */
    private @Nullable Candidate sift(
            CandidateList list, Tried tried, boolean repeatable, long now, @Nullable PickNotes notes) {
        eligible.clear(list.size());
        for (int i = 0; i < list.size(); i++) {
            Candidate candidate = list.get(i);
            Verdict verdict = Verdict.TRIED;
            if (!tried.contains(candidate)) {
                if (candidate.isWell()) {
                    eligible.add(candidate, i);
                    continue;
                }
                if (candidate.takeProbe(repeatable, now)) {
                    return candidate;
                }
                verdict = Verdict.of(candidate.standing());
            }
            if (notes != null) {
                notes.passOver(candidate, verdict, now);
            }
        }
        return null;
    }

    /** Those that are passed over; among them, the unreachable only if there are no others. */
    private void addRest(CandidateList list, Tried tried) {
        addRest(list, tried, false);
        if (eligible.count() == 0) {
            addRest(list, tried, true);
        }
    }

    private void addRest(CandidateList list, Tried tried, boolean unreachable) {
        for (int i = 0; i < list.size(); i++) {
            Candidate candidate = list.get(i);
            if (candidate.isUnreachable() == unreachable && !tried.contains(candidate)) {
                eligible.add(candidate, i);
            }
        }
    }

    /**
     * Instead of a young one in most cases another. One that was turned away isn't asked again: strategies that see that it is
     * idle, or quick, would offer it the same request until it takes it.
     */
    private Candidate pickSparing(CandidateList list, long now, @Nullable PickNotes notes) {
        int picked = eligible.pick(strategy, now);
        for (int i = 0; i < MAX_TURNED_AWAY && isTooYoung(list, eligible.place(picked), now); i++) {
            if (notes != null) {
                notes.passOver(eligible.candidate(picked), Verdict.YOUNG, now);
            }
            eligible.remove(picked);
            picked = eligible.pick(strategy, now);
        }
        return eligible.candidate(picked);
    }

    static boolean hasGrownUp(Eligible eligible, CandidateList list, long now) {
        for (int i = 0; i < eligible.count(); i++) {
            if (list.youthLeft(eligible.place(i), now) == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isTooYoung(CandidateList list, int place, long now) {
        long left = list.youthLeft(place, now);
        return left > 0
                && random.nextDouble() >= youngShare(left, policy.slowStart().toNanos());
    }

    /** It grows in a line from {@link #YOUNGEST_SHARE} to the whole. */
    static double youngShare(long left, long slowStartNanos) {
        return YOUNGEST_SHARE + (1 - YOUNGEST_SHARE) * (1 - (double) left / slowStartNanos);
    }
}
