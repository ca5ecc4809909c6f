package io.mesher.core.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The admin port ({@code admin.*}, {@code protocols.rest-admin}).
 *
 * @param enabled true unless {@code admin.enable: false}
 * @param listen 127.0.0.1:30102 unless configured
 * @param advertise the address that is registered; null: {@code listen} itself
 * @param configured whether {@code listen} was written by somebody: then a port in use is an error, else the next free one is taken
 * @param allowedHosts further names that a {@code Host} header may carry, besides loopback names and the listen address
 * @param token what opens all of the API; empty: none
 * @param readyNeedsRegistry whether Mesher is ready only while it is registered
 */
public record AdminConfig(
        boolean enabled,
        ListenAddress listen,
        @Nullable ListenAddress advertise,
        boolean configured,
        List<String> allowedHosts,
        String token,
        boolean readyNeedsRegistry) {

    public AdminConfig {
        allowedHosts = List.copyOf(allowedHosts);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "AdminConfig[" + listen + (enabled ? "]" : ", off]");
    }
}
