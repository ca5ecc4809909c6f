package io.mesher.proxy;

import io.mesher.core.telemetry.ServiceCounters;

/**
 * A service as one event loop sees it: what every request to it needs, looked up once.
 *
 * @param service its name
 * @param responseNanos how long a response head may take
 */
public record Destination(String service, ServiceCounters counters, long responseNanos) {}
