package io.mesher.core.balance;

import io.mesher.core.catalog.Instance;
import io.mesher.core.config.Zone;
import java.util.List;

/** The candidates of one subset in a stable order, as one event loop balances them. Immutable. */
public final class CandidateList {
    private final Candidates of;
    private final Candidate[] candidates;

    /** @param own where this Mesher is, for those that prefer near instances */
    public CandidateList(Candidates of, List<Instance> instances, Zone own) {
        this.of = of;
        this.candidates = instances.stream().map(of::of).toArray(Candidate[]::new);
    }

    public int size() {
        return candidates.length;
    }

    public Candidate get(int i) {
        return candidates[i];
    }

    Candidates of() {
        return of;
    }
}
