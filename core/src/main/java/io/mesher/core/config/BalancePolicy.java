package io.mesher.core.config;

import java.time.Duration;

/**
 * Which instance gets a request ({@code loadbalance…}, {@code mesher.loadBalancing…}).
 *
 * @param zoneAware whether instances of the own zone, then region, go first ({@code serverListFilters: zoneaware})
 * @param sessionTimeout how long a session sticks after its last request
 * @param sessionFailures failures in a row after which it no longer does; 1 or more
 * @param slowStart how long an instance that has just registered gets less than its share; zero: not at all
 */
public record BalancePolicy(
        Strategy strategy, boolean zoneAware, Duration sessionTimeout, int sessionFailures, Duration slowStart) {
    /** By the names that are written in {@code strategy.name}. */
    public enum Strategy {
        ROUND_ROBIN("RoundRobin"),
        RANDOM("Random"),
        WEIGHTED_RESPONSE("WeightedResponse"),
        SESSION_STICKINESS("SessionStickiness"),
        LEAST_REQUEST("LeastRequest"),
        PEAK_EWMA("PeakEWMA");

        private final String written;

        Strategy(String written) {
            this.written = written;
        }

        public String written() {
            return written;
        }
    }

    public static final BalancePolicy DEFAULT =
            new BalancePolicy(Strategy.ROUND_ROBIN, false, Duration.ofSeconds(30), 5, Duration.ofSeconds(30));
}
