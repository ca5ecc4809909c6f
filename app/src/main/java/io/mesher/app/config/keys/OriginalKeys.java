package io.mesher.app.config.keys;

import java.util.ArrayList;
import java.util.List;

/** The keys of CSE Mesher that do nothing in this release, by family; those that never did anything too. */
final class OriginalKeys {
    private final List<KnownKey> keys = new ArrayList<>();

    private OriginalKeys() {}

    static List<KnownKey> all() {
        OriginalKeys original = new OriginalKeys();
        original.ignored();
        original.chassis();
        original.governance();
        original.others();
        return original.keys;
    }

    private void later(KeyFamily family, String prefix, String... names) {
        for (String name : names) {
            keys.add(KnownKey.later(family, prefix + name));
        }
    }

    private void ignored(String prefix, String... names) {
        for (String name : names) {
            keys.add(KnownKey.ignored(prefix + name));
        }
    }

    /** Parsed but unused in CSE Mesher, written in its samples in a place that it doesn't read, or about its plug-ins. */
    private void ignored() {
        ignored("admin.", "serverUri", "goRuntimeMetrics");
        ignored("plugin.", "destinationResolver", "destinationResolver.<protocol>", "sourceResolver");
        ignored("", "proxyedProtocol", "rollingPolicy", "control.infra", "region.region");
        ignored("servicecomb.", "noRefreshSchema", "properties.<name>", "monitor.<name>", "cipher.plugin");
        ignored("servicecomb.codec.", "plugin");
        ignored("servicecomb.metrics.", "enableGoRuntimeMetrics", "circuitMetricsConsumerNum");
        ignored("servicecomb.protocols.<protocol>.", "workerNumber", "transport");
        ignored("servicecomb.registry.", "cacheIndex", "configPath", "api.version");
        ignored(
                "servicecomb.config.client.",
                "autodiscovery",
                "refreshPort",
                "api.version",
                "dimension",
                "dimension.<name>");
        ignored("servicecomb.config.client.", "enabled");
        ignored("servicecomb.isolation.Consumer.", "timeout.enabled", "<service>.timeout.enabled");
        ignored("servicecomb.fallback.Consumer.", "maxConcurrentRequests", "<service>.maxConcurrentRequests");
        ignored("servicecomb.flowcontrol.Consumer.qps.", "global.limit");
        ignored("servicecomb.sourceTemplate.", "<name>");
    }

    private void chassis() {
        later(KeyFamily.REGISTRY, "servicecomb.registry.", "autoSchemaIndex", "autodiscovery", "healthCheck");
        later(
                KeyFamily.REGISTRY,
                "servicecomb.registry.",
                "registrator.<name>",
                "serviceDiscovery.<name>",
                "contractDiscovery.<name>");
        later(
                KeyFamily.CONFIG_CENTRE,
                "servicecomb.config.client.",
                "serverUri",
                "type",
                "refreshMode",
                "refreshInterval");
        ignored("servicecomb.handler.chain.", "Consumer.<name>", "Provider.<name>");
        later(KeyFamily.LISTENERS, "servicecomb.protocols.grpc", ".listenAddress", ".advertiseAddress");
        later(KeyFamily.LISTENERS, "servicecomb.protocols.dubbo", ".listenAddress", ".advertiseAddress");
        later(KeyFamily.LISTENERS, "servicecomb.protocols.rest", ".listenAddress", ".advertiseAddress");
        later(KeyFamily.LISTENERS, "servicecomb.protocols.http-<name>.", "listenAddress", "advertiseAddress");
        later(KeyFamily.LISTENERS, "servicecomb.protocols.rest-<name>.", "listenAddress", "advertiseAddress");
        later(KeyFamily.LISTENERS, "servicecomb.protocols.grpc-<name>.", "listenAddress", "advertiseAddress");
        later(KeyFamily.LISTENERS, "servicecomb.protocols.dubbo-<name>.", "listenAddress", "advertiseAddress");
        later(KeyFamily.LISTENERS, "servicecomb.protocols.<protocol>.cors.", "<name>");
        later(KeyFamily.TRANSPORT, "servicecomb.transport.", "failure.<protocol>", "maxIdleCon.<protocol>");
        later(
                KeyFamily.TRANSPORT,
                "servicecomb.transport.",
                "maxBodyBytes.<protocol>",
                "maxHeaderBytes.<protocol>",
                "timeout.<protocol>");
        later(KeyFamily.PROFILING, "servicecomb.profile.", "enable", "apiPath");
        later(KeyFamily.RATE_LIMITS, "servicecomb.quota.", "plugin", "endpoint");
        later(
                KeyFamily.CREDENTIALS,
                "servicecomb.credentials.",
                "accessKey",
                "secretKey",
                "project",
                "akskCustomCipher");
        later(KeyFamily.CREDENTIALS, "servicecomb.credentials.", "cipher");
    }

    private void governance() {
        for (String side : List.of("Consumer", "Provider")) {
            later(KeyFamily.RATE_LIMITS, "servicecomb.flowcontrol." + side + ".qps.", "enabled", "limit.<service>");
        }
        later(
                KeyFamily.RATE_LIMITS,
                "servicecomb.flowcontrol.",
                "Provider.qps.global.limit",
                "<source>.Consumer.qps.limit.<service>");
        later(KeyFamily.ROUTING, "servicecomb.router.", "address");
        later(KeyFamily.GOVERNANCE, "servicecomb.", "rateLimiting.<name>");
        later(KeyFamily.FAULTS, "servicecomb.governance.Consumer.", "<service>");
    }

    private void others() {
        later(KeyFamily.EGRESS, "", "egress.infra", "egress.address", "egressRule.<name>");
        later(KeyFamily.TRACING, "", "tracing.settings.<name>");
        later(KeyFamily.TRACING, "servicecomb.apm.tracing.", "enable", "serverUri");
        later(KeyFamily.PROFILING, "pprof.", "enable", "listen");
        later(KeyFamily.INGRESS, "mesher.ingress.", "type", "rule.http");
        keys.addAll(SslKeys.withoutEffect());
    }
}
