package io.mesher.core.config;

import java.util.List;

/**
 * The admin port ({@code admin.*}, {@code protocols.rest-admin}).
 *
 * @param enabled true unless {@code admin.enable: false}
 * @param listen 127.0.0.1:30102 unless configured
 * @param configured whether {@code listen} was written by somebody: then a port in use is an error, else the next free one is taken
 * @param allowedHosts further names that a {@code Host} header may carry, besides loopback names and the listen address
 */
public record AdminConfig(boolean enabled, ListenAddress listen, boolean configured, List<String> allowedHosts) {
    public AdminConfig {
        allowedHosts = List.copyOf(allowedHosts);
    }
}
