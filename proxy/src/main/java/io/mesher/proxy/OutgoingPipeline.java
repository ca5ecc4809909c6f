package io.mesher.proxy;

import io.mesher.core.config.HandlerChain.Handler;
import io.mesher.core.config.TrustedPeers;
import io.mesher.proxy.filter.AcceptConnect;
import io.mesher.proxy.filter.BreakCircuit;
import io.mesher.proxy.filter.Deadline;
import io.mesher.proxy.filter.Explain;
import io.mesher.proxy.filter.ForwardedFor;
import io.mesher.proxy.filter.HopByHopFields;
import io.mesher.proxy.filter.LoopGuard;
import io.mesher.proxy.filter.MaxForwards;
import io.mesher.proxy.filter.PortHint;
import io.mesher.proxy.filter.ProxyRequestsOnly;
import io.mesher.proxy.filter.ResolveDestination;
import io.mesher.proxy.filter.Route;
import io.mesher.proxy.filter.RouteTreatment;
import io.mesher.proxy.filter.SourceContext;
import io.mesher.proxy.filter.Trace;
import io.mesher.proxy.filter.Via;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way of a request from the local application to another service, top-down. */
public final class OutgoingPipeline {
    private OutgoingPipeline() {}

    /**
     * The attempt stage follows: pick an instance, connect, send, await the response, perhaps once more.
     *
     * @param decisions null where requests aren't explained
     */
    public static List<Filter> filters(ProxySettings settings, @Nullable DecisionLogs decisions) {
        String pseudonym = settings.pseudonym() + Unsent.OUTGOING;
        return List.of(
                new Trace(settings.tracing()), // first: who is refused finds its answer by the trace's id too
                new Explain(
                        decisions,
                        TrustedPeers.LOOPBACK_ONLY), // in front of what refuses, whose reasons are asked most
                new LoopGuard(pseudonym), // before the rest: a loop may look like a request to a web server
                new AcceptConnect(), // before the target is looked at: CONNECT has no URL
                new ProxyRequestsOnly(),
                new MaxForwards(),
                new ResolveDestination(), // below this line the destination is known
                new HopByHopFields(), // before fields are added: what the caller named in Connection can't remove ours
                new Via(pseudonym),
                new ForwardedFor(),
                new PortHint(),
                new SourceContext(settings.self()),
                new Route(), // after everything that rules look at, before everything that a refusal would waste
                new RouteTreatment(),
                new Deadline(), // after the route, whose time it shortens
                new BreakCircuit(Handler.BREAKER_CONSUMER)); // last: who entered is counted until the end
    }
}
