package io.mesher.net.stream;

import io.mesher.base.text.ByteGrowth;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that must be there as a whole before they mean something. Grows with what comes, never with what is announced. */
public final class ByteCollector {
    private static final int INITIAL_BYTES = 256;
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int size;

    public ByteCollector() {}

    /** Takes all of {@code data}. The caller has checked that it isn't too much. */
    public void add(ByteBuffer data) {
        int more = data.remaining();
        bytes = ByteGrowth.fit(bytes, size, more, INITIAL_BYTES);
        data.get(bytes, size, more);
        size += more;
    }

    /** The first {@link #size} of them count. Valid until more is added. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return size;
    }

    /** Bytes of memory. */
    public int capacity() {
        return bytes.length;
    }

    /** What was collected, which is forgotten here. */
    public byte[] take() {
        byte[] taken = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        clear();
        return taken;
    }

    public void clear() {
        bytes = NONE;
        size = 0;
    }
}
