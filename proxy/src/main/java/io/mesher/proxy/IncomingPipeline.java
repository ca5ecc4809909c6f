package io.mesher.proxy;

import io.mesher.core.config.HandlerChain.Handler;
import io.mesher.core.config.ServicePort;
import io.mesher.proxy.filter.BreakCircuit;
import io.mesher.proxy.filter.Contracts;
import io.mesher.proxy.filter.Deadline;
import io.mesher.proxy.filter.Explain;
import io.mesher.proxy.filter.ForwardedFor;
import io.mesher.proxy.filter.ForwardedHost;
import io.mesher.proxy.filter.HopByHopFields;
import io.mesher.proxy.filter.LocalPort;
import io.mesher.proxy.filter.LoopGuard;
import io.mesher.proxy.filter.MaxForwards;
import io.mesher.proxy.filter.RefuseConnect;
import io.mesher.proxy.filter.SourceService;
import io.mesher.proxy.filter.Trace;
import io.mesher.proxy.filter.Via;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way of a request from elsewhere to the local application, top-down. */
public final class IncomingPipeline {
    private IncomingPipeline() {}

    /**
     * The attempt stage follows, as for outgoing requests; its one instance is the local application.
     *
     * @param contracts of the local application, by names; those that Mesher answers for
     * @param decisions null where requests aren't explained
     */
    public static List<Filter> filters(
            ProxySettings settings,
            List<ServicePort> ports,
            Map<String, String> contracts,
            @Nullable DecisionLogs decisions) {
        String pseudonym = settings.pseudonym() + "-in";
        return List.of(
                new Trace(settings.tracing()), // first, as for outgoing requests
                new Explain(decisions, settings.trustedPeers()),
                new SourceService(), // in front of what refuses, so that it is known who was refused
                new LoopGuard(pseudonym),
                new RefuseConnect(),
                new MaxForwards(),
                new Contracts(contracts),
                new LocalPort(settings.self(), ports), // below this line the destination is known
                new HopByHopFields(), // before fields are added: what the caller named in Connection can't remove ours
                new ForwardedHost(settings.trustedPeers()),
                new ForwardedFor(),
                new Via(pseudonym),
                new Deadline(),
                new BreakCircuit(Handler.BREAKER_PROVIDER)); // last: who entered is counted until the end
    }
}
