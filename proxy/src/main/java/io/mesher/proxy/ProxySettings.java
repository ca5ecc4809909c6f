package io.mesher.proxy;

import io.mesher.core.config.StatusCodes;
import io.mesher.core.config.Timeouts;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.config.TrustedPeers;
import io.mesher.core.name.ServiceIdentity;
import java.util.Map;

/**
 * What the request path needs of the configuration.
 *
 * @param selfTags what rules may ask of us as the caller: instance properties, {@code app}, {@code version}
 * @param maxStreams open tunnels and event streams per called service
 * @param waitingLookups requests of one event loop that may wait until their service is looked up
 * @param minBytesPerSecond of a request's body; whoever is slower gives way where there is no room for others
 * @param pseudonym this process's name in {@code Via}, unique among all Meshers: that is how a loop is noticed
 */
public record ProxySettings(
        ServiceIdentity self,
        Map<String, String> selfTags,
        Timeouts timeouts,
        int maxStreams,
        int waitingLookups,
        int minBytesPerSecond,
        StatusCodes statusCodes,
        TrustedPeers trustedPeers,
        TracingConfig tracing,
        String pseudonym) {
    public ProxySettings {
        selfTags = Map.copyOf(selfTags);
    }
}
