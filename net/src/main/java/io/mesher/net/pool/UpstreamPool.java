package io.mesher.net.pool;

import io.mesher.net.http.Ascii;
import io.mesher.net.http1.ClientConnection;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.PoolCounters.Count;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to one upstream address. The connection used last is used first, so that those not needed
 * fall idle and go. Bounded in connections and in waiters. Event loop only.
 */
public final class UpstreamPool implements Connections, ClientConnection.Owner {
    private final EventLoop loop;
    private final String host;
    private final int port;
    private final PoolSettings settings;
    private final NameResolver resolver;
    private final PoolCounters counters;
    /** Null when {@code host} is a name, which may move. */
    private final @Nullable InetSocketAddress literal;

    private final Deque<ClientConnection> idle = new ArrayDeque<>();
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private final Deque<Connector> connecting = new ArrayDeque<>();
    private final ByteBuffer probe = ByteBuffer.allocate(1);
    private final byte[] authority;
    private int open;
    private long connectNanos;

    /** @param counters of this pool or of all of the loop */
    public UpstreamPool(
            EventLoop loop,
            String host,
            int port,
            PoolSettings settings,
            NameResolver resolver,
            PoolCounters counters) {
        this.loop = loop;
        this.host = host;
        this.port = port;
        this.settings = settings;
        this.resolver = resolver;
        this.counters = counters;
        this.connectNanos = settings.connectNanos();
        this.literal = NameResolver.literal(host, port);
        this.authority = Ascii.bytes((host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port);
    }

    /** What a caller accepts. */
    public enum Wanted {
        /** Any connection: should it turn out to be closed, the request can be repeated. */
        ANY,
        /** One that was looked at just now, since the request must not be repeated. */
        CHECKED,
        /** A new one: the pooled ones are under suspicion. */
        FRESH
    }

    /** For connections that are begun from now on, in place of {@link PoolSettings#connectNanos}. */
    public void connectNanos(long nanos) {
        connectNanos = nanos;
    }

    @Override
    public void acquire(Waiter waiter, Wanted wanted) {
        ClientConnection connection = null;
        if (wanted == Wanted.FRESH) {
            counters.add(Count.REPLACED);
            makeRoom();
        } else {
            connection = pollIdle(wanted);
        }
        if (connection != null) {
            counters.add(Count.REUSED);
            waiter.onConnection(connection);
        } else if (open < settings.connections()) {
            connect(waiter);
        } else if (waiting.size() < settings.waiting()) {
            counters.add(Count.QUEUED);
            waiting.add(waiter);
        } else {
            counters.add(Count.REFUSED);
            waiter.onPoolFull(settings.connections() + " connections and " + settings.waiting() + " waiting requests");
        }
    }

    @Override
    public void cancel(Waiter waiter) {
        if (waiting.remove(waiter)) {
            counters.add(Count.UNQUEUED);
            return;
        }
        for (Connector connector : connecting) {
            if (connector.isFor(waiter)) {
                connector.orphan();
                return;
            }
        }
    }

    /** Those that are being opened included. */
    public int openConnections() {
        return open;
    }

    /** Of those, the ones that no request uses. */
    public int idleConnections() {
        return idle.size();
    }

    /** Requests that wait for a connection to come free. */
    public int waitingRequests() {
        return waiting.size();
    }

    public void closeIdle() {
        for (ClientConnection connection; (connection = idle.pollLast()) != null; ) {
            expire(connection);
        }
    }

    private @Nullable ClientConnection pollIdle(Wanted wanted) {
        for (ClientConnection connection; (connection = idle.pollLast()) != null; ) {
            if (wanted == Wanted.CHECKED && connection.isStale(probe)) {
                expire(connection);
            } else {
                return connection;
            }
        }
        return null;
    }

    /** Else a fresh connection would wait for one to come back, which none does where all are idle. */
    private void makeRoom() {
        ClientConnection oldest = open < settings.connections() ? null : idle.pollFirst();
        if (oldest != null) {
            expire(oldest);
        }
    }

    /** It isn't among the idle ones any more. */
    private void expire(ClientConnection parked) {
        counters.add(Count.EXPIRED);
        parked.closeIdle();
    }

    private void connect(Waiter waiter) {
        open++;
        counters.add(Count.CONNECTS);
        Connector connector = new Connector(loop, settings.connection(), connectNanos, this, waiter);
        connecting.add(connector);
        if (literal != null) {
            connector.connect(literal);
        } else {
            connector.resolve(resolver, host, port);
        }
    }

    byte[] authority() {
        return authority;
    }

    void onConnected(Connector connector, ClientConnection connection, @Nullable Waiter waiter) {
        connecting.remove(connector);
        counters.add(Count.OPENED);
        if (waiter == null) {
            connection.park();
            onIdle(connection);
        } else {
            waiter.onConnection(connection);
        }
    }

    void onConnectFailed(Connector connector, boolean timedOut, String cause, @Nullable Waiter waiter) {
        connecting.remove(connector);
        counters.add(timedOut ? Count.CONNECT_TIMED_OUT : Count.CONNECT_FAILED);
        open--;
        if (waiter != null) {
            waiter.onConnectFailed(cause);
        }
        connectForNext();
    }

    @Override
    public void onIdle(ClientConnection connection) {
        Waiter next = pollWaiting();
        if (next != null) {
            counters.add(Count.PARKED);
            counters.add(Count.REUSED);
            next.onConnection(connection);
        } else if (idle.size() < settings.idleConnections()) {
            counters.add(Count.PARKED);
            idle.addLast(connection);
        } else {
            connection.closeIdle();
        }
    }

    @Override
    public void onClosed(ClientConnection connection) {
        open--;
        counters.add(Count.CLOSED);
        if (idle.remove(connection)) {
            counters.add(Count.EXPIRED);
        }
        connectForNext();
    }

    private void connectForNext() {
        if (open < settings.connections()) {
            Waiter next = pollWaiting();
            if (next != null) {
                connect(next);
            }
        }
    }

    private @Nullable Waiter pollWaiting() {
        Waiter next = waiting.poll();
        if (next != null) {
            counters.add(Count.UNQUEUED);
        }
        return next;
    }
}
