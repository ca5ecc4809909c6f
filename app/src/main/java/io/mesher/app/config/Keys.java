package io.mesher.app.config;

/** The names of the keys that do something. */
final class Keys {
    static final String SERVICE_NAME = "servicecomb.service.name";
    static final String SERVICE_APP = "servicecomb.service.app";
    static final String SERVICE_VERSION = "servicecomb.service.version";
    static final String SERVICE_ENVIRONMENT = "servicecomb.service.environment";
    static final String HTTP_LISTEN = "servicecomb.protocols.http.listenAddress";
    static final String HTTP_ADVERTISE = "servicecomb.protocols.http.advertiseAddress";
    static final String ADMIN_LISTEN = "servicecomb.protocols.rest-admin.listenAddress";
    static final String ADMIN_ADVERTISE = "servicecomb.protocols.rest-admin.advertiseAddress";
    static final String ADMIN_ENABLE = "admin.enable";
    static final String ADMIN_HOSTS = "mesher.admin.allowedHosts";
    static final String ADMIN_TOKEN = "mesher.admin.token";
    static final String SERVICES = "mesher.services.";
    static final String TRUSTED_PEERS = "mesher.trustedPeers";
    static final String DATA_DIR = "mesher.dataDir";
    static final String STATUS_CODES = "mesher.compat.statusCodes";
    static final String EVENT_LOOPS = "mesher.eventLoops";
    static final String RELOAD = "mesher.reload";
    static final String REQUEST_LINE_BYTES = "mesher.limits.requestLineBytes";
    static final String HEAD_BYTES = "mesher.limits.headBytes";
    static final String HEAD_FIELDS = "mesher.limits.headFields";
    static final String CONNECTIONS = "mesher.limits.connections";
    static final String WAITING_REQUESTS = "mesher.limits.waitingRequests";
    static final String WAITING_LOOKUPS = "mesher.limits.waitingLookups";
    static final String HEAD_TIMEOUT = "mesher.timeouts.head";
    static final String IDLE_TIMEOUT = "mesher.timeouts.idle";
    static final String BODY_TIMEOUT = "mesher.timeouts.requestBody";
    static final String LOOKUP_TIMEOUT = "mesher.timeouts.lookup";
    static final String POOL_CONNECTIONS = "mesher.pool.connections";
    static final String POOL_IDLE_CONNECTIONS = "servicecomb.transport.maxIdleCon.rest";
    static final String POOL_IDLE = "mesher.pool.idle";
    static final String NOTICE = "mesher.shutdown.notice";
    static final String DRAIN = "mesher.shutdown.drain";
    static final String LOG_LEVEL = "mesher.log.level";
    static final String LOG_FORMAT = "mesher.log.format";
    static final String LAGER_LEVEL = "logLevel";
    static final String LAGER_TEXT = "logFormatText";
    static final String REGISTRY_ADDRESS = "servicecomb.registry.address";
    static final String REGISTRY_DISABLED = "servicecomb.registry.disabled";
    static final String DISCOVERY_DISABLED = "servicecomb.registry.discovery.disabled";
    static final String REGISTRY_TYPE = "servicecomb.registry.type";
    static final String REGISTRY_SCOPE = "servicecomb.registry.scope";
    static final String REFRESH_INTERVAL = "servicecomb.registry.refreshInterval";
    static final String REGISTRY_WATCH = "servicecomb.registry.watch";
    static final String REGISTRY_REGISTER = "servicecomb.registry.register";
    static final String IP_INDEX = "servicecomb.registry.autoIPIndex";
    static final String HEARTBEAT_MODE = "servicecomb.registry.heartbeat.mode";
    static final String HEARTBEAT_INTERVAL = "servicecomb.registry.heartbeat.interval";
    static final String REGISTRY_TIMEOUT = "mesher.registry.timeout";
    static final String ACCOUNT_NAME = "servicecomb.credentials.account.name";
    static final String ACCOUNT_PASSWORD = "servicecomb.credentials.account.password";
    static final String HOST_NAME = "servicecomb.service.hostname";
    static final String SERVICE_PROPERTIES = "servicecomb.service.properties.";
    static final String INSTANCE_PROPERTIES = "servicecomb.service.instanceProperties.";
    static final String SERVICE_PATHS = "servicecomb.service.paths";
    static final String SERVICE_STATUS = "servicecomb.service.status";
    static final String SERVICE_SCHEMAS = "servicecomb.service.schemas";
    static final String REGION_NAME = "region.name";
    static final String REGION_ZONE = "region.availableZone";
    static final String CONFIG_CENTRE_ADDRESS = "servicecomb.config.client.serverUri";

    private Keys() {}
}
