package io.mesher.net.listen;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.stream.ByteStream;
import io.mesher.net.stream.StreamListener;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A stream whose first bytes were read already, to find out what it carries: they come once more. Event loop only. */
final class ReplayedStream implements ByteStream, Runnable {
    private final ByteStream stream;
    private final EventLoop loop;
    private ByteBuffer first;
    private @Nullable StreamListener listener;
    private boolean readWanted;
    private boolean again;

    /** @param first taken over */
    ReplayedStream(EventLoop loop, ByteStream stream, ByteBuffer first) {
        this.loop = loop;
        this.stream = stream;
        this.first = first;
    }

    @Override
    public void listener(StreamListener newListener) {
        listener = newListener;
        stream.listener(newListener);
    }

    @Override
    public int read(ByteBuffer into) {
        if (!first.hasRemaining()) {
            return stream.read(into);
        }
        int count = Math.min(first.remaining(), into.remaining());
        into.put(into.position(), first, first.position(), count).position(into.position() + count);
        first.position(first.position() + count);
        readAgain();
        return count;
    }

    /** The network doesn't know of these bytes. */
    private void readAgain() {
        if (readWanted && !again && first.hasRemaining()) {
            again = true;
            loop.execute(this);
        }
    }

    @Override
    public void run() {
        again = false;
        if (listener != null && readWanted && first.hasRemaining()) {
            listener.onReadable();
        }
    }

    @Override
    public int write(ByteBuffer from) {
        return stream.write(from);
    }

    @Override
    public void readInterest(boolean wanted) {
        readWanted = wanted;
        stream.readInterest(wanted);
        readAgain();
    }

    @Override
    public void writeInterest(boolean wanted) {
        stream.writeInterest(wanted);
    }

    @Override
    public void shutdownOutput() {
        stream.shutdownOutput();
    }

    @Override
    public void close() {
        readWanted = false;
        stream.close();
    }

    @Override
    public void reset() {
        readWanted = false;
        stream.reset();
    }
}
