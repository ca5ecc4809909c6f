package io.mesher.net.pool;

import io.mesher.net.FakeStream;
import io.mesher.net.http1.ClientSettings;
import io.mesher.net.http1.Http1Client;
import io.mesher.net.http1.Messages;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.ManualClock;
import io.mesher.net.pool.UpstreamPool.Wanted;
import java.nio.charset.StandardCharsets;

/** A pool without a network, on an event loop that stands still: a test makes all that happens. */
final class StillPool implements AutoCloseable {
    static final long CONNECT_NANOS = 1_000_000_000L;

    final EventLoop loop = new EventLoop("test", failure -> {
        throw new AssertionError(failure);
    });
    final ManualClock clock = new ManualClock(loop);
    final FakeOpener opener = new FakeOpener();
    final PoolCounters counters = new PoolCounters();
    final UpstreamPool pool;
    private final NameResolver resolver = new NameResolver();

    StillPool(int connections, int idle, int waiting) {
        this("10.0.0.1", connections, idle, waiting);
    }

    StillPool(String host, int connections, int idle, int waiting) {
        pool = new UpstreamPool(
                loop,
                host,
                80,
                new PoolSettings(connections, idle, waiting, CONNECT_NANOS),
                new Http1Client(loop, new ClientSettings(Messages.LIMITS, 30_000_000_000L)),
                opener,
                resolver,
                counters);
    }

    Call get(String path, Wanted wanted) {
        Call call = Call.get(path);
        pool.acquire(call, wanted);
        return call;
    }

    Call get(String path) {
        return get(path, Wanted.ANY);
    }

    /** The one that was begun so many others before. */
    FakeOpener.Begun begun(int place) {
        return opener.begun.get(place);
    }

    /** The end of an event, within which these bytes came. */
    void receives(FakeStream stream, String bytes) {
        loop.releaseWriteBuffer();
        stream.receive(bytes.getBytes(StandardCharsets.ISO_8859_1));
        stream.listener.onReadable();
        loop.releaseWriteBuffer();
    }

    void answers(FakeStream stream) {
        receives(stream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    String gauges() {
        return "open " + pool.openConnections() + ", idle " + pool.idleConnections() + ", waiting "
                + pool.waitingRequests();
    }

    /** The same by the counters. */
    String counted() {
        return "open " + (counters.open() + counters.connecting()) + ", idle " + counters.idle() + ", waiting "
                + counters.waiting();
    }

    /** No name is looked up any more: as if too many were. */
    void closeResolver() {
        resolver.close();
    }

    @Override
    public void close() {
        resolver.close();
        loop.close();
    }
}
