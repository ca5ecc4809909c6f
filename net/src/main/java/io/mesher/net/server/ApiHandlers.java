package io.mesher.net.server;

import io.mesher.net.http.ServerHandler;
import io.mesher.net.http.ServerStream;
import io.mesher.net.http.StreamHandlers;
import java.util.function.Supplier;

/** Makes an {@link ApiExchange} for each request to an API of Mesher's own. Event loop only. */
public final class ApiHandlers implements StreamHandlers {
    private final Supplier<ApiExchange> exchanges;

    /** @param exchanges first called for the first request: what serves it needn't be there before */
    public ApiHandlers(Supplier<ApiExchange> exchanges) {
        this.exchanges = exchanges;
    }

    @Override
    public ServerHandler begin(ServerStream stream) {
        return exchanges.get();
    }

    @Override
    public void over(ServerHandler handler) {
        ((ApiExchange) handler).over();
    }
}
