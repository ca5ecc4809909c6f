package io.mesher.registry.store;

import io.mesher.registry.wire.ErrorCode;

/** How much the registry takes, over all tenants: anybody can name a new one. */
public record Quota(int services, int instances, int schemasPerService, int tagsPerService, int providersPerService) {
    /** As the Service Center has them; it knows none for providers. */
    public static final Quota DEFAULT = new Quota(50_000, 150_000, 100, 100, 1_000);

    static void check(String what, long wanted, int most) throws Refusal {
        if (wanted > most) {
            throw new Refusal(ErrorCode.NOT_ENOUGH_QUOTA, "no more than " + most + " " + what + " are taken");
        }
    }
}
