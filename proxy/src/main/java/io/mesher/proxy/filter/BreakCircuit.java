package io.mesher.proxy.filter;

import io.mesher.core.config.HandlerChain;
import io.mesher.core.config.HandlerChain.Handler;
import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.proxy.Destination;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/** Breaker, isolation and forced fallback of the called service: not every request is tried. */
public final class BreakCircuit extends Filter {
    private final Handler handler;

    /** @param handler the one in the chain that switches it on */
    public BreakCircuit(Handler handler) {
        this.handler = handler;
    }

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        Destination destination = exchange.destination();
        HandlerChain chain = handler == Handler.BREAKER_CONSUMER
                ? destination.governance().outgoing()
                : destination.governance().incoming();
        if (!chain.has(handler)) {
            return null;
        }
        long now = exchange.context().loop().now();
        ProxyFailure failure = exchange.passage().enter(destination, now);
        if (failure instanceof InternalFailure.IsolationFull
                && exchange.context().makeRoom(destination, now)) {
            failure = exchange.passage().enter(destination, now);
        }
        exchange.record().explanation().gate(failure);
        return failure;
    }
}
