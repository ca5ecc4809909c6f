package io.mesher.core.balance;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.config.EjectionPolicy;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one service, with what is known of each from its requests, and who of them is passed over. One for all event
 * loops.
 */
public final class Candidates {
    /** An instance whose tags change stays the same. By hand: a record's own hashCode is linked at run time, see Instance. */
    private record Key(String id, Endpoint endpoint) {
        @Override
        public int hashCode() {
            return id.hashCode() * 31 + endpoint.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && id.equals(key.id) && endpoint.equals(key.endpoint);
        }

        private static Key of(Instance instance) {
            return new Key(instance.id(), instance.endpoint());
        }
    }

    private final Map<Key, Candidate> candidates = new ConcurrentHashMap<>();
    private final AtomicInteger ejected = new AtomicInteger();
    private final AtomicInteger unhealthy = new AtomicInteger();

    public Candidates() {}

    /** The same for the same instance, as long as it is {@linkplain #retain there}. */
    public Candidate of(Instance instance) {
        Candidate candidate = candidates.computeIfAbsent(Key.of(instance), _ -> new Candidate(instance));
        candidate.instance(instance);
        return candidate;
    }

    /** Forgets instances that are no more. */
    public void retain(List<Instance> present, long now) {
        if (candidates.isEmpty()) {
            return;
        }
        Set<Key> keys = HashSet.newHashSet(present.size());
        present.forEach(instance -> keys.add(Key.of(instance)));
        candidates.entrySet().removeIf(entry -> {
            boolean gone = !keys.contains(entry.getKey());
            if (gone) {
                release(entry.getValue(), now);
                health(entry.getValue(), true, "");
            }
            return gone;
        });
    }

    public Collection<Candidate> all() {
        return candidates.values();
    }

    /** Whether nobody is passed over: two reads. */
    boolean allWell() {
        return ejected.get() == 0 && unhealthy.get() == 0;
    }

    /** The instance answered well. */
    public void succeeded(Candidate candidate, EjectionPolicy policy, long now) {
        candidate.succeeded();
        if (candidate.isEjected() && (candidate.isProbing() || !policy.enabled())) {
            back(candidate, now);
        }
    }

    /**
     * It didn't: it may be ejected.
     *
     * @return whether it is, by this
     */
    public boolean failed(Candidate candidate, Failing how, EjectionPolicy policy, long now) {
        int inRow = candidate.failed(how);
        if (!policy.enabled()) {
            return false;
        }
        if (candidate.isEjected()) {
            if (candidate.isProbing()) {
                candidate.ejectAgain(policy, now);
            }
            return false;
        }
        if (inRow < policy.consecutiveFailures() || !mayEject(policy)) {
            return false;
        }
        if (!candidate.eject(policy, now)) {
            ejected.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Takes one of the places that there are for ejected ones. */
    private boolean mayEject(EjectionPolicy policy) {
        int count = candidates.size();
        int most = Math.min(count - 1, count * policy.mostPercent() / 100);
        while (true) {
            int present = ejected.get();
            if (present >= most) {
                return false;
            }
            if (ejected.compareAndSet(present, present + 1)) {
                return true;
            }
        }
    }

    /** Nobody is passed over for failures any more: ejection was switched off. */
    public void releaseAll(long now) {
        candidates.values().forEach(candidate -> release(candidate, now));
    }

    private void release(Candidate candidate, long now) {
        if (candidate.isEjected()) {
            back(candidate, now);
        }
    }

    private void back(Candidate candidate, long now) {
        if (candidate.back(now)) {
            ejected.decrementAndGet();
        }
    }

    /**
     * The health check's word. To be called by one thread.
     *
     * @param why it isn't well; for people
     */
    public void health(Candidate candidate, boolean well, String why) {
        boolean known = candidates.get(Key.of(candidate.instance())) == candidate;
        if (candidate.isUnhealthy() == well && (known || well)) {
            unhealthy.addAndGet(well ? -1 : 1);
            candidate.health(well, why);
        }
    }
}
