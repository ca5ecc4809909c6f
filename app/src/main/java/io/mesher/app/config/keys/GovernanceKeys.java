package io.mesher.app.config.keys;

import static io.mesher.app.config.keys.KnownKey.effective;

import java.util.ArrayList;
import java.util.List;

/** The keys about where requests go and what happens when that fails. */
public final class GovernanceKeys {
    public static final String CONSUMER_CHAINS = "servicecomb.handler.chain.Consumer.";
    public static final String PROVIDER_CHAINS = "servicecomb.handler.chain.Provider.";
    public static final String OUTGOING_CHAIN = CONSUMER_CHAINS + "outgoing";
    public static final String INCOMING_CHAIN = PROVIDER_CHAINS + "incoming";
    public static final String FAILURES = "servicecomb.transport.failure.rest";
    public static final String SCOPE = "servicecomb.circuitBreaker.scope";

    /** All of them begin with these. */
    private static final String[] PREFIXES = {
        "servicecomb.handler.",
        "servicecomb.loadbalance.",
        "servicecomb.isolation.",
        "servicecomb.circuitBreaker.",
        "servicecomb.fallback.",
        "servicecomb.fallbackpolicy.",
        "servicecomb.transport.failure.",
        "servicecomb.routeRule.",
        "servicecomb.darklaunch.",
        "servicecomb.match",
        "mesher.routes.",
        "mesher.ejection.",
        "mesher.healthCheck.",
        "mesher.loadBalancing.",
        "mesher.timeouts.",
    };

    private static final String BOOL = "true or false";
    private static final String DURATION = "duration";
    private static final String MILLIS = "milliseconds, 0 to 3600000";
    private static final String THAT_FOR_ALL = "that for all";

    private final List<KnownKey> keys = new ArrayList<>();

    private GovernanceKeys() {}

    static List<KnownKey> all() {
        GovernanceKeys all = new GovernanceKeys();
        all.chains();
        all.balance();
        all.breaker();
        all.timeouts();
        all.ejection();
        all.healthCheck();
        return all.keys;
    }

    /** Whether the key is one of them. */
    public static boolean isOne(String key) {
        for (String prefix : PREFIXES) {
            if (key.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a change of the key takes effect while Mesher runs. */
    public static boolean isReloadable(String key) {
        return isOne(key)
                && !key.equals(Keys.HEAD_TIMEOUT)
                && !key.equals(Keys.IDLE_TIMEOUT)
                && !key.equals(Keys.BODY_TIMEOUT)
                && !key.equals(Keys.LOOKUP_TIMEOUT);
    }

    /** A key for all services, and the same for one. */
    private void both(String prefix, String name, String type, String fallback, String meaning) {
        keys.add(effective(prefix + name, type, fallback, meaning));
        keys.add(effective(prefix + "<service>." + name, type, THAT_FOR_ALL, "The same for one service."));
    }

    private void chains() {
        String handlers = "list of handlers";
        keys.add(effective(
                OUTGOING_CHAIN,
                handlers,
                "router, ratelimiter-consumer, bizkeeper-consumer, loadbalance, transport",
                "Which of the original's handlers are on for outgoing requests. Their order is Mesher's own."));
        keys.add(effective(
                INCOMING_CHAIN,
                handlers,
                "ratelimiter-provider, transport",
                "The same for incoming ones; bizkeeper-provider switches the breaker on."));
    }

    private void balance() {
        balance(
                BalanceKeys.STRATEGY,
                "RoundRobin, Random, WeightedResponse, SessionStickiness, LeastRequest, PeakEWMA",
                "RoundRobin",
                "Which instance gets a request.");
        balance(
                BalanceKeys.FILTERS,
                "zoneaware",
                "",
                "Instances of the own zone, then region, go first, as long as they aren't too busy.");
        balance(
                BalanceKeys.SESSION_TIMEOUT,
                "seconds, 1 to 86400",
                "30",
                "SessionStickiness: how long a session is kept behind its last request.");
        balance(
                BalanceKeys.SESSION_FAILURES,
                "1 to 1000000",
                "5",
                "SessionStickiness: failures in a row of an instance that end its sessions.");
        balance(
                BalanceKeys.RETRY_ENABLED,
                BOOL,
                "",
                "Whether idempotent requests are sent again after any failure; without it one whose connection broke is, once;"
                        + " with false none is.");
        String retries = "0 to " + BalanceKeys.MAX_RETRIES;
        balance(BalanceKeys.RETRY_ON_SAME, retries, "0", "Further attempts at each instance.");
        balance(BalanceKeys.RETRY_ON_NEXT, retries, "0", "Further instances that are tried.");
        balance(
                BalanceKeys.BACKOFF_KIND,
                "exponential, jittered, constant, zero",
                "exponential",
                "How the pauses between attempts grow.");
        balance(BalanceKeys.BACKOFF_MIN, MILLIS, "0", "The first pause.");
        balance(BalanceKeys.BACKOFF_MAX, MILLIS, "minMs", "The longest pause.");
        both(
                SlowStartKeys.PREFIX,
                SlowStartKeys.SLOW_START,
                DURATION,
                "30s",
                "How long an instance that has just registered gets less than its share, growing from a tenth; 0: not at"
                        + " all.");
        keys.add(effective(
                FAILURES,
                "list of http_<status>",
                "",
                "Responses that count as failures for retries and breaker, and are passed on all the same."));
    }

    private void balance(String name, String type, String fallback, String meaning) {
        keys.add(effective(BalanceKeys.PREFIX + name, type, fallback, meaning));
        keys.add(effective(
                BalanceKeys.PREFIX + "<service>." + name,
                type,
                fallback,
                "The same for one service; with any key of it, none of those for all counts for it."));
    }

    private void breaker() {
        keys.add(effective(
                SCOPE, "service, api, instance, instance-api", "api", "All mean the same: a breaker per service."));
        breaker("Consumer.", "calls to a service");
        breaker("Provider.", "calls to the local application");
    }

    private void breaker(String side, String of) {
        String breaker = BreakerKeys.FAMILY + side;
        both(breaker, BreakerKeys.ENABLED, BOOL, "false", "Whether " + of + " are refused while most of them fail.");
        both(breaker, BreakerKeys.FORCE_OPEN, BOOL, "false", "Where it is enabled: all are refused.");
        both(breaker, BreakerKeys.FORCE_CLOSED, BOOL, "false", "Where it is enabled: none is.");
        both(
                breaker,
                BreakerKeys.SLEEP_WINDOW,
                "milliseconds, 1 to 2147483647",
                "15000",
                "How long they are refused before one is tried.");
        both(breaker, BreakerKeys.VOLUME, "1 to 1000000", "20", "With fewer in 10 s none is refused.");
        both(breaker, BreakerKeys.PERCENTAGE, "percent, 0 to 100", "50", "Share of them that must have failed.");
        String fallback = FallbackKeys.FAMILY + side;
        both(
                fallback,
                FallbackKeys.ENABLED,
                BOOL,
                "true",
                "Whether the fallback policy says how a refusal is answered.");
        both(fallback, FallbackKeys.FORCE, BOOL, "false", "Whether all " + of + " are answered so, without a try.");
        both(
                FallbackKeys.POLICY_FAMILY + side,
                FallbackKeys.POLICY,
                "returnnull, throwexception",
                "throwexception",
                "returnnull: 200 without a body; throwexception: 503 that says why.");
        String isolation = IsolationKeys.FAMILY + side;
        both(
                isolation,
                IsolationKeys.CONCURRENT,
                "1 or more",
                "1000",
                "Most " + of + " under way at once, where the chain has the bizkeeper; more: 503. Above "
                        + IsolationKeys.MAX_CONCURRENT + " it counts as that.");
        both(
                isolation,
                IsolationKeys.TIMEOUT,
                "milliseconds, 1 to 2147483647",
                side.startsWith("C") ? "30000" : "that of Consumer",
                "From the end of a request to the head of its response, for each attempt; then 504.");
    }

    private void timeouts() {
        both(
                TimeoutKeys.PREFIX,
                TimeoutKeys.CONNECT,
                DURATION,
                "1s",
                "For a connection to an instance; then the next one.");
        both(
                TimeoutKeys.PREFIX,
                TimeoutKeys.RESPONSE_IDLE,
                DURATION,
                "0s",
                "Without a byte of a response's body; then it is broken off. 0: never.");
        both(
                TimeoutKeys.PREFIX,
                TimeoutKeys.TOTAL,
                DURATION,
                "0s",
                "For a request and its response, all attempts together; then 504. 0: no limit.");
    }

    private void ejection() {
        both(
                EjectionKeys.PREFIX,
                EjectionKeys.ENABLED,
                BOOL,
                "true",
                "Whether an instance that fails gets no requests for a while.");
        both(
                EjectionKeys.PREFIX,
                EjectionKeys.FAILURES,
                "1 to 1000000",
                "5",
                "In a row: no connection, a broken one, a time-out, 502 to 504.");
        both(
                EjectionKeys.PREFIX,
                EjectionKeys.DURATION,
                DURATION,
                "30s",
                "The first time; the n-th is n times as long.");
        both(EjectionKeys.PREFIX, EjectionKeys.LONGEST, DURATION, "5m", "No time is longer.");
        both(
                EjectionKeys.PREFIX,
                EjectionKeys.MAX,
                "percent, 0 to 100",
                "50",
                "Share of a service's instances that may be ejected at once; the last never is.");
    }

    private void healthCheck() {
        String prefix = HealthCheckKeys.PREFIX;
        both(
                prefix,
                HealthCheckKeys.ENABLED,
                BOOL,
                "false",
                "Whether instances are asked if they are well; a path switches it on.");
        both(
                prefix,
                HealthCheckKeys.PATH,
                "path",
                "",
                "Of a GET that 2xx answers. Without: taking a connection is enough.");
        both(prefix, HealthCheckKeys.INTERVAL, DURATION, "10s", "Between two checks of an instance.");
        both(prefix, HealthCheckKeys.TIMEOUT, DURATION, "1s", "For one check.");
        both(prefix, HealthCheckKeys.HEALTHY, "1 to 1000", "2", "Good checks in a row that bring an instance back.");
        both(prefix, HealthCheckKeys.UNHEALTHY, "1 to 1000", "3", "Bad ones in a row that take it out.");
    }
}
