package io.mesher.core.balance;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.config.BalancePolicy;
import io.mesher.core.config.EjectionPolicy;
import io.mesher.core.config.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Instances of a service and one event loop that balances them, at the test's time. */
final class Pool {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;
    static final long EPOCH = 1_700_000_000L;

    final Candidates candidates = new Candidates();
    final SplittableRandom random = new SplittableRandom(42);
    BalancePolicy policy = BalancePolicy.DEFAULT;
    EjectionPolicy ejection = EjectionPolicy.DEFAULT;
    Zone zone = Zone.UNKNOWN;
    /** Negative, as the JDK's clock may be. */
    long now = -5 * SECOND;

    private final List<Instance> instances = new ArrayList<>();
    private @Nullable CandidateList list;
    private @Nullable Balancer balancer;
    private final Tried nothing = new Tried();

    static Pool of(int count) {
        Pool pool = new Pool();
        for (int i = 0; i < count; i++) {
            pool.add("i" + i, InstanceTraits.NONE);
        }
        return pool;
    }

    Pool strategy(BalancePolicy.Strategy strategy) {
        policy = new BalancePolicy(
                strategy, policy.zoneAware(), policy.sessionTimeout(), policy.sessionFailures(), policy.slowStart());
        return this;
    }

    Pool slowStart(Duration slowStart) {
        policy = new BalancePolicy(
                policy.strategy(), policy.zoneAware(), policy.sessionTimeout(), policy.sessionFailures(), slowStart);
        return this;
    }

    Pool zoneAware(Zone own) {
        zone = own;
        policy = new BalancePolicy(
                policy.strategy(), true, policy.sessionTimeout(), policy.sessionFailures(), policy.slowStart());
        return this;
    }

    void add(String id, InstanceTraits traits) {
        instances.add(new Instance(id, "1.0.0", new Endpoint("h", 1 + instances.size()), traits));
        list = null;
    }

    void remove(String id) {
        instances.removeIf(instance -> instance.id().equals(id));
        candidates.retain(instances, now);
        list = null;
    }

    CandidateList list() {
        CandidateList present = list;
        if (present == null) {
            present = new CandidateList(candidates, instances, policy, zone, now, epochSeconds());
            list = present;
        }
        return present;
    }

    long epochSeconds() {
        return EPOCH + Math.floorDiv(now, SECOND);
    }

    Balancer balancer() {
        Balancer present = balancer;
        if (present == null) {
            present = new Balancer(policy, -1, random, this::epochSeconds);
            balancer = present;
        }
        return present;
    }

    @Nullable Candidate pick() {
        return pick(nothing, true, null);
    }

    @Nullable Candidate pick(Tried tried, boolean repeatable, @Nullable String session) {
        return balancer().pick(list(), tried, repeatable, session, now);
    }

    Candidate candidate(int i) {
        return list().get(i);
    }

    void fail(Candidate candidate, int times) {
        for (int i = 0; i < times; i++) {
            candidates.failed(candidate, Failing.CONNECT, ejection, now);
        }
    }

    void succeed(Candidate candidate) {
        candidates.succeeded(candidate, ejection, now);
    }

    CandidateStatus.State state(int i) {
        return candidate(i).status(now).state();
    }

    /** How many of so many picks each instance got, by its place. */
    int[] shares(int picks) {
        Map<Candidate, Integer> places = new HashMap<>();
        for (int i = 0; i < list().size(); i++) {
            places.put(list().get(i), i);
        }
        int[] shares = new int[list().size()];
        for (int i = 0; i < picks; i++) {
            shares[places.get(pick())]++;
        }
        return shares;
    }
}
