package io.mesher.core.config;

import java.time.Duration;
import java.util.Map;

/**
 * How long Mesher waits ({@code mesher.timeouts.*}; the response by {@code isolation.Consumer…timeoutInMilliseconds}).
 *
 * @param head for a whole request head, from its first byte, else 408
 * @param idle between two requests of a downstream connection, then it is closed
 * @param requestBody without a byte of a request body, else 408
 * @param lookup for a service to be looked up in the registry, else 503
 * @param connect for a TCP connection to an instance, else the next instance
 * @param response from the end of the request to the response head, else 504
 * @param responseByService overrides of {@code response}, by service name
 */
public record Timeouts(
        Duration head,
        Duration idle,
        Duration requestBody,
        Duration lookup,
        Duration connect,
        Duration response,
        Map<String, Duration> responseByService) {

    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Map.of());

    public Timeouts {
        responseByService = Map.copyOf(responseByService);
    }

    public Duration responseOf(String service) {
        return responseByService.getOrDefault(service, response);
    }
}
