package io.mesher.net.tls;

import io.mesher.net.loop.Timer;
import io.mesher.net.stream.ByteStream;
import io.mesher.net.stream.StreamListener;
import io.mesher.net.stream.StreamRefusal;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A stream within TLS, over another one, from the end of the handshake on. Its end is only what the peer said by close_notify:
 * a connection that ends without it is {@link ByteStream#GONE}, so that a body cut on the way never looks complete. Event loop only.
 */
public final class TlsStream implements ByteStream, StreamListener, Runnable {
    /** After {@link #close}, for what the peer has not taken yet. */
    private static final long CLOSE_NANOS = 10_000_000_000L;

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final ByteStream network;
    private final TlsEngine engine;
    private final TlsBuffers buffers;
    private final TlsFacts facts;
    private @Nullable StreamListener listener;

    /** What came and is no whole record yet, or came with the last bytes of the handshake. */
    private ByteBuffer held;

    /** Whether {@link #held} may have a whole record. */
    private boolean unread;

    /** What the network hasn't taken. */
    private ByteBuffer waiting = EMPTY;

    private boolean readWanted;
    private boolean writeWanted;
    /** The next read is GONE: the network has ended, and no byte of the peer's is left. */
    private boolean cut;

    /** Whether the peer has sent anything: then it accepted us. */
    private boolean bytesCame;

    private boolean again;
    private boolean outputEnded;
    private Closing closing = Closing.OPEN;
    private @Nullable Timer closeTimer;

    private enum Closing {
        OPEN,
        /** The network gets the end of our direction when it has taken what waits. */
        OUTPUT_ENDS,
        /** The connection ends then. */
        CLOSES,
        CLOSED
    }

    /**
     * @param first bytes that came after the handshake's last; copied
     * @param last bytes of the handshake that the network has not taken yet
     */
    TlsStream(ByteStream network, TlsEngine engine, TlsBuffers buffers, ByteBuffer first, ByteBuffer last) {
        this.network = network;
        this.engine = engine;
        this.buffers = buffers;
        this.facts = engine.facts();
        this.held = EMPTY;
        hold(first);
        this.unread = held.hasRemaining();
        this.waiting = last;
        network.listener(this);
    }

    public TlsFacts facts() {
        return facts;
    }

    @Override
    public void listener(StreamListener newListener) {
        listener = newListener;
    }

    @Override
    public int read(ByteBuffer into) {
        if (closing == Closing.CLOSED || cut) {
            return GONE;
        }
        ByteBuffer from = buffers.fromNetwork();
        from.put(held);
        held = EMPTY;
        int came = NOTHING;
        if (!unread && !engine.hasMore()) {
            // Not more than can be decrypted into the room that there is: the rest waits where it costs nothing.
            from.limit(Math.min(from.capacity(), Math.max(from.position() + into.remaining(), TlsHandshake.MIN_READ)));
            came = network.read(from);
        }
        unread = false;
        ByteBuffer to = buffers.toNetwork();
        int count = engine.read(from.flip(), into, to);
        hold(from);
        send(to.flip());
        bytesCame |= count > 0;
        return came < 0 ? ended(count) : count;
    }

    /** The network has ended. Without a close_notify before that, we can't know whether the peer meant it. */
    private int ended(int count) {
        if (count > 0) {
            cut = !engine.hasMore();
            return count;
        }
        return count == END ? END : GONE;
    }

    private void hold(ByteBuffer rest) {
        if (rest.hasRemaining()) {
            held = ByteBuffer.allocate(rest.remaining()).put(rest).flip();
        }
    }

    /** In TLS 1.3 a server refuses a client's certificate after the client's handshake is complete. */
    @Override
    public @Nullable StreamRefusal refusal() {
        return !bytesCame && engine.failure() instanceof TlsFailure.RefusedByPeer refused
                ? new StreamRefusal(refused.code(), refused.text())
                : null;
    }

    @Override
    public int write(ByteBuffer from) {
        if (closing != Closing.OPEN || !flush()) {
            return GONE;
        }
        int before = from.remaining();
        while (from.hasRemaining() && !waiting.hasRemaining()) {
            int part = Math.min(from.remaining(), TlsBuffers.MAX_PLAIN_BYTES);
            ByteBuffer to = buffers.toNetwork();
            int limit = from.limit();
            boolean encrypted = engine.write(from.limit(from.position() + part), to);
            from.limit(limit);
            if (!encrypted || !send(to.flip())) {
                return GONE;
            }
        }
        return before - from.remaining();
    }

    /** Sends what waits, as far as the network takes it. False: the connection is gone. */
    private boolean flush() {
        if (!waiting.hasRemaining()) {
            return true;
        }
        if (network.write(waiting) == GONE) {
            return false;
        }
        if (!waiting.hasRemaining()) {
            waiting = EMPTY;
            network.writeInterest(writeWanted);
        }
        return true;
    }

    private boolean send(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return true;
        }
        if (!waiting.hasRemaining()) {
            if (network.write(bytes) == GONE) {
                return false;
            }
            if (!bytes.hasRemaining()) {
                return true;
            }
        }
        waiting = ByteBuffer.allocate(waiting.remaining() + bytes.remaining())
                .put(waiting)
                .put(bytes)
                .flip();
        network.writeInterest(true);
        return true;
    }

    @Override
    public void readInterest(boolean wanted) {
        readWanted = wanted;
        if (stands()) {
            network.readInterest(wanted);
            readAgain();
        }
    }

    @Override
    public void writeInterest(boolean wanted) {
        writeWanted = wanted;
        if (closing != Closing.CLOSED) {
            network.writeInterest(wanted || waiting.hasRemaining());
        }
    }

    @Override
    public void onReadable() {
        StreamListener to = listener;
        if (to != null && readWanted) {
            to.onReadable();
            readAgain();
        }
    }

    /** The network reports only what it has itself. */
    private void readAgain() {
        if (readWanted && !again && stands() && (unread || cut || engine.hasMore())) {
            again = true;
            buffers.loop().execute(this);
        }
    }

    @Override
    public void run() {
        again = false;
        if (stands()) {
            onReadable();
        }
    }

    /** Whether its owner has not closed it. */
    private boolean stands() {
        return closing == Closing.OPEN || closing == Closing.OUTPUT_ENDS;
    }

    @Override
    public void onWritable() {
        boolean stands = flush();
        if (stands && waiting.hasRemaining()) {
            return;
        }
        switch (closing) {
            case OUTPUT_ENDS -> network.shutdownOutput();
            case CLOSES -> closeNow();
            case OPEN, CLOSED -> {}
        }
        StreamListener to = listener;
        if (to != null && writeWanted && closing == Closing.OPEN) {
            to.onWritable();
        }
    }

    @Override
    public void onBroken() {
        StreamListener to = listener;
        if (to != null && stands()) {
            to.onBroken();
        }
    }

    @Override
    public void shutdownOutput() {
        if (closing != Closing.OPEN) {
            return;
        }
        endOutput();
        closing = Closing.OUTPUT_ENDS;
        if (!waiting.hasRemaining()) {
            network.shutdownOutput();
        }
    }

    private void endOutput() {
        if (!outputEnded) {
            outputEnded = true;
            ByteBuffer to = buffers.toNetwork();
            engine.end(to);
            send(to.flip());
        }
    }

    @Override
    public void close() {
        if (!stands()) {
            return;
        }
        endOutput();
        if (!waiting.hasRemaining() || !flush()) {
            closeNow();
            return;
        }
        closing = Closing.CLOSES;
        network.readInterest(false);
        closeTimer = buffers.loop().timer(this::reset);
        closeTimer.set(CLOSE_NANOS);
    }

    private void closeNow() {
        network.close();
        release();
    }

    @Override
    public void reset() {
        if (closing != Closing.CLOSED) {
            network.reset();
            release();
        }
    }

    private void release() {
        closing = Closing.CLOSED;
        waiting = EMPTY;
        held = EMPTY;
        engine.release();
        Timer timer = closeTimer;
        if (timer != null) {
            timer.release();
        }
    }
}
