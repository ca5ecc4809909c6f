package io.mesher.proxy;

import io.mesher.core.catalog.Catalog;
import io.mesher.core.catalog.LookupResult;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A name that is being asked for, and the exchanges that wait for the answer. Event loop only, but for {@link #onLookup}. */
final class Lookup implements Catalog.LookupListener {
    private final String app;
    private final String name;
    private final LookupQueue queue;
    private final EventLoop loop;
    private final long nanos;
    private final Timer timer;
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    /** Set within {@link #ask}: what this thread hears meanwhile is the answer at once. */
    private volatile @Nullable Thread asking;

    private @Nullable LookupResult answer;
    private boolean over;

    /** @param app empty for our own */
    Lookup(String app, String name, LookupQueue queue, EventLoop loop, long nanos) {
        this.app = app;
        this.name = name;
        this.queue = queue;
        this.loop = loop;
        this.nanos = nanos;
        this.timer = loop.timer(this::onTimeout);
    }

    String key() {
        return key(app, name);
    }

    /** Of two different services never the same: a name has no slash, for it stands for a host. */
    static String key(String app, String name) {
        return app.isEmpty() ? name : app + "/" + name;
    }

    /** The answer, where the catalog has it at once. */
    @Nullable LookupResult ask(Catalog catalog) {
        asking = Thread.currentThread();
        catalog.lookUp(app, name, this);
        asking = null;
        if (answer == null) {
            timer.set(nanos);
        }
        return answer;
    }

    void add(Exchange exchange) {
        waiting.add(exchange);
        exchange.awaits(this);
    }

    /** The exchange hears nothing more. The others do, and whoever comes next may join them. */
    void cancel(Exchange exchange) {
        if (waiting.remove(exchange)) {
            queue.left();
        }
    }

    @Override
    public void onLookup(LookupResult result) {
        if (asking == Thread.currentThread()) {
            answer = result;
        } else {
            // Also where the catalog answers on this loop: what it is doing there is none of the exchanges' business.
            loop.execute(() -> end(result));
        }
    }

    private void onTimeout() {
        end(null);
    }

    /** {@code result}: null when there was none in time. */
    private void end(@Nullable LookupResult result) {
        if (!over) {
            over = true;
            timer.release();
            queue.over(this);
            tell(result);
        }
    }

    private void tell(@Nullable LookupResult result) {
        try {
            for (Exchange exchange; (exchange = waiting.poll()) != null; ) {
                queue.left();
                if (result == null) {
                    exchange.lookupTimedOut(name, nanos / 1_000_000);
                } else {
                    exchange.lookedUp(result);
                }
            }
        } finally {
            // A defect in one exchange must not leave the others waiting for ever.
            if (!waiting.isEmpty()) {
                loop.execute(() -> tell(result));
            }
        }
    }
}
