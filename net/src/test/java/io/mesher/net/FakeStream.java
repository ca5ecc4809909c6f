package io.mesher.net;

import io.mesher.net.stream.ByteStream;
import io.mesher.net.stream.StreamListener;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** A network under a test's control. Event loop only. */
public final class FakeStream implements ByteStream {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Deque<byte[]> incoming = new ArrayDeque<>();
    private int bytesPerWrite = Integer.MAX_VALUE;
    private boolean gone;
    private boolean writesRefused;
    private boolean ended;

    public StreamListener listener;
    public int writes;
    public boolean readWanted;
    public boolean writeWanted;
    public boolean outputEnded;
    public boolean closed;
    public boolean reset;

    /** How many bytes each write takes from now on. */
    public void takes(int bytes) {
        bytesPerWrite = bytes;
    }

    public void breakOff() {
        gone = true;
    }

    /** What the peer sent before may still be read. */
    public void refuseWrites() {
        writesRefused = true;
    }

    public void receive(byte[] bytes) {
        incoming.add(bytes);
    }

    /** The peer sends no more. */
    public void receiveEnd() {
        ended = true;
    }

    public byte[] written() {
        return written.toByteArray();
    }

    public String text() {
        return written.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void listener(StreamListener newListener) {
        listener = newListener;
    }

    @Override
    public int read(ByteBuffer into) {
        if (gone || closed) {
            return GONE;
        }
        byte[] next = incoming.poll();
        if (next == null) {
            return ended ? END : NOTHING;
        }
        int count = Math.min(next.length, into.remaining());
        into.put(next, 0, count);
        if (count < next.length) {
            incoming.addFirst(Arrays.copyOfRange(next, count, next.length));
        }
        return count;
    }

    @Override
    public int write(ByteBuffer from) {
        writes++;
        if (gone || closed || writesRefused) {
            return GONE;
        }
        int part = Math.min(bytesPerWrite, from.remaining());
        for (int i = 0; i < part; i++) {
            written.write(from.get());
        }
        return part;
    }

    @Override
    public void readInterest(boolean wanted) {
        readWanted = wanted;
    }

    @Override
    public void writeInterest(boolean wanted) {
        writeWanted = wanted;
    }

    @Override
    public void shutdownOutput() {
        outputEnded = true;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void reset() {
        reset = true;
        closed = true;
    }
}
