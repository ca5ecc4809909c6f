package io.mesher.core.catalog;

import org.jspecify.annotations.Nullable;

/** Says which service calls from an address, as far as the catalog knows. Any thread; on the path of requests. */
@FunctionalInterface
public interface SourceIndex {
    /**
     * @param address an IP address as {@code InetAddress.getHostAddress} writes it, without a scope
     * @return the service's name, or null for an address of which nothing is known
     */
    @Nullable String serviceAt(String address);
}
