package io.mesher.core.balance;

import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.config.BalancePolicy;
import io.mesher.core.config.Zone;
import java.util.List;

/** The candidates of one subset in a stable order, as one event loop balances them. Immutable. */
public final class CandidateList {
    /** A clock that is further ahead than this is wrong, so nothing is known. */
    private static final long MAX_AHEAD_SECONDS = 86_400;

    private static final long NANOS = 1_000_000_000;

    private final Candidates of;
    private final Candidate[] candidates;
    /** 0, 1, 2, …: that of all of them, as strategies are given it. */
    private final int[] places;
    /** How far away each is: 0 own zone, 1 own region, 2 elsewhere. Empty where that doesn't matter. */
    private final byte[] distances;
    /** How long each is still young from {@link #madeAt} on, 0 for one that isn't; empty where none is. */
    private final long[] youth;

    private final long longestYouth;
    private final long madeAt;

    /**
     * Of instances as they are now.
     *
     * @param own where this Mesher is, for a policy that prefers near instances
     * @param now loop time, in which young instances grow up
     * @param epochSeconds the same moment, as instances are registered by it
     */
    public CandidateList(
            Candidates of, List<Instance> instances, BalancePolicy policy, Zone own, long now, long epochSeconds) {
        this(of, instances, policy, own, now, epochSeconds, false);
    }

    /** For who only looks: nothing is remembered of instances that no request has met yet. */
    static CandidateList look(
            Candidates of, List<Instance> instances, BalancePolicy policy, Zone own, long now, long epochSeconds) {
        return new CandidateList(of, instances, policy, own, now, epochSeconds, true);
    }

    private CandidateList(
            Candidates of,
            List<Instance> instances,
            BalancePolicy policy,
            Zone own,
            long now,
            long epochSeconds,
            boolean look) {
        this.of = of;
        this.candidates = new Candidate[instances.size()];
        this.places = new int[candidates.length];
        long[] young = new long[candidates.length];
        long longest = 0;
        for (int i = 0; i < candidates.length; i++) {
            Instance instance = instances.get(i);
            candidates[i] = look ? of.look(instance) : of.of(instance);
            places[i] = i;
            young[i] = youth(candidates[i], instance, policy.slowStart().toNanos(), now, epochSeconds, look);
            longest = Math.max(longest, young[i]);
        }
        this.distances = policy.zoneAware() && own.isKnown() ? distances(instances, own) : new byte[0];
        this.youth = longest > 0 ? young : new long[0];
        this.longestYouth = longest;
        this.madeAt = now;
    }

    private static byte[] distances(List<Instance> instances, Zone own) {
        byte[] all = new byte[instances.size()];
        boolean differ = false;
        for (int i = 0; i < all.length; i++) {
            InstanceTraits traits = instances.get(i).traits();
            boolean region = traits.region().equals(own.region());
            all[i] = (byte) (region && traits.zone().equals(own.zone()) ? 0 : region ? 1 : 2);
            differ |= all[i] != all[0];
        }
        return differ ? all : new byte[0];
    }

    /** What is left of it. */
    static long youth(Candidate of, Instance instance, long slowStart, long now, long epochSeconds, boolean look) {
        long registeredAt = instance.traits().registeredAt();
        long age = epochSeconds - registeredAt;
        if (registeredAt <= 0 || age < -MAX_AHEAD_SECONDS || age > slowStart / NANOS) {
            return 0;
        }
        if (age >= 0) {
            return Math.max(0, slowStart - age * NANOS);
        }
        long since = look ? of.seenListedSince(registeredAt, now) : of.listedSince(registeredAt, now);
        return Math.max(0, slowStart - (now - since));
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

    int[] places() {
        return places;
    }

    /** Whether nobody is passed over, too far away or young: then the strategy alone decides. */
    boolean isPlain(long now) {
        return distances.length == 0 && of.allWell() && !hasYoung(now);
    }

    boolean hasYoung(long now) {
        return longestYouth > 0 && now - madeAt < longestYouth;
    }

    /** Nanoseconds; 0 for one that isn't young. */
    long youthLeft(int i, long now) {
        return youth.length == 0 ? 0 : Math.max(0, youth[i] - (now - madeAt));
    }

    boolean hasDistances() {
        return distances.length > 0;
    }

    int distance(int i) {
        return distances[i];
    }
}
