package io.mesher.core.catalog;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What we dial: a host and a port, and the path below which the application serves.
 *
 * @param host a name or an IP literal, IPv6 without brackets
 * @param port 1 to 65535
 * @param pathPrefix put before the path of requests, as {@link PathPrefix} has it; nearly always empty
 * @param tlsName null: plain HTTP is spoken there; otherwise TLS, and the peer's certificate must have this name
 */
public record Endpoint(
        String host, int port, String pathPrefix, @Nullable String tlsName) {
    public Endpoint(String host, int port) {
        this(host, port, "", null);
    }

    public Endpoint(String host, int port, String pathPrefix) {
        this(host, port, pathPrefix, null);
    }

    public Endpoint {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("host: empty (expected: a name or an IP address)");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
        }
    }

    /** The same place, by TLS. */
    public Endpoint secured(String name) {
        return new Endpoint(host, port, pathPrefix, name);
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
                && pathPrefix.equals(endpoint.pathPrefix)
                && Objects.equals(tlsName, endpoint.tlsName);
    }

    /** With the prefix: {@code host:port/shop}. */
    @Override
    public String toString() {
        return pathPrefix.isEmpty() ? authority() : authority() + pathPrefix;
    }
}
