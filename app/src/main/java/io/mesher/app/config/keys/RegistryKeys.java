package io.mesher.app.config.keys;

import static io.mesher.app.config.keys.KnownKey.effective;

import java.util.List;

/** The keys about the registry and about what it is told. */
final class RegistryKeys {
    private static final String BOOL = "true or false";

    private RegistryKeys() {}

    static List<KnownKey> use() {
        return List.of(
                effective(
                        Keys.REGISTRY_TYPE,
                        "servicecenter, embedded",
                        "servicecenter with an address, else embedded",
                        "What the registry is: a Service Center; or the one that a Mesher on this machine hosts, the first one"
                                + " that needs it."),
                effective(
                        Keys.REGISTRY_ADDRESS,
                        "list of http://host:port",
                        "127.0.0.1:30100 with embedded",
                        "Where the registry is; several are tried in turn; without a port: 30100. With embedded: one, on"
                                + " loopback."),
                effective(
                        Keys.REGISTRY_DISABLED,
                        BOOL,
                        "false",
                        "Without a registry: nothing is registered, services are those of mesher.services."),
                effective(Keys.DISCOVERY_DISABLED, BOOL, "false", "Registered, but no other service is looked up."),
                effective(
                        Keys.REGISTRY_REGISTER,
                        "auto, manual",
                        "auto",
                        "manual: the service is registered, the instance isn't."),
                effective(
                        Keys.REGISTRY_SCOPE,
                        "app, full",
                        "app",
                        "full: the service says that other applications may find it."),
                effective(
                        Keys.REFRESH_INTERVAL,
                        "duration from 1s to 1h",
                        "30s",
                        "Between two looks at the services in use; changes come sooner by watch."),
                effective(Keys.REGISTRY_WATCH, BOOL, "true", "Whether the registry tells of changes at once."),
                effective(
                        Keys.IP_INDEX,
                        BOOL,
                        "false",
                        "Whether to learn from the registry which service calls from which address, for callers that don't say;"
                                + " no rule of this release uses it."),
                effective(
                        Keys.HEARTBEAT_MODE,
                        "non-keep-alive, ping-pong",
                        "non-keep-alive",
                        "How the instance is kept alive: a request each time, or a WebSocket."),
                effective(
                        Keys.HEARTBEAT_INTERVAL, "duration from 10s to 1h", "30s", "How often; less is taken as 10s."),
                effective(Keys.REGISTRY_TIMEOUT, "duration", "5s", "For one call to the registry."),
                effective(Keys.ACCOUNT_NAME, "name", "", "The account at the registry, where it asks for one."),
                effective(Keys.ACCOUNT_PASSWORD, "text", "", "Its password; best as a placeholder."));
    }

    static List<KnownKey> registration() {
        return List.of(
                effective(
                        Keys.ADMIN_ADVERTISE,
                        "address:port",
                        "listenAddress",
                        "The admin port's address that the registry is told, where it differs from listenAddress."),
                effective(
                        Keys.HOST_NAME,
                        "name",
                        "the machine's",
                        "The machine's name in the registry, at most 64 characters; $INTERNAL_IP: its address."),
                effective(Keys.SERVICE_PROPERTIES + "<name>", "text", "", "A property of the service."),
                effective(Keys.INSTANCE_PROPERTIES + "<name>", "text", "", "A property of the instance."),
                effective(Keys.SERVICE_PATHS, "list of path, property", "", "Paths that the service serves."),
                effective(
                        Keys.SERVICE_STATUS,
                        "UP, DOWN, STARTING, TESTING, OUTOFSERVICE",
                        "UP",
                        "What the instance is registered as; callers use those that are UP."),
                effective(Keys.SERVICE_SCHEMAS, "list of names", "", "Names of the service's contracts."),
                effective(Keys.REGION_NAME, "name", "", "Where the machine is; together with availableZone."),
                effective(Keys.REGION_ZONE, "name", "", "The zone there."));
    }
}
