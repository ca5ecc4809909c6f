package io.mesher.proxy;

import io.mesher.core.config.StatusCodes;
import io.mesher.core.config.Timeouts;
import io.mesher.core.config.TrustedPeers;
import io.mesher.core.name.ServiceIdentity;

/**
 * What the request path needs of the configuration.
 *
 * @param waitingLookups requests of one event loop that may wait until their service is looked up
 * @param pseudonym this process's name in {@code Via}, unique among all Meshers: that is how a loop is noticed
 */
public record ProxySettings(
        ServiceIdentity self,
        Timeouts timeouts,
        int waitingLookups,
        StatusCodes statusCodes,
        TrustedPeers trustedPeers,
        String pseudonym) {}
