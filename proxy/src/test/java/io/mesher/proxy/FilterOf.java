package io.mesher.proxy;

import io.mesher.core.failure.ProxyFailure;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A filter as a lambda. */
final class FilterOf extends Filter {
    private final Function<Exchange, @Nullable ProxyFailure> onRequest;

    FilterOf(Function<Exchange, @Nullable ProxyFailure> onRequest) {
        this.onRequest = onRequest;
    }

    @Override
    public @Nullable ProxyFailure onRequest(Exchange exchange) {
        return onRequest.apply(exchange);
    }
}
