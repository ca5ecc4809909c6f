package io.mesher.core.telemetry.explain;

import io.mesher.core.catalog.LeftOut;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.RetryPolicy;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.route.RouteOptions;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.Subset;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where a request was meant to go, and by which limits. */
public final class RoutingNote {
    private String destination = "";
    private String app = "";
    private int instances;
    private LeftOut leftOut = LeftOut.NONE;
    private @Nullable RouteRule rule;
    private int rulePlace;
    private int rules;
    private @Nullable Subset subset;
    private @Nullable RouteOptions options;
    /** Null: the request didn't get so far. */
    private @Nullable ServicePolicy policy;

    private Gate gate = Gate.NOT_ASKED;

    RoutingNote() {}

    void forget() {
        destination = "";
        app = "";
        instances = 0;
        leftOut = LeftOut.NONE;
        rule = null;
        rulePlace = 0;
        rules = 0;
        subset = null;
        options = null;
        policy = null;
        gate = Gate.NOT_ASKED;
    }

    public void destination(String name) {
        destination = name;
    }

    /** Whose instances it is about; of another application where a rule says so. */
    public void service(Microservice of) {
        app = of.app();
        instances = of.instances().size();
        leftOut = of.leftOut();
    }

    /**
     * The rules were asked.
     *
     * @param matched the one that holds, or null
     * @param place of it among them, from 1 on; 0: none
     * @param of how many there are
     */
    public void rule(@Nullable RouteRule matched, int place, int of) {
        rule = matched;
        rulePlace = place;
        rules = of;
    }

    public void subset(Subset chosen) {
        subset = chosen;
    }

    public void options(RouteOptions matched) {
        options = matched;
    }

    /** What holds for the service; the {@linkplain #options route} may say otherwise. */
    public void policy(ServicePolicy inForce) {
        policy = inForce;
    }

    public void gate(Gate outcome) {
        gate = outcome;
    }

    /** Empty: it didn't get so far. */
    public String destination() {
        return destination;
    }

    /** Of another application; else empty. */
    public String app() {
        return app;
    }

    /** Of the service, in the subset or not. */
    public int instances() {
        return instances;
    }

    /** Those of the service that the registry has and that got no requests then. */
    public LeftOut leftOut() {
        return leftOut;
    }

    public @Nullable RouteRule rule() {
        return rule;
    }

    public int rulePlace() {
        return rulePlace;
    }

    /** How many the service has; 0 also where they weren't asked. */
    public int rules() {
        return rules;
    }

    /** Null: no rule chose one, so it is the latest version. */
    public @Nullable Subset subset() {
        return subset;
    }

    public @Nullable RouteOptions options() {
        return options;
    }

    public RetryPolicy retry() {
        if (policy == null) {
            return RetryPolicy.DEFAULT;
        }
        return options != null && Boolean.FALSE.equals(options.retry())
                ? policy.retry().off()
                : policy.retry();
    }

    /** Nanoseconds; 0: no limit. Likewise for {@link #idle} and {@link #total}. */
    public long response() {
        return policy == null
                ? 0
                : nanos(
                        options == null ? null : options.response(),
                        policy.timeouts().response());
    }

    public long idle() {
        return policy == null
                ? 0
                : nanos(
                        options == null ? null : options.idle(),
                        policy.timeouts().idle());
    }

    public long total() {
        return policy == null
                ? 0
                : nanos(
                        options == null ? null : options.total(),
                        policy.timeouts().total());
    }

    private static long nanos(@Nullable Duration written, Duration usual) {
        return (written == null ? usual : written).toNanos();
    }

    public Gate gate() {
        return gate;
    }

    RoutingNote copy() {
        RoutingNote copy = new RoutingNote();
        copy.destination = destination;
        copy.app = app;
        copy.instances = instances;
        copy.leftOut = leftOut;
        copy.rule = rule;
        copy.rulePlace = rulePlace;
        copy.rules = rules;
        copy.subset = subset;
        copy.options = options;
        copy.policy = policy;
        copy.gate = gate;
        return copy;
    }
}
