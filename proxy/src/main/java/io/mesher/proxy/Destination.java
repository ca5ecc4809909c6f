package io.mesher.proxy;

import io.mesher.core.balance.Balancer;
import io.mesher.core.balance.Candidate;
import io.mesher.core.balance.CandidateList;
import io.mesher.core.balance.Candidates;
import io.mesher.core.balance.Failing;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.BalancePolicy;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.resilience.ServiceState;
import io.mesher.core.route.RouteOptions;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.core.route.Subset;
import io.mesher.core.route.SubsetTurns;
import io.mesher.core.telemetry.Direction;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service as one event loop sees it: what every request to it needs, worked out once and anew when the configuration or the
 * service's instances change. Event loop only.
 */
public final class Destination {
    private static final long OBSERVED_EVERY_NANOS = 1_000_000_000;

    private static final Logger log = LoggerFactory.getLogger(Destination.class);

    private final String service;
    private final boolean local;
    private final LoopContext context;
    private final ServiceState state;
    private final IdentityHashMap<Subset, Target> targets = new IdentityHashMap<>(2);
    private final IdentityHashMap<RouteRule, SubsetTurns> turns = new IdentityHashMap<>(2);
    private final IdentityHashMap<RouteOptions, Treatment> treatments = new IdentityHashMap<>(2);
    private final BitSet failureStatuses = new BitSet();

    private GovernanceConfig governance;
    private ServicePolicy policy;
    private ServiceRoutes routes;
    private Treatment treatment;
    private @Nullable Target latest;
    private long observedAt;

    /**
     * @param local whether it is the local application, not another service: it has one instance, which nothing could replace, so
     *     nothing is held against it
     */
    Destination(String service, boolean local, LoopContext context, ServiceState state) {
        this.service = service;
        this.local = local;
        this.context = context;
        this.state = state;
        this.governance = GovernanceConfig.DEFAULT;
        this.policy = ServicePolicy.DEFAULT;
        this.routes = ServiceRoutes.NONE;
        this.treatment = Treatment.of(policy);
    }

    /** To be called before a request uses it: one look where nothing has changed. */
    void see(GovernanceConfig current) {
        if (current == governance) {
            return;
        }
        governance = current;
        policy = local ? current.provider() : current.consumer().of(service);
        routes = local ? ServiceRoutes.NONE : current.routes().of(service);
        treatment = Treatment.of(policy);
        treatments.clear();
        turns.clear();
        failureStatuses.clear();
        policy.failureStatuses().forEach(failureStatuses::set);
        targets.clear();
        latest = null;
        if (!policy.ejection().enabled()) {
            state.candidates().releaseAll(context.loop().now());
        }
    }

    public String service() {
        return service;
    }

    /** Whose limits count: those for calls to the service, or for what comes to the local application. */
    Direction side() {
        return local ? Direction.INCOMING : Direction.OUTGOING;
    }

    public ServiceState state() {
        return state;
    }

    public ServicePolicy policy() {
        return policy;
    }

    public GovernanceConfig governance() {
        return governance;
    }

    public ServiceRoutes routes() {
        return routes;
    }

    /** Whether callers keep their instance by a cookie. */
    boolean isSticky() {
        return policy.balance().strategy() == BalancePolicy.Strategy.SESSION_STICKINESS && !local;
    }

    void succeeded(Target target, Candidate candidate, long now) {
        if (!local && target.of().succeeded(candidate, policy.ejection(), now)) {
            log.info(
                    "service {}: instance {} gets requests again",
                    service,
                    candidate.instance().endpoint());
        }
    }

    void failed(Target target, Candidate candidate, Failing how, long now) {
        if (!local && target.of().failed(candidate, how, policy.ejection(), now)) {
            log.warn(
                    "service {}: instance {} gets no requests for a while: {}",
                    service,
                    candidate.instance().endpoint(),
                    candidate.status(now).reason());
        }
    }

    /** No connection to it could be had. */
    void unreachable(Target target, Candidate candidate, String cause) {
        if (!local && target.of().unreachable(candidate, cause)) {
            context.unreachable().add(this, target.of(), candidate);
            log.warn(
                    "service {}: instance {} gets no requests until it can be reached: {}",
                    service,
                    candidate.instance().endpoint(),
                    cause);
        }
    }

    /** There is a connection to it again. */
    void reached(Candidates of, Candidate candidate) {
        if (of.reached(candidate)) {
            log.info(
                    "service {}: instance {} can be reached again",
                    service,
                    candidate.instance().endpoint());
        }
    }

    /** A request has ended. */
    void counted(long now) {
        if (now - observedAt >= OBSERVED_EVERY_NANOS) {
            observedAt = now;
            state.budget().seen(context.requests(service), now);
        }
    }

    /** Whether one more request may be sent again. */
    boolean takeRetry() {
        return state.budget().take(context.requests(service), context.loop().now());
    }

    boolean isFailure(int status) {
        return failureStatuses.get(status);
    }

    Treatment treatment() {
        return treatment;
    }

    Treatment treatment(RouteOptions options) {
        Treatment known = treatments.get(options);
        if (known == null) {
            known = treatment.with(options);
            treatments.put(options, known);
        }
        return known;
    }

    /** The subset that is next by the rule's weights. */
    public Subset next(RouteRule rule) {
        SubsetTurns turn = turns.get(rule);
        if (turn == null) {
            turn = new SubsetTurns(rule, context.random().nextInt());
            turns.put(rule, turn);
        }
        return turn.next();
    }

    /** Where requests go without a rule. */
    Target latest(Microservice present) {
        Target known = latest;
        if (known == null || !present.hasInstancesOf(known.service())) {
            known = target(Subset.LATEST, present, "", known);
            latest = known;
        }
        return known;
    }

    Target target(Subset subset, Microservice present) {
        Target known = targets.get(subset);
        if (known == null || !present.hasInstancesOf(known.service())) {
            known = target(subset, present, subset.toString(), known);
            targets.put(subset, known);
        }
        return known;
    }

    private Target target(Subset subset, Microservice present, String words, @Nullable Target before) {
        long now = context.loop().now();
        Candidates candidates = candidates(present);
        candidates.retain(present.instances(), now);
        CandidateList list = new CandidateList(
                candidates, subset.select(present), policy.balance(), governance.zone(), now, context.epochSeconds());
        // Kept where there is one, so that a change of the instances doesn't begin the turns anew.
        Balancer balancer = before == null
                ? new Balancer(policy.balance(), context.random().nextInt(), context.random(), context::epochSeconds)
                : before.balancer();
        return new Target(present, candidates, list, balancer, words);
    }

    /**
     * Drops the instances of a service that the catalog no longer has, and what is known of them. A loop that makes a list of them
     * at this very moment, since they have just come back, has one whose members are never ejected, until the next change.
     */
    void forgetGone(CatalogSnapshot present) {
        if (present.find(service) == null) {
            latest = null;
            state.candidates().retain(List.of(), context.loop().now());
        }
        Iterator<Target> all = targets.values().iterator();
        while (all.hasNext()) {
            Target target = all.next();
            if (present.find(target.service().app(), service) == null) {
                all.remove();
                target.of().retain(List.of(), context.loop().now());
            }
        }
    }

    /** A service of the same name in another application has instances of its own. */
    private Candidates candidates(Microservice of) {
        return of.app().isEmpty() || local
                ? state.candidates()
                : context.state(of.app() + "/" + of.name()).candidates();
    }
}
