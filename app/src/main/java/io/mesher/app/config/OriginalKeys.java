package io.mesher.app.config;

import java.util.ArrayList;
import java.util.List;

/** The keys of CSE Mesher that do nothing in this release, by family; those that never did anything too. */
final class OriginalKeys {
    private final List<KnownKey> keys = new ArrayList<>();

    private OriginalKeys() {}

    static List<KnownKey> all() {
        OriginalKeys original = new OriginalKeys();
        original.refused();
        original.ignored();
        original.chassis();
        original.governance();
        original.others();
        return original.keys;
    }

    private void refused() {
        keys.add(KnownKey.refused(Family.TLS, "ssl.<tag>"));
    }

    private void later(Family family, String prefix, String... names) {
        for (String name : names) {
            keys.add(KnownKey.later(family, prefix + name));
        }
    }

    private void ignored(String prefix, String... names) {
        for (String name : names) {
            keys.add(KnownKey.ignored(prefix + name));
        }
    }

    /** Parsed but unused in the original, written in its samples in a place that it doesn't read, or about its plug-ins. */
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
        later(
                Family.REGISTRY,
                "servicecomb.registry.",
                "autoSchemaIndex",
                "autodiscovery",
                "uploadSchema",
                "healthCheck");
        later(
                Family.REGISTRY,
                "servicecomb.registry.",
                "registrator.<name>",
                "serviceDiscovery.<name>",
                "contractDiscovery.<name>");
        later(
                Family.CONFIG_CENTRE,
                "servicecomb.config.client.",
                "serverUri",
                "type",
                "refreshMode",
                "refreshInterval");
        ignored("servicecomb.handler.chain.", "Consumer.<name>", "Provider.<name>");
        later(Family.LISTENERS, "servicecomb.protocols.grpc", ".listenAddress", ".advertiseAddress");
        later(Family.LISTENERS, "servicecomb.protocols.dubbo", ".listenAddress", ".advertiseAddress");
        later(Family.LISTENERS, "servicecomb.protocols.rest", ".listenAddress", ".advertiseAddress");
        later(Family.LISTENERS, "servicecomb.protocols.http-<name>.", "listenAddress", "advertiseAddress");
        later(Family.LISTENERS, "servicecomb.protocols.rest-<name>.", "listenAddress", "advertiseAddress");
        later(Family.LISTENERS, "servicecomb.protocols.grpc-<name>.", "listenAddress", "advertiseAddress");
        later(Family.LISTENERS, "servicecomb.protocols.dubbo-<name>.", "listenAddress", "advertiseAddress");
        later(Family.LISTENERS, "servicecomb.protocols.<protocol>.cors.", "<name>");
        later(Family.TRANSPORT, "servicecomb.transport.", "failure.<protocol>", "maxIdleCon.<protocol>");
        later(
                Family.TRANSPORT,
                "servicecomb.transport.",
                "maxBodyBytes.<protocol>",
                "maxHeaderBytes.<protocol>",
                "timeout.<protocol>");
        later(Family.PROFILING, "servicecomb.profile.", "enable", "apiPath");
        later(Family.RATE_LIMITS, "servicecomb.quota.", "plugin", "endpoint");
        later(Family.CREDENTIALS, "servicecomb.credentials.", "accessKey", "secretKey", "project", "akskCustomCipher");
        later(Family.CREDENTIALS, "servicecomb.credentials.", "cipher");
    }

    private void governance() {
        for (String side : List.of("Consumer", "Provider")) {
            later(Family.RATE_LIMITS, "servicecomb.flowcontrol." + side + ".qps.", "enabled", "limit.<service>");
        }
        later(
                Family.RATE_LIMITS,
                "servicecomb.flowcontrol.",
                "Provider.qps.global.limit",
                "<source>.Consumer.qps.limit.<service>");
        later(Family.ROUTING, "servicecomb.router.", "address");
        later(Family.GOVERNANCE, "servicecomb.", "rateLimiting.<name>");
        later(Family.FAULTS, "servicecomb.governance.Consumer.", "<service>");
    }

    private void others() {
        later(Family.EGRESS, "", "egress.infra", "egress.address", "egressRule.<name>");
        later(Family.TRACING, "", "tracing.settings.<name>");
        later(Family.TRACING, "servicecomb.apm.tracing.", "enable", "serverUri");
        later(Family.PROFILING, "pprof.", "enable", "listen");
        later(Family.INGRESS, "mesher.ingress.", "type", "rule.http");
    }
}
