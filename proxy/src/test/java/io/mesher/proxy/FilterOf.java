package io.mesher.proxy;

import io.mesher.core.failure.ProxyFailure;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A filter as a lambda. */
final class FilterOf extends Filter {
    private final Function<RequestContext, @Nullable ProxyFailure> onRequest;

    FilterOf(Function<RequestContext, @Nullable ProxyFailure> onRequest) {
        this.onRequest = onRequest;
    }

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        return onRequest.apply(exchange);
    }
}
