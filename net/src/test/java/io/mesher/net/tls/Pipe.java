package io.mesher.net.tls;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.stream.ByteStream;
import io.mesher.net.stream.StreamListener;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One end of a connection in memory. What one end writes the other one reads, in pieces that a test chooses. Event loop only. */
final class Pipe implements ByteStream {
    private final EventLoop loop;
    private @Nullable Pipe other;
    private final ByteArrayOutputStream coming = new ByteArrayOutputStream();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private @Nullable StreamListener listener;
    private boolean readWanted;
    private boolean writeWanted;
    private boolean peerEnded;

    boolean closed;
    boolean reset;

    /** Bytes that a read gives at most. */
    int perRead = Integer.MAX_VALUE;

    /** Bytes that wait for the peer at most. */
    int room = Integer.MAX_VALUE;

    /** What becomes of the bytes on their way to the peer. */
    UnaryOperator<byte[]> onTheWay = UnaryOperator.identity();

    private Pipe(EventLoop loop) {
        this.loop = loop;
    }

    static Pipe[] pair(EventLoop loop) {
        Pipe one = new Pipe(loop);
        Pipe two = new Pipe(loop);
        one.other = two;
        two.other = one;
        return new Pipe[] {one, two};
    }

    private Pipe other() {
        if (other == null) {
            throw new IllegalStateException();
        }
        return other;
    }

    /** All that this end has written. */
    byte[] sent() {
        return sent.toByteArray();
    }

    /** The network ends this end's direction: no TLS is involved. */
    void cut() {
        other().peerEnded = true;
        other().wake();
    }

    private void wake() {
        loop.execute(() -> {
            if (listener != null && readWanted && !closed && (coming.size() > 0 || peerEnded)) {
                listener.onReadable();
                if (coming.size() > 0) {
                    wake();
                }
            }
        });
    }

    @Override
    public void listener(StreamListener newListener) {
        listener = newListener;
    }

    @Override
    public int read(ByteBuffer into) {
        if (closed) {
            return GONE;
        }
        byte[] all = coming.toByteArray();
        int part = Math.min(perRead, Math.min(all.length, into.remaining()));
        if (part == 0) {
            return peerEnded && all.length == 0 ? END : NOTHING;
        }
        into.put(all, 0, part);
        coming.reset();
        coming.write(all, part, all.length - part);
        Pipe writer = other();
        loop.execute(() -> {
            if (writer.listener != null && writer.writeWanted && !writer.closed) {
                writer.listener.onWritable();
            }
        });
        return part;
    }

    @Override
    public int write(ByteBuffer from) {
        if (closed || other().closed) {
            return GONE;
        }
        byte[] bytes = new byte
                [Math.min(from.remaining(), Math.max(0, room - other().coming.size()))];
        from.get(bytes);
        sent.writeBytes(bytes);
        other().coming.writeBytes(onTheWay.apply(bytes));
        other().wake();
        return bytes.length;
    }

    @Override
    public void readInterest(boolean wanted) {
        readWanted = wanted;
        wake();
    }

    @Override
    public void writeInterest(boolean wanted) {
        writeWanted = wanted;
    }

    @Override
    public void shutdownOutput() {
        cut();
    }

    @Override
    public void close() {
        closed = true;
        cut();
    }

    @Override
    public void reset() {
        reset = true;
        close();
    }
}
