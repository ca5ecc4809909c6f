package io.mesher.net.http1;

import io.mesher.net.http.ConnectionFacts;
import io.mesher.net.http.StreamHandlers;
import io.mesher.net.loop.EventLoop;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the HTTP/1 connections of one listener on one event loop share, the streams that they lend above all. Event loop only. */
final class Http1Server {
    /** About 2 KiB each. A thousand callers at once are usual, and each request of more would make its own. */
    private static final int MAX_KEPT = 1024;

    private final EventLoop loop;
    private final ServerSettings settings;
    private final ConnectionRegistry registry;
    private final Supplier<StreamHandlers> source;
    private final RequestHeads heads;
    private final Deque<Http1ServerStream> free = new ArrayDeque<>();
    private @Nullable ConnectionFacts lastFacts;
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

    EventLoop loop() {
        return loop;
    }

    ServerSettings settings() {
        return settings;
    }

    ConnectionRegistry registry() {
        return registry;
    }

    /** The same for one peer's connections, one after the other. */
    ConnectionFacts facts(InetAddress peer) {
        ConnectionFacts last = lastFacts;
        if (last == null || !last.peer().equals(peer)) {
            last = new ConnectionFacts(peer);
            lastFacts = last;
        }
        return last;
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
