package io.mesher.core.balance;

import io.mesher.core.catalog.Instance;

/**
 * What an instance can expect of the next request, before it comes.
 *
 * @param detail for people; empty where the verdict says it all
 * @param share of what others get, for one that is young: 0.1 to 1; else 1 where it may get the request, 0 where not
 */
public record Prospect(Instance instance, Verdict verdict, String detail, double share) {
    /** Whether the next request may go there. */
    public boolean mayGetIt() {
        return share > 0;
    }
}
