package io.mesher.proxy.filter;

import io.mesher.core.catalog.Microservice;
import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.Exchange;
import io.mesher.proxy.Filter;
import io.mesher.proxy.LoopContext;
import org.jspecify.annotations.Nullable;

/** The URL's host names the service, as it stands in the catalog; no DNS is asked. */
public final class ResolveDestination implements Filter {
    public ResolveDestination() {}

    @Override
    public @Nullable ProxyFailure onRequest(Exchange exchange) {
        RequestHead request = exchange.request();
        LoopContext context = exchange.context();
        String name = context.name(request.fields().bytes(), request.hostStart(), request.hostEnd());
        Microservice service = context.catalog().find(name);
        if (service == null) {
            return new InternalFailure.UnknownService(name);
        }
        exchange.destination(context.destination(service.name()), service);
        return null;
    }
}
