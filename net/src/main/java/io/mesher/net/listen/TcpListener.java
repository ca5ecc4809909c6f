package io.mesher.net.listen;

import io.mesher.net.http.ConnectionFacts;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.LoopFailureListener;
import io.mesher.net.loop.Selectable;
import io.mesher.net.loop.Timer;
import io.mesher.net.stream.TcpKeepAlive;
import io.mesher.net.stream.TcpStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A listening address. One loop accepts and deals the connections out in turn: with one socket per loop (SO_REUSEPORT) two
 * processes could share a port unnoticed.
 */
public final class TcpListener implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final int ACCEPTS_PER_EVENT = 64;
    /** Out of file descriptors: trying again at once would only spin. */
    private static final long PAUSE_NANOS = 100_000_000;

    /** What serves the connections of one event loop. */
    private static final class Worker {
        final EventLoop loop;
        final ConnectionRegistry registry;
        final ServerProtocol protocol;
        private @Nullable ConnectionFacts lastFacts;

        Worker(EventLoop loop, ConnectionRegistry registry, ServerProtocol protocol) {
            this.loop = loop;
            this.registry = registry;
            this.protocol = protocol;
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
    }

    private final ServerSocketChannel channel;
    private final InetSocketAddress address;
    private final LoopFailureListener failures;
    private final List<Worker> workers;
    private final AtomicInteger openInAll;
    private final AtomicInteger openHere = new AtomicInteger();
    private final int maxConnections;
    private final int maxHere;
    private int turn;

    private TcpListener(
            ServerSocketChannel channel,
            List<EventLoop> loops,
            ServerProtocol.Source protocols,
            AtomicInteger openInAll,
            int maxConnections,
            int maxHere,
            LoopFailureListener failures)
            throws IOException {
        this.channel = channel;
        this.address = (InetSocketAddress) channel.getLocalAddress();
        this.failures = failures;
        this.openInAll = openInAll;
        this.maxConnections = maxConnections;
        this.maxHere = maxHere;
        this.workers = loops.stream().map(loop -> worker(loop, protocols)).toList();
    }

    private Worker worker(EventLoop loop, ServerProtocol.Source protocols) {
        ConnectionRegistry registry = new ConnectionRegistry(this::onGone);
        return new Worker(loop, registry, protocols.on(loop, registry));
    }

    /**
     * Binds at once, so that a port in use is found here; accepts from {@link #start} on. Any thread.
     *
     * @param protocols what the connections speak
     * @param openInAll connections open over all listeners that share the bound {@code maxConnections}
     * @throws IOException when the address can't be bound, in the system's words
     */
    public static TcpListener bind(
            InetSocketAddress address,
            List<EventLoop> loops,
            ServerProtocol.Source protocols,
            AtomicInteger openInAll,
            int maxConnections,
            LoopFailureListener failures)
            throws IOException {
        return bind(address, loops, protocols, openInAll, maxConnections, maxConnections, failures);
    }

    /**
     * As the other, for one that leaves some of the shared bound to others.
     *
     * @param maxHere connections open that came here
     */
    public static TcpListener bind(
            InetSocketAddress address,
            List<EventLoop> loops,
            ServerProtocol.Source protocols,
            AtomicInteger openInAll,
            int maxConnections,
            int maxHere,
            LoopFailureListener failures)
            throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            TcpKeepAlive.setTimes(channel);
            channel.bind(address, BACKLOG);
            return new TcpListener(channel, loops, protocols, openInAll, maxConnections, maxHere, failures);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Where it listens; the port that the system chose where 0 was asked for. */
    public InetSocketAddress address() {
        return address;
    }

    /** Connections that came here and are open still. Any thread. */
    public int openConnections() {
        return openHere.get();
    }

    /** How often that happened so far. Any thread. */
    public long count(ConnectionEvent event) {
        long count = 0;
        for (Worker worker : workers) {
            count += worker.registry.count(event);
        }
        return count;
    }

    /** Connections that came here and are open on this loop. On that loop. */
    public int openConnections(EventLoop loop) {
        ConnectionRegistry registry = registry(loop);
        return registry == null ? 0 : registry.size();
    }

    /** Those, the oldest first, at most {@code max} of them. On that loop. */
    public List<OpenConnection> look(EventLoop loop, int max) {
        ConnectionRegistry registry = registry(loop);
        return registry == null ? List.of() : registry.look(max);
    }

    private @Nullable ConnectionRegistry registry(EventLoop loop) {
        for (Worker worker : workers) {
            if (worker.loop == loop) {
                return worker.registry;
            }
        }
        return null;
    }

    public void start() {
        EventLoop acceptor = workers.getFirst().loop;
        acceptor.execute(() -> {
            try {
                new Acceptor(acceptor);
            } catch (IOException e) {
                failures.onLoopFailure(e);
            }
        });
    }

    /** From now on responses say {@code Connection: close}; new connections are still taken. Any thread. */
    public void drain() {
        workers.forEach(worker -> worker.loop.execute(worker.registry::drain));
    }

    /** Takes no more connections; those open end with what they are doing. Any thread. */
    @Override
    public void close() {
        workers.getFirst().loop.execute(() -> {
            try {
                channel.close();
            } catch (IOException e) {
                failures.onLoopFailure(e);
            }
        });
        workers.forEach(worker -> worker.loop.execute(worker.registry::closeIdle));
    }

    private final class Acceptor extends Selectable {
        private final SelectionKey key;
        private final Timer pause;

        Acceptor(EventLoop loop) throws IOException {
            this.key = loop.register(channel, SelectionKey.OP_ACCEPT, this);
            this.pause = loop.timer(this::goOn);
        }

        private void goOn() {
            if (key.isValid()) {
                key.interestOps(SelectionKey.OP_ACCEPT);
            }
        }

        @Override
        protected void onReady(int readyOps) {
            try {
                for (int i = 0; i < ACCEPTS_PER_EVENT; i++) {
                    SocketChannel accepted = channel.accept();
                    if (accepted == null) {
                        return;
                    }
                    take(accepted);
                }
            } catch (IOException e) {
                if (channel.isOpen()) {
                    failures.onLoopFailure(e);
                    key.interestOps(0);
                    pause.set(PAUSE_NANOS);
                }
            }
        }
    }

    private void take(SocketChannel accepted) throws IOException {
        boolean taken = openInAll.incrementAndGet() <= maxConnections && openHere.get() < maxHere;
        if (!taken) {
            openInAll.decrementAndGet();
            workers.getFirst().registry.counters().add(ConnectionEvent.REFUSED);
            accepted.close();
            return;
        }
        openHere.incrementAndGet();
        Worker worker = workers.get(turn);
        turn = turn + 1 == workers.size() ? 0 : turn + 1;
        // On this loop, too, after the turn's other events: the first request is there by then as a rule.
        worker.loop.execute(new Opening(worker, accepted));
    }

    /** Not a lambda: one that captures costs 0.8 us each time it is made, in C1's code. */
    private final class Opening implements Runnable {
        private final Worker worker;
        private final SocketChannel accepted;

        Opening(Worker worker, SocketChannel accepted) {
            this.worker = worker;
            this.accepted = accepted;
        }

        @Override
        public void run() {
            open(worker, accepted);
        }
    }

    private void open(Worker worker, SocketChannel accepted) {
        worker.registry.counters().add(ConnectionEvent.ACCEPTED);
        ServerConnection connection = connection(worker, accepted);
        if (connection == null) {
            return;
        }
        try {
            connection.start();
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            failures.onLoopFailure(e);
            connection.onBroken();
        }
    }

    private @Nullable ServerConnection connection(Worker worker, SocketChannel accepted) {
        try {
            TcpStream stream = TcpStream.accepted(worker.loop, accepted);
            InetAddress peer = stream.peer();
            if (peer == null) {
                throw new IOException("gone before it was served");
            }
            if (!peer.isLoopbackAddress()) {
                stream.keepAlive();
            }
            ServerConnection connection = worker.protocol.connect(stream, worker.facts(peer));
            worker.registry.add(connection);
            return connection;
        } catch (IOException _) {
            giveUp(worker, accepted);
            return null;
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            // A defect costs the caller its connection, not the listener one of those that it may have.
            failures.onLoopFailure(e);
            giveUp(worker, accepted);
            return null;
        }
    }

    private void onGone() {
        openInAll.decrementAndGet();
        openHere.decrementAndGet();
    }

    private void giveUp(Worker worker, SocketChannel accepted) {
        worker.registry.counters().add(ConnectionEvent.BROKEN);
        onGone();
        try {
            accepted.close();
        } catch (IOException _) {
            // It is gone already.
        }
    }
}
