package io.mesher.core.route;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How requests of some kind to a service are treated ({@code mesher.routes.<service>}); null: as the service's other requests.
 *
 * @param name for people
 * @param response for the response head of one attempt; zero: no limit
 * @param idle without a byte of the response's body; zero: no limit
 * @param total for all of it; zero: no limit
 * @param retry false: nothing that was sent is sent again
 */
public record RouteOptions(
        String name,
        RequestMatch match,
        @Nullable Duration response,
        @Nullable Duration idle,
        @Nullable Duration total,
        @Nullable Boolean retry,
        HeaderEdits request,
        HeaderEdits answer,
        String place) {}
