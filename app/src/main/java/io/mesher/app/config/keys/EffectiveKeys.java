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
        all.addAll(MesherTlsKeys.all());
        all.addAll(SslKeys.all());
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
                        "The environment that it runs in. Mesher finds only services of the same environment."),
                effective(
                        Keys.HTTP_LISTEN,
                        ADDRESS,
                        "127.0.0.1:30101",
                        "Loopback (127.0.0.1, [::1]): outgoing requests only. Any other address: incoming requests there, outgoing"
                                + " on loopback, same port. An interface's name (eth0:30101) or auto:30101 is possible too."),
                effective(
                        Keys.HTTP_ADVERTISE,
                        ADDRESS,
                        "listenAddress",
                        "The address that is registered for others, if it differs from listenAddress."),
                effective(Keys.ADMIN_LISTEN, ADDRESS, "127.0.0.1:30102", "Where the admin port listens."),
                effective(Keys.ADMIN_ENABLE, "true or false", "true", "Whether there is an admin port."),
                effective(
                        Keys.ADMIN_HOSTS,
                        "list of names",
                        "",
                        "Further names that the Host header of a request to the admin port may have."),
                effective(
                        Keys.ADMIN_TOKEN,
                        "16 to 512 characters",
                        "",
                        "A request with this token (Authorization: Bearer) may use all of the admin port, on every address. If it is"
                                + " set, requests that change something need it on loopback too."),
                effective(
                        Keys.STRICT,
                        "true or false",
                        "false",
                        "Whether an unknown key below servicecomb, cse or mesher is an error, which ends the start. Otherwise it"
                                + " is a warning."),
                effective(
                        Keys.READY_REGISTRY,
                        "true or false",
                        "false",
                        "Whether Mesher is ready only while its instance is registered. Without a registry or a name it is"
                                + " never registered, and then this has no effect."),
                effective(
                        Keys.SERVICES + "<service>",
                        "list of host:port",
                        "",
                        "Where the instances of a service are; wins over the registry. With an empty list the service is"
                                + " known, but has no instances."),
                effective(
                        Keys.TRUSTED_PEERS,
                        "list of IP or IP/bits",
                        "",
                        "The peers whose X-Forwarded-Host and -Proto are believed; loopback always is."),
                effective(
                        Keys.DATA_DIR,
                        "path",
                        "data",
                        "The folder for Mesher's state; relative to CHASSIS_HOME, or else to the working directory."),
                effective(
                        Keys.STATUS_CODES,
                        "correct, original",
                        "correct",
                        "Status codes of Mesher's own answers: the correct ones, or those of CSE Mesher."),
                effective(Keys.EVENT_LOOPS, "1 to 1024", "processors", "Threads that carry traffic."),
                effective(
                        Keys.RELOAD,
                        "true or false",
                        "true",
                        "Whether changes to the files are applied while Mesher runs: rules, handler chains, the keys below"
                                + " loadbalance, circuitBreaker, isolation, fallback, fallbackpolicy, transport.failure,"
                                + " mesher.loadBalancing, mesher.ejection and mesher.healthCheck, and the keys connect, responseIdle"
                                + " and total of mesher.timeouts. All other keys need a restart."),
                effective(
                        Keys.REQUEST_LINE_BYTES,
                        "256 to 1048576",
                        "8192",
                        "Max length of a request line; longer: 414."),
                effective(
                        Keys.HEAD_BYTES,
                        "1024 to 16777216",
                        "32768",
                        "Max length of a message's head; longer: 431, 502."),
                effective(Keys.HEAD_FIELDS, "1 to 10000", "100", "Max number of fields in a head; more: 431, 502."),
                effective(
                        Keys.CONNECTIONS,
                        "1 to 10000000",
                        "10000",
                        "Max number of open connections of callers; more are closed."),
                effective(
                        Keys.WAITING_REQUESTS,
                        "0 to 1000000",
                        "256",
                        "Max number of requests that wait for a connection, per instance and event loop; more: 503."),
                effective(
                        Keys.STREAMS,
                        "1 to 10000000",
                        "10000",
                        "Max number of open tunnels (WebSocket) and event streams, per called service; more: 503."),
                effective(
                        Keys.WAITING_LOOKUPS,
                        "1 to 1000000",
                        "256",
                        "Max number of requests that wait until their service is looked up in the registry, per event"
                                + " loop; more: 503."),
                effective(
                        Keys.MIN_BYTES_PER_SECOND,
                        "0 to 1000000",
                        "100",
                        "The least rate at which a caller must send a request body and take a response, averaged over"
                                + " `mesher.timeouts.requestBody` and `mesher.timeouts.responseTaken`; 0: any progress will do."),
                effective(
                        Keys.HEAD_TIMEOUT,
                        DURATION,
                        "10s",
                        "Time for a whole request head, from its first byte; then 408."),
                effective(
                        Keys.IDLE_TIMEOUT,
                        DURATION,
                        "60s",
                        "Time between two requests on a caller's connection; then it is closed."),
                effective(Keys.BODY_TIMEOUT, DURATION, "30s", "Time without a byte of a request's body; then 408."),
                effective(
                        Keys.TAKEN_TIMEOUT,
                        DURATION,
                        "60s",
                        "A caller that takes its response too slowly is cut off after this time: when it takes nothing, or less"
                                + " than `mesher.limits.minBytesPerSecond`. So is an instance that doesn't take its request."),
                effective(
                        Keys.TUNNEL_TIMEOUT,
                        DURATION,
                        "1h",
                        "A tunnel (WebSocket) without a byte in either direction is ended after this time; 0: never."),
                effective(
                        Keys.LOOKUP_TIMEOUT,
                        DURATION,
                        "5s",
                        "Time to look up a service in the registry, while requests for it wait; then 503."),
                effective(Keys.POOL_CONNECTIONS, "1 to 1000000", "1024", "Max number of connections to one instance."),
                effective(
                        Keys.POOL_IDLE_CONNECTIONS,
                        "0 to 1000000",
                        "1024",
                        "Max number of idle connections kept open to one instance."),
                effective(
                        Keys.POOL_IDLE,
                        DURATION,
                        "4s",
                        "How long an idle connection to an instance is kept, if the instance doesn't say."),
                effective(
                        Keys.NOTICE,
                        DURATION,
                        "5s with incoming requests, else 0s",
                        "How long Mesher keeps serving after SIGTERM, while it is no longer ready, so that callers notice."),
                effective(Keys.DRAIN, DURATION, "30s", "How long requests in flight may take after the notice."),
                effective(Keys.LOG_LEVEL, "debug, info, warn, error", "info", "The lowest level that is logged."),
                effective(Keys.LOG_FORMAT, "text, json", "text", "The format of a log line."),
                effective(
                        Keys.LAGER_LEVEL,
                        "DEBUG, INFO, WARN, ERROR, FATAL",
                        "",
                        "The same as mesher.log.level, in lager.yaml."),
                effective(
                        Keys.LAGER_TEXT,
                        "true or false",
                        "",
                        "The same as mesher.log.format, in lager.yaml: true is text, false is json."));
    }
}
