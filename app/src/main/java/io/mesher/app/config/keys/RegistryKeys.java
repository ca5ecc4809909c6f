package io.mesher.app.config.keys;

import static io.mesher.app.config.keys.KnownKey.effective;

import java.util.List;

/** The keys about the registry and about what is registered. */
final class RegistryKeys {
    private static final String BOOL = "true or false";

    private RegistryKeys() {}

    static List<KnownKey> use() {
        return List.of(
                effective(
                        Keys.REGISTRY_TYPE,
                        "servicecenter, embedded",
                        "servicecenter with an address, else embedded",
                        "The kind of registry: a Service Center, or the registry that the first Mesher on this machine"
                                + " hosts."),
                effective(
                        Keys.REGISTRY_ADDRESS,
                        "list of http://host:port",
                        "127.0.0.1:30100 with embedded",
                        "Where the registry is. Several addresses are tried in turn; the default port is 30100. With embedded:"
                                + " one address, on loopback."),
                effective(
                        Keys.REGISTRY_DISABLED,
                        BOOL,
                        "false",
                        "true: Mesher uses no registry. Nothing is registered, and only services of mesher.services are known."),
                effective(
                        Keys.DISCOVERY_DISABLED,
                        BOOL,
                        "false",
                        "true: Mesher registers, but looks up no other service."),
                effective(
                        Keys.REGISTRY_REGISTER,
                        "auto, manual",
                        "auto",
                        "manual: Mesher registers the service, but not the instance."),
                effective(Keys.REGISTRY_SCOPE, "app, full", "app", "full: other applications may find the service."),
                effective(
                        Keys.REFRESH_INTERVAL,
                        "duration from 1s to 1h",
                        "30s",
                        "Time between two queries for the services in use; watch reports changes sooner."),
                effective(Keys.REGISTRY_WATCH, BOOL, "true", "Whether the registry reports changes at once."),
                effective(
                        Keys.IP_INDEX,
                        BOOL,
                        "false",
                        "Whether to learn from the registry which service calls from which address: metrics and logs then name"
                                + " incoming callers that don't say who they are."),
                effective(
                        Keys.HEARTBEAT_MODE,
                        "non-keep-alive, ping-pong",
                        "non-keep-alive",
                        "How heartbeats are sent: as single requests, or over a WebSocket."),
                effective(
                        Keys.HEARTBEAT_INTERVAL,
                        "duration from 10s to 1h",
                        "30s",
                        "Time between two heartbeats; less is taken as 10s."),
                effective(Keys.REGISTRY_TIMEOUT, "duration", "5s", "Time for one call to the registry."),
                effective(Keys.ACCOUNT_NAME, "name", "", "The account at the registry, if the registry requires one."),
                effective(Keys.ACCOUNT_PASSWORD, "text", "", "The account's password; best as a placeholder."));
    }

    static List<KnownKey> registration() {
        return List.of(
                effective(
                        Keys.ADMIN_ADVERTISE,
                        "address:port",
                        "listenAddress",
                        "The admin port's address that is registered, if it differs from listenAddress."),
                effective(
                        Keys.HOST_NAME,
                        "name",
                        "the machine's",
                        "The machine's name in the registry, at most 64 characters; $INTERNAL_IP: the machine's address."),
                effective(Keys.SERVICE_PROPERTIES + "<name>", "text", "", "A property of the service."),
                effective(Keys.INSTANCE_PROPERTIES + "<name>", "text", "", "A property of the instance."),
                effective(Keys.SERVICE_PATHS, "list of path, property", "", "Paths that the service serves."),
                effective(
                        Keys.SERVICE_STATUS,
                        "UP, DOWN, STARTING, TESTING, OUTOFSERVICE",
                        "UP",
                        "The status with which the instance is registered; callers use instances that are UP."),
                effective(
                        Keys.SERVICE_SCHEMAS,
                        "list of names",
                        "",
                        "Names of the service's contracts, if their texts are not in files."),
                effective(
                        Keys.REGISTRY_UPLOAD_SCHEMA,
                        "true or false",
                        "true",
                        "Whether the contracts in <service>/schema/*.yaml, below SCHEMA_ROOT or the directory of the files,"
                                + " are registered, and whether Mesher answers Java Chassis's question for them."),
                effective(Keys.REGION_NAME, "name", "", "The machine's region; set it together with availableZone."),
                effective(Keys.REGION_ZONE, "name", "", "The machine's zone in the region."));
    }
}
