package io.mesher.core.config;

import io.mesher.core.route.RouteTable;

/**
 * Where requests go and what happens when that fails. May be replaced while Mesher runs; a request sees one state.
 *
 * @param consumer for calls to other services
 * @param provider for calls to the local application
 */
public record GovernanceConfig(
        HandlerChain outgoing,
        HandlerChain incoming,
        PolicyTable consumer,
        ServicePolicy provider,
        RouteTable routes,
        Zone zone) {
    public static final GovernanceConfig DEFAULT = new GovernanceConfig(
            HandlerChain.OUTGOING,
            HandlerChain.INCOMING,
            PolicyTable.DEFAULT,
            ServicePolicy.DEFAULT,
            RouteTable.NONE,
            Zone.UNKNOWN);
}
