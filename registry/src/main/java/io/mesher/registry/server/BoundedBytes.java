package io.mesher.registry.server;

import java.io.OutputStream;
import java.util.Arrays;

/** An answer in the making. */
final class BoundedBytes extends OutputStream {
    private static final int INITIAL_BYTES = 512;

    private final int max;
    private byte[] bytes = new byte[INITIAL_BYTES];
    private int size;

    /** The answer would be too long; thrown through the writer of its JSON. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooLong(int max) {
            super("the answer would be longer than " + max + " bytes: ask for less at once", null, false, false);
        }
    }

    BoundedBytes(int max) {
        this.max = max;
    }

    @Override
    public void write(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        reserve(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    @Override
    public void write(byte[] from) {
        write(from, 0, from.length);
    }

    private void reserve(int more) {
        if (more > max - size) {
            throw new TooLong(max);
        }
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(max, Math.max(2L * bytes.length, size + more)));
        }
    }

    byte[] toArray() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
