package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * What a Mesher holds for callers at present, by its own metrics.
 *
 * @param connections of callers of both directions; not those of the admin port
 * @param busy connections to instances that carry a request or a tunnel
 * @param inFlight calls to services, and streams, that isolation counts
 */
record Held(long connections, long tunnels, long busy, long inFlight) {
    static final Held NOTHING = new Held(0, 0, 0, 0);

    static Held by(MesherProcess mesher) throws IOException {
        String page = mesher.admin("/metrics").body();
        return new Held(
                sum(page, "mesher_connections\\{listener=\"(?:outgoing|incoming)\"}"),
                sum(page, "mesher_tunnels\\{[^}]*}"),
                sum(page, "mesher_pool_connections\\{state=\"busy\"}"),
                sum(page, "mesher_isolation_in_flight\\{[^}]*}") + sum(page, "mesher_streams_open\\{[^}]*}"));
    }

    private static long sum(String page, String series) {
        return Pattern.compile("(?m)^" + series + " ([0-9]+)$")
                .matcher(page)
                .results()
                .mapToLong(result -> Long.parseLong(result.group(1)))
                .sum();
    }

    /** Waits until that is all that is held, here and by connections to the application. */
    static void await(MesherProcess mesher, Held expected, Application app, Duration patience) {
        Awaitility.await().atMost(patience).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            assertThat(by(mesher)).isEqualTo(expected);
            assertThat(app.openConnections())
                    .as("connections to the application")
                    .isZero();
        });
    }
}
