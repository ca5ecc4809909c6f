package io.mesher.registry.client;

import org.jspecify.annotations.Nullable;

/** Says which service calls from an address, as far as the registry knows. Any thread. */
@FunctionalInterface
public interface SourceIndex {
    /** @param address an IP literal as services register it, IPv6 without brackets */
    @Nullable String serviceAt(String address);
}
