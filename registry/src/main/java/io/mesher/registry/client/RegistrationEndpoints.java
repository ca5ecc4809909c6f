package io.mesher.registry.client;

import java.util.List;

/**
 * Where others reach this Mesher.
 *
 * @param endpoints {@code rest://10.0.0.5:30101}, {@code rest-admin://10.0.0.5:30102}; without a {@code rest://} one nobody
 *     sends requests here, as for a service that only calls others
 */
public record RegistrationEndpoints(List<String> endpoints) {
    public RegistrationEndpoints {
        endpoints = List.copyOf(endpoints);
    }
}
