package io.mesher.registry.server;

import io.mesher.core.config.ListenAddress;
import io.mesher.core.config.RegistryConfig.Account;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the embedded registry is served.
 *
 * @param listen with port 0 the system chooses one
 * @param dataDir where the snapshot is kept; made when it is missing
 * @param account whose name and password are asked for; null for nobody's, which is for loopback addresses only
 * @param allowedHosts names beside {@code localhost} that it answers to on a loopback address
 * @param version of Mesher
 */
public record RegistryServerSettings(
        InetSocketAddress listen, Path dataDir, @Nullable Account account, List<String> allowedHosts, String version) {
    public RegistryServerSettings {
        allowedHosts = List.copyOf(allowedHosts);
        if (listen.isUnresolved()) {
            throw new IllegalArgumentException("listen: " + listen + " (expected: an IP address and a port)");
        }
        if (account == null && !listen.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("listen: " + ListenAddress.of(listen, "listen")
                    + " without an account (expected: a loopback address, or servicecomb.credentials.account)");
        }
    }
}
