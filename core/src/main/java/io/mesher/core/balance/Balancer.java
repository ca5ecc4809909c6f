package io.mesher.core.balance;

import io.mesher.core.config.BalancePolicy;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Chooses an instance for each request. Of one event loop and one list of candidates at a time. */
public final class Balancer {
    private int next;

    /** @param first where turns begin: differs by event loop, so that loops don't hit one instance together */
    public Balancer(BalancePolicy policy, int first, RandomGenerator random) {
        this.next = first;
    }

    /**
     * One that wasn't tried yet, or null when all were. Those that are ejected or unwell are passed over, unless no other is left.
     *
     * @param repeatable whether sending the request twice does no harm: such a one may go to an instance that is given another
     *     chance
     * @param session the value of the cookie {@code go-chassisLB}, or null
     */
    public @Nullable Candidate pick(
            CandidateList list, Tried tried, boolean repeatable, @Nullable String session, long now) {
        for (int i = 0; i < list.size(); i++) {
            next = next + 1 >= list.size() ? 0 : next + 1;
            if (!tried.contains(list.get(next))) {
                return list.get(next);
            }
        }
        return null;
    }
}
