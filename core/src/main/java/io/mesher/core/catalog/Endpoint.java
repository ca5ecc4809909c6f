package io.mesher.core.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What we dial: a host and a port, and the path below which the application serves.
 *
 * @param host a name or an IP literal, IPv6 without brackets
 * @param port 1 to 65535
 * @param pathPrefix put before the path of requests, as {@link PathPrefix} has it; nearly always empty
 */
public record Endpoint(String host, int port, String pathPrefix) {
    public Endpoint(String host, int port) {
        this(host, port, "");
    }

    public Endpoint {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("host: empty (expected: a name or an IP address)");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
        }
    }

    /** {@code host:port}, an IPv6 literal in brackets. */
    public String authority() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }

    /** By hand, as equals, since every request looks one up: docs/decisions/0006. */
    @Override
    public int hashCode() {
        return host.hashCode() * 31 + port;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Endpoint endpoint
                && port == endpoint.port
                && host.equals(endpoint.host)
                && pathPrefix.equals(endpoint.pathPrefix);
    }

    /** With the prefix: {@code host:port/shop}. */
    @Override
    public String toString() {
        return pathPrefix.isEmpty() ? authority() : authority() + pathPrefix;
    }
}
