package io.mesher.net.http1;

import io.mesher.net.http.ClientStream;
import io.mesher.net.http.ReservedConnection;
import io.mesher.net.loop.Timer;
import io.mesher.net.pool.PooledConnection;
import io.mesher.net.stream.ByteSink;
import io.mesher.net.stream.ByteStream;
import io.mesher.net.stream.StreamListener;
import io.mesher.net.stream.StreamRefusal;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Our HTTP/1 connection to an upstream: the socket, and its life in the pool. It has one {@link Http1ClientStream}, used for one
 * request after the other: it is kept when both messages ended cleanly.
 */
final class Http1ClientConnection
        implements PooledConnection, ReservedConnection, StreamListener, ByteSink.Listener, Runnable {
    private enum State {
        IDLE,
        BUSY,
        CLOSED
    }

    private final Http1Client client;
    private final ByteStream stream;
    private final Owner owner;
    private final ByteSink sink;
    private final Http1ClientStream exchange;

    private State state = State.IDLE;
    private boolean idle = true;
    private boolean stood;
    private boolean reserved;
    private long idleNanos;
    /** Made when there is something to wait for: of a connection for one request there isn't. */
    private @Nullable Timer timer;

    Http1ClientConnection(Http1Client client, ByteStream stream, byte[] authority, Owner owner) {
        this.client = client;
        this.stream = stream;
        this.owner = owner;
        this.idleNanos = client.settings().idleNanos();
        this.sink = new ByteSink(client.loop(), stream, this);
        this.exchange = new Http1ClientStream(this, sink, client.settings(), authority, client.pathPrefix());
    }

    // --- in the pool

    /** To whoever waits; else it is watched over until somebody wants it. */
    void offer() {
        owner.onRoom(this);
        if (state == State.IDLE) {
            stood = true;
            stream.readInterest(true);
            timer(idleNanos);
            owner.onIdle(this);
        }
    }

    @Override
    public int room() {
        return state == State.IDLE ? 1 : 0;
    }

    @Override
    public boolean isIdle() {
        return idle;
    }

    @Override
    public @Nullable ClientStream open(boolean repeatable) {
        if (stood && !repeatable && isDead()) {
            close();
            return null;
        }
        state = State.BUSY;
        idle = false;
        clearTimer();
        return exchange;
    }

    /** Whether the peer has closed it, or sent something that nobody asked for: then it must not be used again. */
    private boolean isDead() {
        return stream.read(client.probe()) != ByteStream.NOTHING;
    }

    /** Whether it stood before the present request, so that it may be found closed. */
    boolean isReused() {
        return stood;
    }

    /** The request and its response have ended cleanly. {@code nanos}: how long it may be kept from now on. */
    void free(long nanos) {
        idleNanos = nanos;
        stood = true;
        state = State.IDLE;
        if (reserved) {
            // Whoever holds it closes it; the pool counts it as used until then.
            stream.readInterest(true);
            return;
        }
        idle = true;
        offer();
    }

    ReservedConnection reserve() {
        reserved = true;
        return this;
    }

    @Override
    public @Nullable ClientStream reopen(boolean repeatable) {
        return state == State.IDLE ? open(repeatable) : null;
    }

    long now() {
        return client.loop().now();
    }

    // --- what comes

    void readInterest(boolean wanted) {
        if (state == State.BUSY) {
            stream.readInterest(wanted);
        }
    }

    @Override
    public void onReadable() {
        if (state != State.BUSY) {
            // The end, or bytes that nobody asked for: either way it is of no more use. TLS may have had bytes for
            // itself.
            if (isDead()) {
                close();
            }
            return;
        }
        ByteBuffer in = client.loop().readBuffer();
        int count = stream.read(in);
        if (count == ByteStream.NOTHING) {
            return;
        }
        if (count < 0) {
            exchange.onInputEnd(count == ByteStream.GONE);
        } else {
            exchange.onInput(in.flip());
        }
    }

    // --- what goes

    @Override
    public void onWritable() {
        long before = sink.written();
        sink.onWritable();
        if (sink.isCongested() && sink.written() > before) {
            awaitTaking();
        }
    }

    /** What the network doesn't take waits here, but not for ever: in that time it must take some of it. */
    private void awaitTaking() {
        long nanos = client.settings().takeNanos();
        if (nanos > 0) {
            timer(nanos);
        }
    }

    @Override
    public void onCongested() {
        awaitTaking();
        exchange.onCongested();
    }

    @Override
    public void onDrained() {
        clearTimer();
        exchange.onDrained();
    }

    /** The upstream may have answered before it closed: reading tells, and finds the end after the answer. */
    @Override
    public void onBroken() {
        clearTimer();
        if (state == State.IDLE) {
            close();
        } else if (state == State.BUSY && !exchange.onBroken()) {
            stream.readInterest(true);
            onReadable();
        }
    }

    // --- the end

    @Nullable StreamRefusal refusal() {
        return stream.refusal();
    }

    @Override
    public void close() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            exchange.forget();
            sink.flushNow();
            // After the flush, which may set it once more.
            Timer present = timer;
            if (present != null) {
                present.release();
            }
            stream.close();
            owner.onClosed(this);
        }
    }

    // --- time

    private void timer(long nanos) {
        Timer present = timer;
        if (present == null) {
            present = client.loop().timer(this);
            timer = present;
        }
        present.set(nanos);
    }

    private void clearTimer() {
        Timer present = timer;
        if (present != null) {
            present.clear();
        }
    }

    /** Of the timer: idle for too long, or too slow to take bytes. */
    @Override
    public void run() {
        if (state == State.BUSY) {
            // The system reports room only when there is much: see TakeWatch.
            long before = sink.written();
            sink.onWritable();
            if (!sink.isCongested()) {
                return;
            }
            if (sink.written() > before) {
                awaitTaking();
                return;
            }
            exchange.onNotTaken(client.settings().takeNanos() / 1_000_000);
        } else {
            close();
        }
    }
}
