package io.mesher.proxy;

import io.mesher.core.telemetry.Direction;
import io.mesher.net.http.ServerHandler;
import io.mesher.net.http.ServerStream;
import io.mesher.net.http.StreamHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Lends exchanges to the requests of one direction on one event loop: an exchange is some forty objects, too dear for one request
 * and too large for each idle connection. Event loop only.
 */
public final class ExchangePool implements StreamHandlers {
    /** About 3 KiB each. So many callers at once are usual; an exchange of more is made and dropped. */
    private static final int MAX_KEPT = 1024;

    private final LoopContext context;
    private final Direction direction;
    private final Filter[] filters;
    private final Deque<Exchange> free = new ArrayDeque<>();

    public ExchangePool(LoopContext context, Direction direction, List<Filter> filters) {
        this.context = context;
        this.direction = direction;
        this.filters = filters.toArray(new Filter[0]);
    }

    @Override
    public ServerHandler begin(ServerStream stream) {
        Exchange exchange = free.pollLast();
        return exchange == null ? new Exchange(context, direction, filters) : exchange;
    }

    @Override
    public void over(ServerHandler handler) {
        Exchange exchange = (Exchange) handler;
        if (exchange.forget() && free.size() < MAX_KEPT) {
            free.addLast(exchange);
        } else {
            exchange.release();
        }
    }
}
