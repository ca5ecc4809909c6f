package io.mesher.core.failure;

import io.mesher.core.catalog.LeftOut;
import io.mesher.core.telemetry.Direction;
import java.util.List;

/** Mesher's own doing: it didn't send the request, or gave up on it. */
public sealed interface InternalFailure extends ProxyFailure {

    /** @param similar the name of a service that may have been meant; empty if there is none */
    record UnknownService(String service, String similar) implements InternalFailure {
        public UnknownService(String service) {
            this(service, "");
        }
    }

    /**
     * No service has exactly this name, and several are equal but for upper and lower case.
     *
     * @param names theirs
     */
    record AmbiguousService(String service, List<String> names) implements InternalFailure {
        public AmbiguousService {
            names = List.copyOf(names);
        }
    }

    /**
     * @param subset which instances were meant, such as {@code version 1.2.0}; empty: all
     * @param leftOut the registered instances that get no requests, if all were meant
     */
    record NoInstance(String service, String subset, LeftOut leftOut) implements InternalFailure {
        public NoInstance(String service) {
            this(service, "", LeftOut.NONE);
        }

        public NoInstance(String service, String subset) {
            this(service, subset, LeftOut.NONE);
        }

        public NoInstance(String service, LeftOut leftOut) {
            this(service, "", leftOut);
        }
    }

    /** @param cause for people: which registry, what happened */
    record RegistryUnavailable(String service, String cause) implements InternalFailure {}

    /** The registry didn't tell in time where the service is. */
    record LookupTimedOut(String service, long millis) implements InternalFailure {}

    /** @param limit which bound was reached, with its number */
    record Overload(String service, String limit) implements InternalFailure {}

    /**
     * The breaker lets nothing through: too many calls have failed, or it was configured.
     *
     * @param side whose breaker it is: that of calls to the service, or of those to the local application
     * @param forced whether it was configured
     * @param asNull whether the fallback makes an empty 200 of it
     */
    record BreakerOpen(String service, Direction side, boolean forced, boolean asNull) implements InternalFailure {}

    /**
     * As many calls are under way as may be.
     *
     * @param side as in {@link BreakerOpen}
     * @param asNull likewise
     */
    record IsolationFull(String service, Direction side, int max, boolean asNull) implements InternalFailure {}

    /** As many tunnels and event streams of the service are open as may be. */
    record StreamsFull(String service, int max) implements InternalFailure {}

    /**
     * All calls are answered by the fallback.
     *
     * @param side as in {@link BreakerOpen}
     * @param asNull likewise
     */
    record FallbackForced(String service, Direction side, boolean asNull) implements InternalFailure {}

    /**
     * All the time that the request had is over.
     *
     * @param sent whether it was under way to an instance
     */
    record OutOfTime(String service, long millis, boolean sent) implements InternalFailure {
        @Override
        public boolean mayHaveBeenProcessed() {
            return sent;
        }
    }

    /** @param via the name under which this Mesher found itself in {@code Via} */
    record Loop(String via) implements InternalFailure {}

    /** @param port the asked port of the local application; 0 when none at all is declared, -1 when what was asked is no port */
    record PortUndeclared(int port) implements InternalFailure {}

    @Override
    default boolean mayHaveBeenProcessed() {
        return false;
    }
}
