package io.mesher.core.config;

import java.util.Set;

/** Which of CSE Mesher's handlers are on ({@code handler.chain…}). Their order is Mesher's own, see the pipelines. */
public record HandlerChain(Set<Handler> handlers) {
    /** By the names that are written in the chain. */
    public enum Handler {
        ROUTER("router"),
        RATE_LIMITER_CONSUMER("ratelimiter-consumer"),
        RATE_LIMITER_PROVIDER("ratelimiter-provider"),
        RATE_LIMITER("rate-limiter"),
        TRAFFIC_MARKER("traffic-marker"),
        BREAKER_CONSUMER("bizkeeper-consumer"),
        BREAKER_PROVIDER("bizkeeper-provider"),
        FAULT_INJECT("fault-inject"),
        LOAD_BALANCE("loadbalance"),
        PORT_SELECTOR("port-selector"),
        TRACING_CONSUMER("tracing-consumer"),
        TRACING_PROVIDER("tracing-provider"),
        TRANSPORT("transport");

        private final String written;

        Handler(String written) {
            this.written = written;
        }

        public String written() {
            return written;
        }
    }

    public static final HandlerChain OUTGOING = new HandlerChain(Set.of(
            Handler.ROUTER,
            Handler.RATE_LIMITER_CONSUMER,
            Handler.BREAKER_CONSUMER,
            Handler.LOAD_BALANCE,
            Handler.TRANSPORT));

    public static final HandlerChain INCOMING =
            new HandlerChain(Set.of(Handler.RATE_LIMITER_PROVIDER, Handler.TRANSPORT));

    public HandlerChain {
        handlers = Set.copyOf(handlers);
    }

    public boolean has(Handler handler) {
        return handlers.contains(handler);
    }
}
