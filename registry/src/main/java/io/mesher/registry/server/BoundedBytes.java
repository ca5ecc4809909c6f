package io.mesher.registry.server;

import java.io.OutputStream;
import java.util.Arrays;

/** An answer in the making. */
final class BoundedBytes extends OutputStream {
    private static final int FIRST_BYTES = 512;

    private final int most;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    /** The answer would be too long; thrown through the writer of its JSON. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooLong(int most) {
            super("the answer would be longer than " + most + " bytes: ask for less at once", null, false, false);
        }
    }

    BoundedBytes(int most) {
        this.most = most;
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
        if (more > most - size) {
            throw new TooLong(most);
        }
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(2L * bytes.length, size + more)));
        }
    }

    byte[] toArray() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
