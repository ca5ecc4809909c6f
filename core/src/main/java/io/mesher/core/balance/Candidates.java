package io.mesher.core.balance;

import io.mesher.core.catalog.Instance;
import io.mesher.core.config.EjectionPolicy;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The instances of one service, with what is known of each from its requests. One for all event loops. */
public final class Candidates {
    private final Map<Instance, Candidate> candidates = new ConcurrentHashMap<>();

    public Candidates() {}

    /** The same for an equal instance, as long as it is {@linkplain #retain there}. */
    public Candidate of(Instance instance) {
        return candidates.computeIfAbsent(instance, Candidate::new);
    }

    /** Forgets instances that are no more. */
    public void retain(Collection<Instance> present) {
        candidates.keySet().retainAll(present);
    }

    public Collection<Candidate> all() {
        return candidates.values();
    }

    /** The instance answered well. */
    public void succeeded(Candidate candidate, EjectionPolicy policy, long now) {}

    /** It didn't: it may be ejected. @return whether it is, by this */
    public boolean failed(Candidate candidate, Failing how, EjectionPolicy policy, long now) {
        return false;
    }
}
