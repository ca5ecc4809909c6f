package io.mesher.core.balance;

import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.config.BalancePolicy;
import io.mesher.core.config.Zone;
import java.util.List;

/** The candidates of one subset in a stable order, as one event loop balances them. Immutable. */
public final class CandidateList {
    /** A clock that is further ahead than this is wrong, so nothing is known. */
    private static final long MOST_AHEAD_SECONDS = 86_400;

    private static final long NEVER_YOUNG = Long.MIN_VALUE;

    private final Candidates of;
    private final Candidate[] candidates;
    /** How far away each is: 0 own zone, 1 own region, 2 elsewhere. Empty where that doesn't matter. */
    private final byte[] distances;
    /** When each ceases to be young, in loop time; empty where none is. */
    private final long[] youngUntil;

    private final long lastYoungUntil;

    /**
     * Of instances as they are now.
     *
     * @param own where this Mesher is, for a policy that prefers near instances
     * @param now loop time, in which young instances grow up
     * @param epochSeconds the same moment, as instances are registered by it
     */
    public CandidateList(
            Candidates of, List<Instance> instances, BalancePolicy policy, Zone own, long now, long epochSeconds) {
        this.of = of;
        this.candidates = new Candidate[instances.size()];
        for (int i = 0; i < candidates.length; i++) {
            candidates[i] = of.of(instances.get(i));
        }
        this.distances = policy.zoneAware() && own.isKnown() ? distances(own) : new byte[0];
        long[] until = new long[candidates.length];
        long last = NEVER_YOUNG;
        boolean any = false;
        for (int i = 0; i < candidates.length; i++) {
            until[i] = youngUntil(instances.get(i).traits().registeredAt(), policy, now, epochSeconds);
            if (until[i] != NEVER_YOUNG) {
                last = any ? Math.max(last, until[i]) : until[i];
                any = true;
            }
        }
        this.youngUntil = any ? until : new long[0];
        this.lastYoungUntil = last;
    }

    private byte[] distances(Zone own) {
        byte[] all = new byte[candidates.length];
        boolean differ = false;
        for (int i = 0; i < all.length; i++) {
            InstanceTraits traits = candidates[i].instance().traits();
            boolean region = traits.region().equals(own.region());
            all[i] = (byte) (region && traits.zone().equals(own.zone()) ? 0 : region ? 1 : 2);
            differ |= all[i] != all[0];
        }
        return differ ? all : new byte[0];
    }

    private static long youngUntil(long registeredAt, BalancePolicy policy, long now, long epochSeconds) {
        long slow = policy.slowStart().toSeconds();
        long ahead = registeredAt - epochSeconds;
        if (slow == 0 || registeredAt == 0 || ahead > MOST_AHEAD_SECONDS) {
            return NEVER_YOUNG;
        }
        long left = Math.min(slow, slow + ahead);
        return left <= 0 ? NEVER_YOUNG : now + left * 1_000_000_000;
    }

    public int size() {
        return candidates.length;
    }

    public Candidate get(int i) {
        return candidates[i];
    }

    Candidate[] array() {
        return candidates;
    }

    /** Whether nobody is passed over, too far away or young: then the strategy alone decides. */
    boolean isPlain(long now) {
        return distances.length == 0 && of.allWell() && !hasYoung(now);
    }

    boolean hasYoung(long now) {
        return youngUntil.length > 0 && now - lastYoungUntil < 0;
    }

    /** 0 for one that isn't young. */
    long youthLeft(int i, long now) {
        return youngUntil.length == 0 || youngUntil[i] == NEVER_YOUNG ? 0 : Math.max(0, youngUntil[i] - now);
    }

    boolean hasDistances() {
        return distances.length > 0;
    }

    int distance(int i) {
        return distances[i];
    }
}
