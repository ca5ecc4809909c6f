package io.mesher.net.loop;

import java.nio.ByteBuffer;

/**
 * An event loop's write buffer: a small array in front of a direct buffer. Heads are put together from a dozen short pieces, and
 * a piece costs five times less in an array than in a direct buffer (measured with C1: 0.6 us per request and response).
 */
public final class WriteBuffer {
    private final byte[] front = new byte[4 * 1024];
    private final ByteBuffer direct;
    private int inFront;

    WriteBuffer(int capacity) {
        this.direct = ByteBuffer.allocateDirect(capacity);
    }

    /** Takes as many of the bytes as there is room for, and returns their number. */
    public int put(byte[] bytes, int offset, int length) {
        if (length <= front.length - inFront) {
            System.arraycopy(bytes, offset, front, inFront, length);
            inFront += length;
            return length;
        }
        moveOn();
        int part = Math.min(length, direct.remaining());
        direct.put(bytes, offset, part);
        return part;
    }

    /** All that remains in {@code data}, for which there must be {@link #room}. */
    public void put(ByteBuffer data) {
        moveOn();
        direct.put(data);
    }

    public int room() {
        return direct.remaining() - inFront;
    }

    public boolean isEmpty() {
        return inFront == 0 && direct.position() == 0;
    }

    /** The content, to be read. */
    ByteBuffer content() {
        moveOn();
        return direct.flip();
    }

    void clear() {
        direct.clear();
        inFront = 0;
    }

    private void moveOn() {
        direct.put(front, 0, inFront);
        inFront = 0;
    }
}
