package io.mesher.net.tls;

import io.mesher.net.loop.Timer;
import io.mesher.net.stream.ByteStream;
import io.mesher.net.stream.StreamListener;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A handshake on a stream that stands, until it has succeeded or failed. Event loop only. */
public final class TlsHandshake implements StreamListener {
    /** One read takes so much at least: a record with its header. */
    static final int MIN_READ = 16 * 1024 + 256 + 5;

    /** Enough for a usual first message. */
    public static final int FIRST_READ = 2 * 1024;

    /** What a peer may send: RFC 8446 sets no bound, and a chain of 100 KiB is a mistake or an attack. */
    static final int MAX_BYTES = 128 * 1024;

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    /** Exactly one of these is called. */
    public interface Owner {
        void onSecured(TlsStream stream);

        /** The stream below is closed by the owner; an alert was sent before. */
        void onFailed(TlsFailure why);
    }

    private final ByteStream network;
    private final TlsEngine engine;
    private final TlsBuffers buffers;
    private final Owner owner;
    private final long nanos;
    private final Timer timer;
    private ByteBuffer held = EMPTY;
    private ByteBuffer waiting = EMPTY;
    private int came;
    private boolean done;

    /** Of a server. */
    public TlsHandshake(
            ByteStream network, CurrentTls tls, PeerCheck check, TlsBuffers buffers, long nanos, Owner owner) {
        this(network, tls.engine(buffers, check, null), buffers, nanos, owner);
    }

    /** Of a client. {@code serverName}: null where there is none that SNI carries. */
    public TlsHandshake(
            ByteStream network,
            CurrentTls tls,
            PeerCheck check,
            @Nullable String serverName,
            TlsBuffers buffers,
            long nanos,
            Owner owner) {
        this(network, tls.engine(buffers, check, serverName), buffers, nanos, owner);
    }

    TlsHandshake(ByteStream network, TlsEngine engine, TlsBuffers buffers, long nanos, Owner owner) {
        this.network = network;
        this.engine = engine;
        this.buffers = buffers;
        this.nanos = nanos;
        this.owner = owner;
        this.timer = buffers.loop().timer(this::onTimeout);
    }

    /** A client sends its first message. */
    public void beginClient() {
        begin(EMPTY);
    }

    /** @param first bytes that came already; copied */
    public void beginServer(ByteBuffer first) {
        begin(first);
    }

    private void begin(ByteBuffer first) {
        network.listener(this);
        timer.set(nanos);
        ByteBuffer from = buffers.fromNetwork();
        from.put(first);
        came = from.position();
        network.readInterest(true);
        step(from.flip());
    }

    @Override
    public void onReadable() {
        if (done) {
            return;
        }
        ByteBuffer from = buffers.fromNetwork();
        from.put(held);
        held = EMPTY;
        int count = network.read(from.limit(Math.min(from.capacity(), from.position() + MIN_READ)));
        if (count < 0) {
            fail(new TlsFailure.Closed());
            return;
        }
        came += Math.max(0, count);
        step(from.flip());
    }

    private void step(ByteBuffer from) {
        if (from.hasRemaining() && came == from.remaining() && !beginsAsTls(from)) {
            fail(new TlsFailure.NotTls(printable(from)));
            return;
        }
        while (!waiting.hasRemaining()) {
            ByteBuffer to = buffers.toNetwork();
            TlsEngine.Step step = engine.handshake(from, to);
            boolean stands = send(to.flip());
            switch (step) {
                case DONE -> {
                    succeed(from);
                    return;
                }
                case FAILED -> {
                    fail(engine.failure());
                    return;
                }
                case NEEDS_BYTES -> {
                    if (!stands || came > MAX_BYTES) {
                        fail(stands ? new TlsFailure.Broken("its handshake is too long") : new TlsFailure.Closed());
                        return;
                    }
                    hold(from);
                    return;
                }
                case NEEDS_ROOM -> {
                    // Once more, with an empty buffer.
                }
            }
        }
        hold(from);
    }

    /** Handshake and alert are the only records that may come first, RFC 8446 §5.1. */
    private static boolean beginsAsTls(ByteBuffer from) {
        byte first = from.get(from.position());
        return first == 22 || first == 21;
    }

    static String printable(ByteBuffer from) {
        StringBuilder text = new StringBuilder();
        for (int i = from.position(); i < from.limit() && text.length() < 16; i++) {
            byte b = from.get(i);
            if (b == '\r' || b == '\n') {
                break;
            }
            text.append(b >= ' ' && b < 127 && b != '"' && b != '\\' ? (char) b : '.');
        }
        return text.toString();
    }

    private void hold(ByteBuffer rest) {
        held = rest.hasRemaining()
                ? ByteBuffer.allocate(rest.remaining()).put(rest).flip()
                : EMPTY;
    }

    private boolean send(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return true;
        }
        if (network.write(bytes) == ByteStream.GONE) {
            return false;
        }
        if (bytes.hasRemaining()) {
            waiting = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
            network.writeInterest(true);
        }
        return true;
    }

    @Override
    public void onWritable() {
        if (done || !waiting.hasRemaining()) {
            return;
        }
        if (network.write(waiting) == ByteStream.GONE) {
            fail(new TlsFailure.Closed());
        } else if (!waiting.hasRemaining()) {
            waiting = EMPTY;
            network.writeInterest(false);
            ByteBuffer from = buffers.fromNetwork();
            from.put(held);
            held = EMPTY;
            step(from.flip());
        }
    }

    @Override
    public void onBroken() {
        fail(new TlsFailure.Broken("a defect in Mesher"));
    }

    private void onTimeout() {
        fail(new TlsFailure.TimedOut(nanos / 1_000_000));
    }

    private void succeed(ByteBuffer rest) {
        done = true;
        timer.release();
        network.readInterest(false);
        owner.onSecured(new TlsStream(network, engine, buffers, rest, waiting));
    }

    private void fail(TlsFailure why) {
        if (!done) {
            cancel();
            owner.onFailed(why);
        }
    }

    /** The owner hears nothing more. The stream below stays the owner's. */
    public void cancel() {
        done = true;
        timer.release();
        engine.release();
    }
}
