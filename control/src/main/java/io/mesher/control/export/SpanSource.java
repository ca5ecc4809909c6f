package io.mesher.control.export;

import java.util.Map;

/**
 * Who tells the spans. Texts may be empty where nobody knows; those that say nothing aren't sent.
 *
 * @param serviceName never empty
 * @param application the service's
 * @param environment it runs in
 * @param instanceId the same for the life of this process
 * @param mesherVersion of this build
 * @param attributes further ones, of the user's choice; they go before those that Mesher knows
 * @param address IP literal at which others reach this service, or empty
 * @param port there, or 0
 */
public record SpanSource(
        String serviceName,
        String serviceVersion,
        String application,
        String environment,
        String instanceId,
        String hostName,
        String mesherVersion,
        Map<String, String> attributes,
        String address,
        int port) {}
