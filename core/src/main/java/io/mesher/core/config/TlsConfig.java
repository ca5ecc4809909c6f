package io.mesher.core.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where and how Mesher speaks TLS ({@code mesher.tls}, {@code ssl}). A place whose side is null has no TLS.
 *
 * @param mode how the external port treats its callers; {@link Mode#PLAIN} exactly if {@code external} is null
 * @param engine which implementation of TLS is used
 * @param handshake max time of a handshake, on either side
 * @param external the port for other machines
 * @param local the outgoing proxy's port, for the local application
 * @param admin the admin port
 * @param instances calls to instances of services that {@code services} doesn't contain, the own service included
 * @param services calls to instances of single services, by the service's name
 * @param application calls to the local application
 * @param registry calls to a registry whose address begins with https; null if no key for them is set
 */
public record TlsConfig(
        Mode mode,
        Engine engine,
        Duration handshake,
        @Nullable TlsSide external,
        @Nullable TlsSide local,
        @Nullable TlsSide admin,
        @Nullable TlsSide instances,
        Map<String, TlsSide> services,
        @Nullable TlsSide application,
        @Nullable TlsSide registry) {
    public static final Duration DEFAULT_HANDSHAKE = Duration.ofSeconds(10);

    public TlsConfig {
        // Sorted, so that problems of their files come in the same order at each start.
        services = Collections.unmodifiableMap(new TreeMap<>(services));
    }

    /** For calls to instances of this service; null: in plain text. */
    public @Nullable TlsSide calls(String service) {
        return services.getOrDefault(service, instances);
    }

    /** The sides that are in use, each once. */
    public Set<TlsSide> sides() {
        Set<TlsSide> sides = new LinkedHashSet<>();
        add(external, sides);
        add(local, sides);
        add(admin, sides);
        add(instances, sides);
        sides.addAll(services.values());
        add(application, sides);
        return sides;
    }

    private static void add(@Nullable TlsSide side, Set<TlsSide> sides) {
        if (side != null) {
            sides.add(side);
        }
    }

    /** How a port treats its callers. */
    public enum Mode {
        PLAIN,
        /** Callers may use TLS or plain text. */
        PERMISSIVE,
        /** Callers must use TLS. */
        STRICT
    }

    /** Implementations of TLS. */
    public enum Engine {
        /** BoringSSL if it can be loaded, else the JDK's. */
        AUTO,
        BORINGSSL,
        JDK
    }
}
