package io.mesher.registry.client.register;

import io.mesher.core.config.RegistrationConfig;
import io.mesher.core.config.RegistrationConfig.DataCenter;
import io.mesher.core.config.RegistrationConfig.Path;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.registry.wire.InstanceBuilder;
import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.InstanceDocument.DataCenterDocument;
import io.mesher.registry.wire.InstanceDocument.HealthCheck;
import io.mesher.registry.wire.ServiceBuilder;
import io.mesher.registry.wire.ServiceDocument;
import io.mesher.registry.wire.ServiceDocument.Framework;
import io.mesher.registry.wire.ServiceDocument.ServicePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What Mesher registers about us, in CSE Mesher's words.
 *
 * @param endpoints where others reach this Mesher
 * @param frameworkVersion Mesher's
 * @param heartbeatInterval whole seconds count
 * @param instanceId chosen by us, so that a registration that is sent twice makes one instance
 * @param isKnown whether an earlier run registered under this id, so that the registry may still have what it said
 */
public record OwnDocuments(
        ServiceIdentity self,
        RegistrationConfig config,
        List<String> endpoints,
        String frameworkVersion,
        Duration heartbeatInterval,
        String instanceId,
        boolean isKnown) {
    /** The registry's own default. */
    private static final String DEFAULT_VERSION = "0.0.1";

    /** Of a lease for which the registry isn't told otherwise; it ends after four of them. */
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);

    private static final int MISSED_HEARTBEATS = 3;

    /** Under an id that is used for the first time. */
    public OwnDocuments(
            ServiceIdentity self,
            RegistrationConfig config,
            List<String> endpoints,
            String frameworkVersion,
            Duration heartbeatInterval,
            String instanceId) {
        this(self, config, endpoints, frameworkVersion, heartbeatInterval, instanceId, false);
    }

    /** With the id of an earlier run. */
    public OwnDocuments known(String earlierId) {
        return new OwnDocuments(self, config, endpoints, frameworkVersion, heartbeatInterval, earlierId, true);
    }

    /** Whether others send requests to this instance. */
    public boolean takesRequests() {
        for (String endpoint : endpoints) {
            if (endpoint.startsWith("rest://")) {
                return true;
            }
        }
        return false;
    }

    /** All that a registration says of the instance, but for its status: equal texts for equal instances. */
    public String instanceFacts() {
        InstanceDocument instance = instance("", "");
        StringBuilder text = new StringBuilder();
        line(text, "service", self.app() + "/" + self.name() + " " + version() + " " + self.environment());
        line(text, "host", instance.hostName());
        for (String endpoint : instance.endpoints()) {
            line(text, "endpoint", endpoint);
        }
        for (Map.Entry<String, String> property : instance.properties().entrySet()) {
            line(text, "property " + property.getKey(), property.getValue());
        }
        HealthCheck check = instance.healthCheck();
        line(text, "heartbeat", check == null ? "" : Integer.toString(check.interval()));
        DataCenterDocument place = instance.dataCenterInfo();
        line(text, "place", place == null ? "" : place.name() + "/" + place.region() + "/" + place.availableZone());
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(' ').append(value.replace('\n', ' ')).append('\n');
    }

    String version() {
        return self.version().isEmpty() ? DEFAULT_VERSION : self.version();
    }

    Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>(config.properties());
        if (config.allowCrossApp()) {
            properties.put("allowCrossApp", "true");
        }
        return properties;
    }

    /** Texts by names, in the names' order. */
    SortedMap<String, String> contracts() {
        return new TreeMap<>(config.contracts());
    }

    private List<String> schemas() {
        Set<String> names = new LinkedHashSet<>(config.schemas());
        names.addAll(contracts().keySet());
        return List.copyOf(names);
    }

    ServiceDocument service() {
        List<ServicePath> paths = new ArrayList<>();
        for (Path path : config.paths()) {
            paths.add(new ServicePath(path.path(), path.property()));
        }
        return new ServiceBuilder()
                .appId(self.app())
                .serviceName(self.name())
                .version(version())
                .environment(self.environment())
                .status("UP")
                .properties(properties())
                .alias(self.app() + ":" + self.name())
                .registerBy("SIDECAR")
                .framework(new Framework("Mesher", frameworkVersion))
                .schemas(schemas())
                .paths(paths)
                .build();
    }

    /**
     * With all properties at once: CSE Mesher puts its own in a second call, until which others see the instance without
     * them, and which takes the node's address away again. Without a health check, as in CSE Mesher, so that the lease is the
     * registry's default; but where heartbeats come less often than that is good for.
     *
     * @param status as it is at present
     */
    InstanceDocument instance(String serviceId, String status) {
        Map<String, String> properties = new TreeMap<>(config.instanceProperties());
        if (config.nodeIp() != null) {
            properties.putIfAbsent("nodeIP", config.nodeIp());
        }
        DataCenter place = config.dataCenter();
        return new InstanceBuilder()
                .instanceId(instanceId)
                .serviceId(serviceId)
                .endpoints(endpoints)
                .hostName(config.hostName())
                .status(status)
                .properties(properties)
                .healthCheck(healthCheck())
                .dataCenterInfo(
                        place == null
                                ? null
                                : new DataCenterDocument(place.name(), place.region(), place.availableZone()))
                .build();
    }

    private @Nullable HealthCheck healthCheck() {
        return heartbeatInterval.compareTo(DEFAULT_INTERVAL) <= 0
                ? null
                : new HealthCheck("push", 0, (int) heartbeatInterval.toSeconds(), MISSED_HEARTBEATS, "");
    }
}
