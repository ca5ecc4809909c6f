package io.mesher.core.telemetry;

/**
 * How much the registry that is hosted here holds, at one moment.
 *
 * @param services of all versions, without the registry itself
 * @param instances likewise
 * @param watchers open sockets that are notified of changes
 * @param expired instances removed since the start, since nobody renewed their leases
 */
public record HostedRegistryStatus(int services, int instances, int watchers, long expired) {
    public static final HostedRegistryStatus EMPTY = new HostedRegistryStatus(0, 0, 0, 0);
}
