package io.mesher.net.stream;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.WriteBuffer;
import io.mesher.net.loop.WriteBufferOwner;
import java.nio.ByteBuffer;

/**
 * The sending side of a stream. What is put during one event goes out in one write at the end of it; what the network
 * doesn't take is kept here, and the listener is asked to stop the source until it is gone. Event loop only.
 */
public final class ByteSink implements WriteBufferOwner {
    /** From here on, body bytes are written straight from where they are: a second write costs less than the copy. */
    private static final int DIRECT_WRITE_BYTES = 8 * 1024;

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    /** Told of the sending side's state. */
    public interface Listener {
        /** The source must stop. Called within a write: must only change interest. */
        void onCongested();

        /** The source may go on. */
        void onDrained();

        /** The connection broke while writing; called once, soon after, never within a write. */
        void onBroken();
    }

    private final EventLoop loop;
    private final ByteStream stream;
    private final Listener listener;
    /** What the network hasn't taken, ready to be read. Content only while it is congested. */
    private ByteBuffer pending = EMPTY;

    private boolean ownsBuffer;
    private boolean failed;
    private boolean endAfterPending;
    private long written;

    public ByteSink(EventLoop loop, ByteStream stream, Listener listener) {
        this.loop = loop;
        this.stream = stream;
        this.listener = listener;
    }

    /** Bytes that the network took, in all. A request of which it took none can't have been seen. */
    public long written() {
        return written;
    }

    /** Whether the source should stop. Bytes that are put nonetheless are kept, none is lost. */
    public boolean isCongested() {
        return pending.hasRemaining();
    }

    /** Whether the connection broke while writing. What is put then is dropped. */
    public boolean isFailed() {
        return failed;
    }

    public void put(byte[] bytes, int offset, int length) {
        ownsBuffer = true;
        int put = loop.claimWriteBuffer(this).put(bytes, offset, length);
        while (put < length) {
            loop.releaseWriteBuffer();
            if (pending.hasRemaining()) {
                // All at once: piece by piece, what is kept would be copied anew with each.
                keep(ByteBuffer.wrap(bytes, offset + put, length - put));
                return;
            }
            ownsBuffer = true;
            put += loop.claimWriteBuffer(this).put(bytes, offset + put, length - put);
        }
    }

    public void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    /** Takes all of {@code data}. */
    public void put(ByteBuffer data) {
        if (failed) {
            data.position(data.limit());
            return;
        }
        WriteBuffer buffer = loop.claimWriteBuffer(this);
        if (data.remaining() <= buffer.room() && (data.remaining() < DIRECT_WRITE_BYTES || !buffer.isEmpty())) {
            ownsBuffer = true;
            buffer.put(data);
            return;
        }
        loop.releaseWriteBuffer();
        flush(data);
    }

    /** Ends this direction when everything is out. */
    public void end() {
        flushNow();
        if (isCongested()) {
            endAfterPending = true;
        } else {
            stream.shutdownOutput();
        }
    }

    /**
     * The stream was reset: lets go of what waits and of all that may still be put. The selector holds a closed connection until
     * its next turn, and by then many more may have been reset for what they make wait.
     */
    public void discard() {
        failed = true;
        pending = EMPTY;
    }

    /** Writes now rather than at the end of the event. */
    public void flushNow() {
        if (ownsBuffer) {
            loop.releaseWriteBuffer();
        }
    }

    @Override
    public void flush(ByteBuffer bytes) {
        ownsBuffer = false;
        if (failed) {
            bytes.position(bytes.limit());
            return;
        }
        if (!pending.hasRemaining()) {
            write(bytes);
        }
        if (bytes.hasRemaining() && !failed) {
            keep(bytes);
        }
    }

    /** The stream can take bytes again. */
    public void onWritable() {
        write(pending);
        if (pending.hasRemaining()) {
            return;
        }
        pending = EMPTY;
        stream.writeInterest(false);
        if (failed) {
            return;
        }
        if (endAfterPending) {
            stream.shutdownOutput();
        }
        listener.onDrained();
    }

    private void write(ByteBuffer bytes) {
        int count = stream.write(bytes);
        if (count == ByteStream.GONE) {
            failed = true;
            bytes.position(bytes.limit());
            loop.execute(listener::onBroken);
        } else {
            written += count;
        }
    }

    private void keep(ByteBuffer bytes) {
        boolean wasCongested = pending.hasRemaining();
        ByteBuffer grown = ByteBuffer.allocate(pending.remaining() + bytes.remaining());
        grown.put(pending).put(bytes).flip();
        pending = grown;
        if (!wasCongested) {
            stream.writeInterest(true);
            listener.onCongested();
        }
    }
}
