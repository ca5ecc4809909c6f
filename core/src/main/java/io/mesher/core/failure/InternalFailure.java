package io.mesher.core.failure;

/** Mesher's own doing: it never sent the request. */
public sealed interface InternalFailure extends ProxyFailure {

    record UnknownService(String service) implements InternalFailure {}

    record NoInstance(String service) implements InternalFailure {}

    /** @param cause for people: which registry, what happened */
    record RegistryUnavailable(String service, String cause) implements InternalFailure {}

    /** The registry didn't tell in time where the service is. */
    record LookupTimedOut(String service, long millis) implements InternalFailure {}

    /** @param limit which bound was reached, with its number */
    record Overload(String service, String limit) implements InternalFailure {}

    /** @param via the name under which this Mesher found itself in {@code Via} */
    record Loop(String via) implements InternalFailure {}

    /** @param port the asked port of the local application; 0 when none at all is declared, -1 when what was asked is no port */
    record PortUndeclared(int port) implements InternalFailure {}

    @Override
    default boolean mayHaveBeenProcessed() {
        return false;
    }
}
