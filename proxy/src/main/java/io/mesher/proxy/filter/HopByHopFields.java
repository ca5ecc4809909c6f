package io.mesher.proxy.filter;

import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.HopByHop;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/** Fields that concern the caller's connection don't go further (RFC 9110 §7.6.1). */
public final class HopByHopFields extends Filter {
    public HopByHopFields() {}

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        HopByHop.drop(exchange.request().fields());
        return null;
    }
}
