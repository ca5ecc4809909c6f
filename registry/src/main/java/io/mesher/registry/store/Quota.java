package io.mesher.registry.store;

import io.mesher.registry.wire.ErrorCode;

/**
 * How much the registry takes, over all tenants: anybody can name a new one.
 *
 * @param bytes of heap for all that it keeps: the other numbers alone would allow terabytes
 */
public record Quota(
        int services, int instances, int schemasPerService, int tagsPerService, int providersPerService, long bytes) {
    /** As the Service Center has them; it knows none for providers, and none for bytes, which are unbounded here. */
    public static final Quota DEFAULT = new Quota(50_000, 150_000, 100, 100, 1_000, Long.MAX_VALUE);

    /** The same, with a bound on the bytes. */
    public Quota within(long newBytes) {
        return new Quota(services, instances, schemasPerService, tagsPerService, providersPerService, newBytes);
    }

    static void check(String what, long wanted, int max) throws Refusal {
        if (wanted > max) {
            throw new Refusal(ErrorCode.NOT_ENOUGH_QUOTA, "no more than " + max + " " + what + " are taken");
        }
    }
}
