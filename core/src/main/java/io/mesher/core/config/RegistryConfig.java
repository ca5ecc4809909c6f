package io.mesher.core.config;

import io.mesher.core.catalog.Endpoint;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Mesher uses the registry ({@code servicecomb.registry.*}).
 *
 * @param type what the registry is
 * @param addresses tried in turn; with {@link Type#EMBEDDED} exactly one, on loopback; empty only with {@link Type#DISABLED}
 * @param project in the URLs, {@code default} unless {@code CSE_PROJECT_ID} says otherwise
 * @param account for the log-in (RBAC); null for none. The embedded registry asks for it off loopback
 * @param discover whether services are looked up
 * @param registerInstance false with {@code register: manual}: the service is registered, the instance isn't
 * @param refreshInterval between two pulls of the known services
 * @param watch whether changes come by WebSocket too
 * @param heartbeatMode how the lease is renewed
 * @param heartbeatInterval 10 s or more
 * @param ipIndex {@code autoIPIndex}: whether callers' services are found by their address
 * @param timeout for one call to the registry
 */
public record RegistryConfig(
        Type type,
        List<Endpoint> addresses,
        String project,
        @Nullable Account account,
        boolean discover,
        boolean registerInstance,
        Duration refreshInterval,
        boolean watch,
        HeartbeatMode heartbeatMode,
        Duration heartbeatInterval,
        boolean ipIndex,
        Duration timeout) {

    public RegistryConfig {
        addresses = List.copyOf(addresses);
    }

    /** What there is to talk to. */
    public enum Type {
        /** A Service Center at the configured addresses. */
        SERVICE_CENTER,
        /** The one that a Mesher on this machine hosts; this one if nobody else does. */
        EMBEDDED,
        /** None: only {@code mesher.services} counts. */
        DISABLED
    }

    /** {@code servicecomb.registry.heartbeat.mode}. */
    public enum HeartbeatMode {
        /** {@code non-keep-alive}: a request each time. */
        REQUEST,
        /** {@code ping-pong}: a WebSocket on which the registry pings. */
        WEB_SOCKET
    }

    /** {@code servicecomb.credentials.account}. */
    public record Account(String name, String password) {
        /** Without the password, which must not reach a log. */
        @Override
        public String toString() {
            return "Account[" + name + "]";
        }
    }
}
