package io.mesher.proxy.filter;

import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.Destination;
import io.mesher.proxy.Filter;
import io.mesher.proxy.LoopContext;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * The URL's host names the service, whatever its case; no DNS is asked. All that follows is by the name that the service has in the
 * catalog, not by the one that the caller wrote. Where it isn't there, or has no instance, the
 * registry is asked once while the request waits.
 */
public final class ResolveDestination extends Filter {
    public ResolveDestination() {}

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        RequestHead request = exchange.request();
        LoopContext context = exchange.context();
        String name = context.name(request.fields().bytes(), request.hostStart(), request.hostEnd());
        Microservice service = context.snapshot().meant(name);
        if (service == null || service.instances().isEmpty()) {
            LookupResult result = exchange.lookUp("", name);
            if (result == null) {
                return null;
            }
            // Whatever the answer is: what is known by now counts.
            service = context.snapshot().meant(name);
            if (service == null || service.instances().isEmpty()) {
                return failure(exchange, name, service, result);
            }
        }
        resolved(exchange, service);
        return null;
    }

    private static void resolved(RequestContext exchange, Microservice service) {
        Destination destination = exchange.context().destination(service.name());
        exchange.destination(destination, service);
        exchange.record().explanation().destination(destination, service);
    }

    private static ProxyFailure failure(
            RequestContext exchange, String name, @Nullable Microservice service, LookupResult result) {
        if (service != null) {
            resolved(exchange, service);
        }
        return LookupFailure.of(
                result,
                name,
                service == null ? unknown(name, result) : new InternalFailure.NoInstance(name, service.leftOut()));
    }

    private static ProxyFailure unknown(String name, LookupResult result) {
        return switch (result) {
            case LookupResult.Ambiguous ambiguous -> new InternalFailure.AmbiguousService(name, ambiguous.names());
            case LookupResult.NoSuchService none -> new InternalFailure.UnknownService(name, none.similar());
            case LookupResult.Found _, LookupResult.Unavailable _, LookupResult.Overload _ ->
                new InternalFailure.UnknownService(name);
        };
    }
}
