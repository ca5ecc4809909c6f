package io.mesher.net.http1;

import io.mesher.net.http.ConnectionFacts;
import io.mesher.net.http.StreamHandlers;
import io.mesher.net.listen.ConnectionRegistry;
import io.mesher.net.listen.ServerConnection;
import io.mesher.net.listen.ServerProtocol;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.stream.ByteStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the HTTP/1 connections of one listener on one event loop share, the streams that they lend above all. Event loop only. */
public final class Http1Server implements ServerProtocol {
    /** About 2 KiB each. A thousand callers at once are usual, and each request of more would make its own. */
    private static final int MAX_KEPT = 1024;

    private final EventLoop loop;
    private final ServerSettings settings;
    private final ConnectionRegistry registry;
    private final Supplier<StreamHandlers> source;
    private final RequestHeads heads;
    private final Deque<Http1ServerStream> free = new ArrayDeque<>();
    private @Nullable StreamHandlers handlers;

    Http1Server(
            EventLoop loop,
            ServerSettings settings,
            ConnectionRegistry registry,
            Supplier<StreamHandlers> source,
            RequestHeads heads) {
        this.loop = loop;
        this.settings = settings;
        this.registry = registry;
        this.source = source;
        this.heads = heads;
    }

    /**
     * HTTP/1 for a listener.
     *
     * @param loops how many event loops share the memory for requests' heads
     * @param handlers for the requests of one loop; called on that loop, at its first request
     */
    public static ServerProtocol.Source protocols(
            ServerSettings settings, int loops, Function<EventLoop, StreamHandlers> handlers) {
        return (loop, registry) ->
                new Http1Server(loop, settings, registry, () -> handlers.apply(loop), new RequestHeads(loops));
    }

    @Override
    public ServerConnection connect(ByteStream stream, ConnectionFacts facts) {
        Http1ServerConnection connection = new Http1ServerConnection(this, stream, facts);
        stream.listener(connection);
        return connection;
    }

    EventLoop loop() {
        return loop;
    }

    ServerSettings settings() {
        return settings;
    }

    ConnectionRegistry registry() {
        return registry;
    }

    /** Asked for with the first request: what serves it needn't be there when the address is bound. */
    StreamHandlers handlers() {
        StreamHandlers known = handlers;
        if (known == null) {
            known = source.get();
            handlers = known;
        }
        return known;
    }

    /** The connection gives it back. */
    Http1ServerStream lend(Http1ServerConnection to) {
        Http1ServerStream stream = free.pollLast();
        if (stream == null) {
            stream = new Http1ServerStream(this, heads, to.sink());
        }
        stream.begin(to);
        return stream;
    }

    void giveBack(Http1ServerStream stream) {
        stream.over();
        if (free.size() < MAX_KEPT) {
            free.addLast(stream);
        }
    }
}
