package io.mesher.core.config;

import org.jspecify.annotations.Nullable;

/**
 * {@code protocols.http}.
 *
 * @param outgoing for the local application: always 127.0.0.1 or ::1
 * @param incoming for everyone else; null for a pure consumer
 * @param advertise the address that others get, null: {@code incoming} itself
 */
public record HttpConfig(
        ListenAddress outgoing,
        @Nullable ListenAddress incoming,
        @Nullable ListenAddress advertise) {}
