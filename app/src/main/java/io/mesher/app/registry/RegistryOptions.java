package io.mesher.app.registry;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code mesher registry} was asked for.
 *
 * @param listen an IP literal and a port, 0 to 65535
 * @param data where the snapshot is kept; may not exist yet
 * @param accountFile holds one line {@code name:password}; null for none, which only loopback allows
 * @param allowedHosts further names that the {@code Host} header of a request may carry
 */
public record RegistryOptions(
        InetSocketAddress listen, Path data, @Nullable Path accountFile, List<String> allowedHosts) {
    public RegistryOptions {
        allowedHosts = List.copyOf(allowedHosts);
    }
}
