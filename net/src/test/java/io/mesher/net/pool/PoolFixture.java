package io.mesher.net.pool;

import static org.awaitility.Awaitility.await;

import io.mesher.net.LoopFixture;
import io.mesher.net.RawPeer;
import io.mesher.net.RawServer;
import io.mesher.net.http1.ClientSettings;
import io.mesher.net.http1.Http1Client;
import io.mesher.net.http1.Messages;
import io.mesher.net.pool.UpstreamPool.Wanted;
import java.util.function.Consumer;

/** A pool on its loop, with an upstream that a test scripts. */
final class PoolFixture implements AutoCloseable {
    static final long SECOND = 1_000_000_000L;

    final LoopFixture fixture = new LoopFixture();
    final NameResolver resolver = new NameResolver();
    final PoolCounters counters = new PoolCounters();
    final RawServer server;
    final UpstreamPool pool;

    PoolFixture(int connections, int idle, int waiting, Consumer<RawPeer> script) {
        server = new RawServer(script);
        pool = pool("127.0.0.1", server.port(), settings(connections, idle, waiting, 5 * SECOND));
    }

    PoolFixture(Consumer<RawPeer> script) {
        this(10, 10, 10, script);
    }

    static PoolSettings settings(int connections, int idle, int waiting, long connectNanos) {
        return new PoolSettings(connections, idle, waiting, connectNanos);
    }

    int port() {
        return server.port();
    }

    UpstreamPool pool(String host, int port, PoolSettings settings) {
        Http1Client protocol = new Http1Client(fixture.loop(), new ClientSettings(Messages.LIMITS, 30 * SECOND));
        return new UpstreamPool(fixture.loop(), host, port, settings, protocol, resolver, counters);
    }

    /** An upstream that answers each request with its path, and keeps the connection. */
    static void echo(RawPeer peer) {
        for (String head = peer.readHead(); head.endsWith("\r\n\r\n"); head = peer.readHead()) {
            String path = head.split(" ", -1)[1];
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
        }
    }

    /** Answers the first request with these bytes and then waits for the other side's end. */
    static Consumer<RawPeer> answering(String response) {
        return peer -> {
            peer.readHead();
            peer.send(response);
            peer.readToEnd();
        };
    }

    void start(Call call, Wanted wanted) {
        fixture.run(() -> pool.acquire(call, wanted));
    }

    Call finish(Call call) {
        return finish(call, Wanted.ANY);
    }

    Call finish(Call call, Wanted wanted) {
        start(call, wanted);
        await().until(() -> call.over);
        return call;
    }

    int open() {
        return fixture.call(pool::openConnections);
    }

    @Override
    public void close() {
        server.close();
        resolver.close();
        fixture.close();
        if (!fixture.failures().isEmpty()) {
            throw new AssertionError("a defect", fixture.failures().getFirst());
        }
    }
}
