package io.mesher.app.config.keys;

import static io.mesher.app.config.keys.KnownKey.effective;

import java.util.ArrayList;
import java.util.List;

/** The keys that do something in this release. */
final class EffectiveKeys {
    private static final String ADDRESS = "address:port";
    private static final String DURATION = "duration";

    private EffectiveKeys() {}

    static List<KnownKey> all() {
        List<KnownKey> all = new ArrayList<>(own());
        all.addAll(RegistryKeys.use());
        all.addAll(RegistryKeys.registration());
        all.addAll(GovernanceKeys.all());
        all.addAll(RoutingKeys.all());
        all.addAll(MetricsKeys.all());
        all.addAll(AccessLogKeys.all());
        all.addAll(TracingKeys.all());
        all.addAll(ExplainKeys.all());
        all.addAll(LocalHealthKeys.all());
        return all;
    }

    private static List<KnownKey> own() {
        return List.of(
                effective(Keys.SERVICE_NAME, "name", "unnamed", "The microservice that this Mesher speaks for."),
                effective(Keys.SERVICE_APP, "name", "default", "The application that the microservice belongs to."),
                effective(Keys.SERVICE_VERSION, "text", "", "Its version: one to four numbers with dots."),
                effective(
                        Keys.SERVICE_ENVIRONMENT,
                        "development, testing, acceptance, production",
                        "",
                        "The environment that it runs in. Services of another one aren't found."),
                effective(
                        Keys.HTTP_LISTEN,
                        ADDRESS,
                        "127.0.0.1:30101",
                        "Loopback (127.0.0.1, [::1]): outgoing requests only. Any other: incoming there, outgoing on"
                                + " loopback, same port. Also an interface's name (eth0:30101) or auto:30101."),
                effective(
                        Keys.HTTP_ADVERTISE,
                        ADDRESS,
                        "listenAddress",
                        "The address that others are told, where it differs from listenAddress."),
                effective(Keys.ADMIN_LISTEN, ADDRESS, "127.0.0.1:30102", "Where the admin port listens."),
                effective(Keys.ADMIN_ENABLE, "true or false", "true", "Whether there is an admin port."),
                effective(
                        Keys.ADMIN_HOSTS,
                        "list of names",
                        "",
                        "Further names that the Host header of a request to the admin port may carry."),
                effective(
                        Keys.ADMIN_TOKEN,
                        "16 to 512 characters",
                        "",
                        "Who sends it (Authorization: Bearer) may use all of the admin port, off loopback too. Where it is set,"
                                + " what changes something asks for it on loopback as well."),
                effective(
                        Keys.SERVICES + "<service>",
                        "list of host:port",
                        "",
                        "Where the instances of a service are, whatever the registry says. An empty list: the service is"
                                + " known, but has none."),
                effective(
                        Keys.TRUSTED_PEERS,
                        "list of IP or IP/bits",
                        "",
                        "Whose X-Forwarded-Host and -Proto are believed; loopback always is."),
                effective(
                        Keys.DATA_DIR,
                        "path",
                        "data",
                        "Where state is kept; relative to CHASSIS_HOME, else the working directory."),
                effective(
                        Keys.STATUS_CODES,
                        "correct, original",
                        "correct",
                        "Status codes of Mesher's own answers: right ones, or those of CSE Mesher."),
                effective(Keys.EVENT_LOOPS, "1 to 1024", "processors", "Threads that carry traffic."),
                effective(
                        Keys.RELOAD,
                        "true or false",
                        "true",
                        "Whether changed files count while Mesher runs: rules, handler chains and what is below"
                                + " loadbalance, circuitBreaker, isolation, fallback, fallbackpolicy, transport.failure,"
                                + " mesher.loadBalancing, mesher.ejection and mesher.healthCheck, and of mesher.timeouts"
                                + " connect, responseIdle and total. Everything else needs a restart."),
                effective(Keys.REQUEST_LINE_BYTES, "256 to 1048576", "8192", "Longest request line; longer: 414."),
                effective(Keys.HEAD_BYTES, "1024 to 16777216", "32768", "Longest head of a message; longer: 431, 502."),
                effective(Keys.HEAD_FIELDS, "1 to 10000", "100", "Most fields in a head; more: 431, 502."),
                effective(Keys.CONNECTIONS, "1 to 10000000", "10000", "Open connections of callers; more are closed."),
                effective(
                        Keys.WAITING_REQUESTS,
                        "0 to 1000000",
                        "256",
                        "Requests that may wait for a connection, per instance and event loop; more: 503."),
                effective(
                        Keys.WAITING_LOOKUPS,
                        "1 to 1000000",
                        "256",
                        "Requests that may wait until their service is looked up in the registry, per event loop; more:"
                                + " 503."),
                effective(
                        Keys.HEAD_TIMEOUT, DURATION, "10s", "For a whole request head, from its first byte; else 408."),
                effective(Keys.IDLE_TIMEOUT, DURATION, "60s", "Between two requests of a caller's connection."),
                effective(Keys.BODY_TIMEOUT, DURATION, "30s", "Without a byte of a request's body; then 408."),
                effective(
                        Keys.LOOKUP_TIMEOUT,
                        DURATION,
                        "5s",
                        "For a service to be looked up in the registry, while requests for it wait; then 503."),
                effective(Keys.POOL_CONNECTIONS, "1 to 1000000", "1024", "Most connections to one instance."),
                effective(Keys.POOL_IDLE_CONNECTIONS, "0 to 1000000", "1024", "Most of them kept open while idle."),
                effective(
                        Keys.POOL_IDLE, DURATION, "4s", "How long an idle one is kept where the instance doesn't say."),
                effective(
                        Keys.NOTICE,
                        DURATION,
                        "5s with incoming requests, else 0s",
                        "How long Mesher serves on after SIGTERM, no longer ready, so that callers notice."),
                effective(Keys.DRAIN, DURATION, "30s", "How long requests in flight may take after that."),
                effective(Keys.LOG_LEVEL, "debug, info, warn, error", "info", "Least level that is logged."),
                effective(Keys.LOG_FORMAT, "text, json", "text", "How a line of the log looks."),
                effective(Keys.LAGER_LEVEL, "DEBUG, INFO, WARN, ERROR, FATAL", "", "lager.yaml's mesher.log.level."),
                effective(
                        Keys.LAGER_TEXT,
                        "true or false",
                        "",
                        "lager.yaml's mesher.log.format: true is text, false is json."));
    }
}
