package io.mesher.net.pool;

import io.mesher.net.http.Ascii;
import io.mesher.net.http.ClientStream;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.PoolCounters.Count;
import io.mesher.net.stream.ByteStream;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to one upstream address. The connection used last is used first, so that those not needed
 * fall idle and go. Whatever connection comes free, or stands first, is for whoever has waited longest. Bounded in connections and
 * in waiters. Event loop only.
 */
public final class UpstreamPool implements Connections, PooledConnection.Owner {
    private final EventLoop loop;
    private final String host;
    private final int port;
    private final PoolSettings settings;
    private final UpstreamProtocol protocol;
    private final Opener opener;
    private final NameResolver resolver;
    private final PoolCounters counters;
    /** Null when {@code host} is a name, which may move. */
    private final @Nullable InetSocketAddress literal;

    /** The one used last at the end. */
    private final Deque<PooledConnection> withRoom = new ArrayDeque<>();

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Connector.Owner connects = new Connects();
    private final byte[] authority;
    /** Those on their way up among them. */
    private int connections;

    private int connecting;
    private int idle;
    /** Of those who wait, as many as {@link #counters} know of. */
    private int queued;

    private boolean connectsForWaiting;
    private long connectNanos;
    /** Of a name's addresses another one is tried first each time; all pools begin elsewhere. */
    private int turn;

    /** By plain TCP; otherwise as the next one. */
    public UpstreamPool(
            EventLoop loop,
            String host,
            int port,
            PoolSettings settings,
            UpstreamProtocol protocol,
            NameResolver resolver,
            PoolCounters counters) {
        this(loop, host, port, settings, protocol, new TcpOpener(loop), resolver, counters);
    }

    /**
     * @param protocol what is spoken there
     * @param secured null: by plain TCP
     * @param counters of this pool or of all of the loop
     */
    public UpstreamPool(
            EventLoop loop,
            String host,
            int port,
            PoolSettings settings,
            UpstreamProtocol protocol,
            @Nullable Secured secured,
            NameResolver resolver,
            PoolCounters counters) {
        this(loop, host, port, settings, protocol, Secured.opener(loop, secured), resolver, counters);
    }

    UpstreamPool(
            EventLoop loop,
            String host,
            int port,
            PoolSettings settings,
            UpstreamProtocol protocol,
            Opener opener,
            NameResolver resolver,
            PoolCounters counters) {
        this.loop = loop;
        this.host = host;
        this.port = port;
        this.settings = settings;
        this.protocol = protocol;
        this.opener = opener;
        this.resolver = resolver;
        this.counters = counters;
        this.connectNanos = settings.connectNanos();
        this.literal = NameResolver.literal(host, port);
        this.turn = literal == null ? ThreadLocalRandom.current().nextInt() : 0;
        this.authority = Ascii.bytes((host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port);
    }

    /** What a caller accepts. */
    public enum Wanted {
        /** Any connection: should it turn out to be closed, the request can be repeated. */
        ANY,
        /** One that was looked at just now, since the request must not be repeated. */
        CHECKED,
        /** None that stands idle, since those are under suspicion: a new one, or one that has just answered. */
        FRESH
    }

    /** One who waits. {@code repeatable}: as {@link PooledConnection#open} asks. */
    private record Waiting(Waiter waiter, boolean repeatable) {}

    /** For connections that are begun from now on, in place of {@link PoolSettings#connectNanos}. */
    public void connectNanos(long nanos) {
        connectNanos = nanos;
    }

    @Override
    public void acquire(Waiter waiter, Wanted wanted) {
        boolean repeatable = wanted == Wanted.ANY;
        ClientStream stream = null;
        if (wanted == Wanted.FRESH) {
            counters.add(Count.REPLACED);
            makeRoom();
        } else {
            stream = openOnRoom(repeatable);
        }
        if (stream != null) {
            waiter.onConnection(stream);
        } else if (connections < settings.connections() || waitingRequests() < settings.waiting() || isSpare()) {
            waiting.add(new Waiting(waiter, repeatable));
            connectForWaiting();
            count();
        } else {
            counters.add(Count.REFUSED);
            waiter.onPoolFull(settings.connections() + " connections and " + settings.waiting() + " waiting requests");
        }
    }

    @Override
    public boolean isFull() {
        return waitingRequests() > 0 && connections >= settings.connections();
    }

    @Override
    public void cancel(Waiter waiter) {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            if (each.next().waiter == waiter) {
                each.remove();
                count();
                return;
            }
        }
    }

    /** Those that are being opened included. */
    public int openConnections() {
        return connections;
    }

    /** Of those, the ones that no request uses. */
    public int idleConnections() {
        return idle;
    }

    /** Requests that wait for a connection to come free: beside those for which one is being opened. */
    public int waitingRequests() {
        return Math.max(0, waiting.size() - connecting);
    }

    /** Whether a connection is on its way that nobody waits for any more. */
    private boolean isSpare() {
        return waiting.size() < connecting;
    }

    public void closeIdle() {
        for (int left = withRoom.size(); left > 0; left--) {
            PooledConnection connection = withRoom.pollFirst();
            if (connection != null && connection.isIdle()) {
                expire(connection);
            } else if (connection != null) {
                withRoom.addLast(connection);
            }
        }
    }

    // --- connections that stand

    private @Nullable ClientStream openOnRoom(boolean repeatable) {
        for (PooledConnection connection; (connection = withRoom.pollLast()) != null; ) {
            boolean wasIdle = connection.isIdle();
            if (wasIdle) {
                idle--;
            }
            ClientStream stream = connection.open(repeatable);
            if (wasIdle) {
                counters.add(stream == null ? Count.EXPIRED : Count.REUSED);
            }
            if (stream != null) {
                keepWhileRoom(connection);
                return stream;
            }
        }
        return null;
    }

    private void keepWhileRoom(PooledConnection connection) {
        if (connection.room() > 0) {
            withRoom.addLast(connection);
        }
    }

    /** Else a fresh connection would wait for one to come back, which none does where all are idle. */
    private void makeRoom() {
        PooledConnection oldest = connections < settings.connections() ? null : withRoom.peekFirst();
        if (oldest != null && oldest.isIdle()) {
            withRoom.removeFirst();
            expire(oldest);
        }
    }

    /** It isn't among those with room any more. */
    private void expire(PooledConnection connection) {
        idle--;
        counters.add(Count.EXPIRED);
        connection.close();
    }

    @Override
    public void onRoom(PooledConnection connection) {
        while (connection.room() > 0) {
            Waiting next = waiting.peek();
            if (next == null) {
                withRoom.addLast(connection);
                return;
            }
            ClientStream stream = connection.open(next.repeatable);
            if (stream == null) {
                // Closed by that, and replaced by onClosed.
                return;
            }
            waiting.remove();
            if (stream.isReused()) {
                counters.add(Count.PARKED);
                counters.add(Count.REUSED);
            }
            count();
            next.waiter.onConnection(stream);
        }
    }

    @Override
    public void onIdle(PooledConnection connection) {
        if (idle < settings.idleConnections()) {
            idle++;
            counters.add(Count.PARKED);
        } else {
            withRoom.removeLastOccurrence(connection);
            connection.close();
        }
    }

    @Override
    public void onClosed(PooledConnection connection) {
        connections--;
        counters.add(Count.CLOSED);
        if (withRoom.remove(connection) && connection.isIdle()) {
            idle--;
            counters.add(Count.EXPIRED);
        }
        connectForWaiting();
        count();
    }

    // --- new connections

    /**
     * As many as are missing. A loop: where connects fail at once, whoever hears of it may ask again from within, and a queue of
     * many thousand waiters is told one after the other.
     */
    private void connectForWaiting() {
        if (connectsForWaiting) {
            return;
        }
        connectsForWaiting = true;
        try {
            while (connections < settings.connections() && waiting.size() > connecting) {
                connect();
            }
        } finally {
            connectsForWaiting = false;
        }
    }

    private void connect() {
        connections++;
        connecting++;
        counters.add(Count.CONNECTS);
        Connector connector = new Connector(loop, opener, connects, connectNanos);
        if (literal != null) {
            connector.connect(literal);
        } else {
            connector.resolve(resolver, host, port, turn++);
        }
    }

    /** Whoever has no connection on its way counts as waiting. */
    private void count() {
        for (int now = waitingRequests(); queued != now; ) {
            counters.add(queued < now ? Count.QUEUED : Count.UNQUEUED);
            queued += queued < now ? 1 : -1;
        }
    }

    /** What becomes of the connectors. */
    private final class Connects implements Connector.Owner {
        @Override
        public void onConnected(ByteStream stream) {
            connecting--;
            counters.add(Count.OPENED);
            protocol.begin(stream, authority, UpstreamPool.this);
            count();
        }

        /**
         * One waiter hears of it, the one who has waited longest; none where a connection is on its way for each of them nevertheless,
         * since one has given up.
         */
        @Override
        public void onConnectFailed(Connector.Failure how, ConnectFault fault) {
            connecting--;
            connections--;
            counters.add(how == Connector.Failure.TIMED_OUT ? Count.CONNECT_TIMED_OUT : Count.CONNECT_FAILED);
            Waiting told = waiting.size() > connecting ? waiting.poll() : null;
            count();
            if (told != null && how == Connector.Failure.OVERLOAD) {
                told.waiter.onPoolFull(fault.cause());
            } else if (told != null) {
                told.waiter.onConnectFailed(fault);
            }
            connectForWaiting();
            count();
        }
    }
}
