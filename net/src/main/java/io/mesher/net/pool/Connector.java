package io.mesher.net.pool;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import io.mesher.net.pool.NameResolver.Resolution;
import io.mesher.net.stream.ByteStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection on its way up, for whoever has waited longest when it stands. Of a name's addresses the next is tried as soon as
 * one fails, or takes long; the first that stands is taken, and the others are given up.
 */
final class Connector implements Opener.Listener, NameResolver.Answer, Runnable {
    /** Exactly one of these is called, possibly before the connecting returns. */
    interface Owner {
        void onConnected(ByteStream stream);

        void onConnectFailed(Failure how, ConnectFault fault);
    }

    /** How it failed. */
    enum Failure {
        /** The upstream can't be reached. */
        REFUSED,
        TIMED_OUT,
        /** A bound of Mesher's own: no fault of the upstream. */
        OVERLOAD
    }

    /** RFC 8305 §5: the Connection Attempt Delay that is recommended. */
    static final long NEXT_ADDRESS_NANOS = 250_000_000;

    private final EventLoop loop;
    private final Opener opener;
    private final Owner owner;
    private final long connectNanos;
    private long deadline;
    private final Timer timer;
    /** A place per address: null before it is tried, and when it has failed. */
    private Opener.@Nullable Opening[] openings = {};

    private InetSocketAddress[] addresses = {};
    private int next;
    private int underWay;
    /** Of the openings, those that are connections being secured: no time to connect runs meanwhile. */
    private Set<Opener.Opening> reached = Set.of();

    private ConnectFault fault = ConnectFault.of("no address");
    private boolean done;

    Connector(EventLoop loop, Opener opener, Owner owner, long connectNanos) {
        this.loop = loop;
        this.opener = opener;
        this.owner = owner;
        this.connectNanos = connectNanos;
        this.deadline = loop.now() + connectNanos;
        this.timer = loop.timer(this);
    }

    void connect(InetSocketAddress literal) {
        addresses(new InetSocketAddress[] {literal});
    }

    /** @param turn as {@link NameResolver#resolve} takes it */
    void resolve(NameResolver resolver, String host, int port, int turn) {
        timer.set(connectNanos);
        resolver.resolve(host, port, turn, this);
    }

    /** On the resolver's thread, or within {@link #resolve}. */
    @Override
    public void onResolved(Resolution resolution) {
        loop.execute(() -> resolved(resolution));
    }

    private void resolved(Resolution resolution) {
        if (done) {
            return;
        }
        switch (resolution) {
            case Resolution.Found(InetSocketAddress[] found) -> addresses(found);
            case Resolution.Unknown(String why) -> fail(Failure.REFUSED, ConnectFault.of(why));
            case Resolution.Overload(String limit) -> fail(Failure.OVERLOAD, ConnectFault.of(limit));
        }
    }

    private void addresses(InetSocketAddress[] found) {
        addresses = found;
        openings = new Opener.@Nullable Opening[found.length];
        tryNext();
    }

    private void tryNext() {
        boolean begun = false;
        while (!begun && next < addresses.length) {
            begun = begin(next++);
        }
        if (underWay == 0) {
            fail(Failure.REFUSED, fault);
        } else {
            long left = deadline - loop.now();
            timer.set(next < addresses.length ? Math.min(NEXT_ADDRESS_NANOS, left) : left);
        }
    }

    private boolean begin(int place) {
        try {
            openings[place] = opener.open(addresses[place], this);
            underWay++;
            return true;
        } catch (IOException | RuntimeException e) {
            // Some systems refuse at once; unresolvable and unsupported addresses too.
            fault = ConnectFault.of(e.getMessage() == null ? e.toString() : e.getMessage());
            return false;
        }
    }

    @Override
    public void onReached(Opener.Opening opening) {
        if (!done) {
            reached = reached.isEmpty() ? new HashSet<>(2) : reached;
            reached.add(opening);
            timer.clear();
        }
    }

    @Override
    public void onFailed(Opener.Opening opening, ConnectFault why) {
        if (!done) {
            fault = why;
            forget(opening);
            if (!reached.isEmpty() && reached.remove(opening)) {
                deadline = loop.now() + connectNanos;
            }
            if (reached.isEmpty()) {
                tryNext();
            }
        }
    }

    @Override
    public void onOpened(Opener.Opening opening, ByteStream stream) {
        if (done) {
            // Given up within the same turn of the loop.
            return;
        }
        forget(opening);
        end();
        owner.onConnected(stream);
    }

    private void forget(Opener.Opening opening) {
        for (int i = 0; i < next; i++) {
            if (openings[i] == opening) {
                openings[i] = null;
                underWay--;
            }
        }
    }

    /** Of the timer. */
    @Override
    public void run() {
        if (loop.now() >= deadline) {
            fail(Failure.TIMED_OUT, ConnectFault.of("no answer within " + connectNanos / 1_000_000 + " ms"));
        } else {
            tryNext();
        }
    }

    private void fail(Failure how, ConnectFault why) {
        end();
        owner.onConnectFailed(how, why);
    }

    private void end() {
        done = true;
        timer.release();
        for (Opener.Opening opening : openings) {
            if (opening != null) {
                opening.close();
            }
        }
    }
}
