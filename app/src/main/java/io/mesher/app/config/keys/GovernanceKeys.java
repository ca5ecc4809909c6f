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
                && !key.equals(Keys.LOOKUP_TIMEOUT)
                && !key.equals(Keys.TAKEN_TIMEOUT)
                && !key.equals(Keys.TUNNEL_TIMEOUT);
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
                "Which of CSE Mesher's handlers are on for outgoing requests. Mesher uses its own order."));
        keys.add(effective(
                INCOMING_CHAIN,
                handlers,
                "ratelimiter-provider, transport",
                "The same for incoming requests; bizkeeper-provider switches the breaker on."));
    }

    private void balance() {
        balance(
                BalanceKeys.STRATEGY,
                "RoundRobin, Random, WeightedResponse, SessionStickiness, LeastRequest, PeakEWMA",
                "RoundRobin",
                "The strategy that chooses an instance for each request.");
        balance(
                BalanceKeys.FILTERS,
                "zoneaware",
                "",
                "Prefers instances of Mesher's own zone, then of its region, as long as they aren't too busy.");
        balance(
                BalanceKeys.SESSION_TIMEOUT,
                "seconds, 1 to 86400",
                "30",
                "SessionStickiness: how long a session is kept after its last request.");
        balance(
                BalanceKeys.SESSION_FAILURES,
                "1 to 1000000",
                "5",
                "SessionStickiness: failures in a row of an instance that end its sessions.");
        balance(
                BalanceKeys.RETRY_ENABLED,
                BOOL,
                "",
                "Whether idempotent requests are sent again after any failure. Without this key, a request whose connection broke"
                        + " is sent again once; with false, none is.");
        String retries = "0 to " + BalanceKeys.MAX_RETRIES;
        balance(BalanceKeys.RETRY_ON_SAME, retries, "0", "Max number of further attempts at each instance.");
        balance(BalanceKeys.RETRY_ON_NEXT, retries, "0", "Max number of further instances that are tried.");
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
                "How long the share of a newly registered instance grows, from a tenth to the whole; 0: it has its whole share at"
                        + " once.");
        keys.add(effective(
                FAILURES,
                "list of http_<status>",
                "",
                "Responses that retries and breaker treat as failures; they are still passed on."));
    }

    private void balance(String name, String type, String fallback, String meaning) {
        keys.add(effective(BalanceKeys.PREFIX + name, type, fallback, meaning));
        keys.add(effective(
                BalanceKeys.PREFIX + "<service>." + name,
                type,
                fallback,
                "The same for one service. If a service has any key of its own, the general keys don't apply to it."));
    }

    private void breaker() {
        keys.add(effective(
                SCOPE,
                "service, api, instance, instance-api",
                "api",
                "All values mean the same: a breaker per service."));
        breaker("Consumer.", "calls to a service");
        breaker("Provider.", "calls to the local application");
    }

    private void breaker(String side, String of) {
        String breaker = BreakerKeys.FAMILY + side;
        both(breaker, BreakerKeys.ENABLED, BOOL, "false", "Whether " + of + " are refused while most of them fail.");
        both(breaker, BreakerKeys.FORCE_OPEN, BOOL, "false", "true: an enabled breaker refuses all of them.");
        both(breaker, BreakerKeys.FORCE_CLOSED, BOOL, "false", "true: an enabled breaker refuses none of them.");
        both(
                breaker,
                BreakerKeys.SLEEP_WINDOW,
                "milliseconds, 1 to 2147483647",
                "15000",
                "How long they are refused before one is let through.");
        both(
                breaker,
                BreakerKeys.VOLUME,
                "1 to 1000000",
                "20",
                "The breaker stays closed if there are fewer of them in 10 s.");
        both(
                breaker,
                BreakerKeys.PERCENTAGE,
                "percent, 0 to 100",
                "50",
                "The share of failed ones at which the breaker opens.");
        String fallback = FallbackKeys.FAMILY + side;
        both(
                fallback,
                FallbackKeys.ENABLED,
                BOOL,
                "true",
                "Whether the fallback policy decides how refused requests are answered.");
        both(
                fallback,
                FallbackKeys.FORCE,
                BOOL,
                "false",
                "Whether all " + of + " are answered this way, without being sent.");
        both(
                FallbackKeys.POLICY_FAMILY + side,
                FallbackKeys.POLICY,
                "returnnull, throwexception",
                "throwexception",
                "returnnull: 200 without a body; throwexception: 503 with the reason.");
        String isolation = IsolationKeys.FAMILY + side;
        both(
                isolation,
                IsolationKeys.CONCURRENT,
                "1 or more",
                "1000",
                "Max number of " + of + " in flight, if the chain has the bizkeeper; more: 503. At most "
                        + IsolationKeys.MAX_CONCURRENT + ".");
        both(
                isolation,
                IsolationKeys.TIMEOUT,
                "milliseconds, 1 to 2147483647",
                side.startsWith("C") ? "30000" : "that of Consumer",
                "Time from the end of a request to the head of its response, for each attempt; then 504.");
    }

    private void timeouts() {
        both(
                TimeoutKeys.PREFIX,
                TimeoutKeys.CONNECT,
                DURATION,
                "1s",
                "Time to connect to an instance; then the next one is tried.");
        both(
                TimeoutKeys.PREFIX,
                TimeoutKeys.RESPONSE_IDLE,
                DURATION,
                "0s",
                "Time without a byte of a response's body; then it is broken off. 0: no limit.");
        both(
                TimeoutKeys.PREFIX,
                TimeoutKeys.TOTAL,
                DURATION,
                "0s",
                "Time for a request and its response, with all attempts; then 504. 0: no limit.");
    }

    private void ejection() {
        both(
                EjectionKeys.PREFIX,
                EjectionKeys.ENABLED,
                BOOL,
                "true",
                "Whether a failing instance gets no requests for a while.");
        both(
                EjectionKeys.PREFIX,
                EjectionKeys.FAILURES,
                "1 to 1000000",
                "5",
                "Failures in a row that eject an instance: a broken connection, a time-out, 502 to 504.");
        both(
                EjectionKeys.PREFIX,
                EjectionKeys.DURATION,
                DURATION,
                "30s",
                "Length of the first ejection; the n-th is n times as long.");
        both(EjectionKeys.PREFIX, EjectionKeys.LONGEST, DURATION, "5m", "Max length of an ejection.");
        both(
                EjectionKeys.PREFIX,
                EjectionKeys.MAX,
                "percent, 0 to 100",
                "50",
                "Max share of a service's instances ejected at the same time; the last one never is.");
    }

    private void healthCheck() {
        String prefix = HealthCheckKeys.PREFIX;
        both(
                prefix,
                HealthCheckKeys.ENABLED,
                BOOL,
                "false",
                "Whether Mesher checks the health of instances; setting a path switches this on.");
        both(
                prefix,
                HealthCheckKeys.PATH,
                "path",
                "",
                "Path of a GET that must be answered with 2xx. Without a path, accepting a connection is enough.");
        both(prefix, HealthCheckKeys.INTERVAL, DURATION, "10s", "Time between two checks of an instance.");
        both(prefix, HealthCheckKeys.TIMEOUT, DURATION, "1s", "Time for one check.");
        both(
                prefix,
                HealthCheckKeys.HEALTHY,
                "1 to 1000",
                "2",
                "Good checks in a row that make an instance healthy again.");
        both(
                prefix,
                HealthCheckKeys.UNHEALTHY,
                "1 to 1000",
                "3",
                "Failed checks in a row that make an instance unhealthy.");
    }
}
