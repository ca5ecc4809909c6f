package io.mesher.core.config;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.name.ServiceIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything that was configured. No component sees the whole of it: each gets its own record.
 *
 * @param service who this Mesher speaks for
 * @param http where HTTP is taken, from the local application and from outside
 * @param servicePorts the local application's ports; the first is the default
 * @param staticServices {@code mesher.services}: services that are where this says, whatever the registry says
 * @param registry how services are found, and where this one is registered
 * @param registration what is registered
 * @param governance where requests go and what happens when that fails, as it is at the start
 * @param tls where Mesher speaks TLS
 * @param localHealth how the local application is looked after
 * @param trustedPeers whose {@code X-Forwarded-Host} and {@code -Proto} are believed
 * @param dataDir where state is kept; may not exist yet
 * @param statusCodes which status codes Mesher's own answers carry
 * @param eventLoops threads that carry traffic, 1 or more
 * @param reload whether changes of the files count while Mesher runs
 */
public record MesherConfig(
        ServiceIdentity service,
        HttpConfig http,
        List<ServicePort> servicePorts,
        Map<String, List<Endpoint>> staticServices,
        RegistryConfig registry,
        RegistrationConfig registration,
        GovernanceConfig governance,
        Limits limits,
        Timeouts timeouts,
        PoolConfig pool,
        AdminConfig admin,
        TlsConfig tls,
        ShutdownConfig shutdown,
        LogConfig log,
        TelemetryConfig telemetry,
        LocalHealthConfig localHealth,
        TrustedPeers trustedPeers,
        Path dataDir,
        StatusCodes statusCodes,
        int eventLoops,
        boolean reload) {

    public MesherConfig {
        servicePorts = List.copyOf(servicePorts);
        staticServices = Map.copyOf(staticServices);
    }
}
