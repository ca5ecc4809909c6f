package io.mesher.control.export;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Protobuf's wire format (protobuf.dev/programming-guides/encoding), as much of it as spans need. */
final class ProtoWriter {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;

    private byte[] bytes;
    private int size;

    /** @param expectedBytes for which it has room from the beginning */
    ProtoWriter(int expectedBytes) {
        bytes = new byte[Math.max(16, expectedBytes)];
    }

    byte[] content() {
        return Arrays.copyOf(bytes, size);
    }

    void number(int field, long value) {
        tag(field, VARINT);
        varint(value);
    }

    void fixed64(int field, long value) {
        tag(field, FIXED64);
        room(8);
        for (int shift = 0; shift < 64; shift += 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** Half a surrogate pair becomes a question mark: a text must be UTF-8, else the whole message is refused. */
    void text(int field, String value) {
        raw(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Also a message that is written already. */
    void raw(int field, byte[] value) {
        tag(field, LENGTH);
        varint(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** An id: bytes from the highest on. */
    void id(int field, long value) {
        tag(field, LENGTH);
        varint(8);
        bigEndian(value);
    }

    void id(int field, long high, long low) {
        tag(field, LENGTH);
        varint(16);
        bigEndian(high);
        bigEndian(low);
    }

    private void bigEndian(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /**
     * What is written from now on is in the message.
     *
     * @return to be given to {@link #end}
     */
    int begin(int field) {
        tag(field, LENGTH);
        room(1);
        size++;
        return size;
    }

    /** The message's length is known only now: what needs more than the byte kept for it moves up. */
    void end(int start) {
        int length = size - start;
        int more = varintBytes(length) - 1;
        room(more);
        System.arraycopy(bytes, start, bytes, start + more, length);
        size = start - 1;
        varint(length);
        size += length;
    }

    private void tag(int field, int type) {
        varint(((long) field << 3) | type);
    }

    private static int varintBytes(long value) {
        int bytes = 1;
        for (long rest = value >>> 7; rest != 0; rest >>>= 7) {
            bytes++;
        }
        return bytes;
    }

    private void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
