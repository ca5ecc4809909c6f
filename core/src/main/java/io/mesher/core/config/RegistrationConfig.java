package io.mesher.core.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Mesher registers about this service and this instance, beside their names and addresses.
 *
 * @param hostName of the machine
 * @param nodeIp {@code HOSTING_SERVER_IP}, which goes along as a property of the instance; null if not set
 * @param status the instance's first one: UP unless {@code servicecomb.service.status}
 * @param allowCrossApp {@code registry.scope: full}: other applications may find the service
 * @param properties of the service
 * @param instanceProperties of the instance
 * @param paths of the service
 * @param schemas names of its contracts, also of those whose text isn't known
 * @param contracts texts of its contracts by their names: Swagger 2.0 or OpenAPI 3
 * @param dataCenter null where {@code region.*} isn't configured
 */
public record RegistrationConfig(
        String hostName,
        @Nullable String nodeIp,
        String status,
        boolean allowCrossApp,
        Map<String, String> properties,
        Map<String, String> instanceProperties,
        List<Path> paths,
        List<String> schemas,
        Map<String, String> contracts,
        @Nullable DataCenter dataCenter) {
    /** Without contracts. */
    public RegistrationConfig(
            String hostName,
            @Nullable String nodeIp,
            String status,
            boolean allowCrossApp,
            Map<String, String> properties,
            Map<String, String> instanceProperties,
            List<Path> paths,
            List<String> schemas,
            @Nullable DataCenter dataCenter) {
        this(
                hostName,
                nodeIp,
                status,
                allowCrossApp,
                properties,
                instanceProperties,
                paths,
                schemas,
                Map.of(),
                dataCenter);
    }

    public RegistrationConfig {
        properties = Map.copyOf(properties);
        instanceProperties = Map.copyOf(instanceProperties);
        paths = List.copyOf(paths);
        schemas = List.copyOf(schemas);
        contracts = Map.copyOf(contracts);
    }

    /** One of {@code servicecomb.service.paths}. */
    public record Path(String path, Map<String, String> property) {
        public Path {
            property = Map.copyOf(property);
        }
    }

    /** {@code region.name}, {@code region.availableZone}; none is empty. */
    public record DataCenter(String name, String region, String availableZone) {}
}
