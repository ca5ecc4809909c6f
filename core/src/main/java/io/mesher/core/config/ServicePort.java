package io.mesher.core.config;

/**
 * A port of the local application ({@code SERVICE_PORTS}, {@code SPECIFIC_ADDR}); always on the loopback address.
 *
 * @param protocol {@code rest} ({@code http} is the same and read as {@code rest}) or {@code grpc}
 * @param name the part after the dash of {@code rest-<name>}, else empty
 * @param port 1 to 65535
 */
public record ServicePort(String protocol, String name, int port) {}
