package io.mesher.control.health;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.NameResolver;
import io.mesher.net.pool.Secured;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * By what checks reach an application.
 *
 * @param loop stays the maker's to close, as the resolver
 * @param tls by the name that the certificate must have
 */
public record CheckNetwork(EventLoop loop, NameResolver resolver, Function<String, Secured> tls) {

    @Nullable Secured secured(Endpoint endpoint) {
        String name = endpoint.tlsName();
        return name == null ? null : tls.apply(name);
    }
}
