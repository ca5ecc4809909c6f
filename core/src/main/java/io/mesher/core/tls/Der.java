package io.mesher.core.tls;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The little of DER (X.690) that Mesher reads and writes itself: values with one-byte tags. */
public final class Der {
    public static final int INTEGER = 0x02;
    public static final int OCTET_STRING = 0x04;
    public static final int OBJECT_ID = 0x06;
    public static final int SEQUENCE = 0x30;

    /** [0], constructed. */
    public static final int CONTEXT_0 = 0xa0;

    /** [0], primitive. */
    public static final int CONTEXT_0_PRIMITIVE = 0x80;

    private Der() {}

    /** A value within an array that must not change. */
    public static final class Value {
        private final byte[] bytes;
        private final int start;
        private final int from;
        private final int to;

        /**
         * @param start where its tag is
         * @param from where its content begins
         * @param to after its content
         */
        private Value(byte[] bytes, int start, int from, int to) {
            this.bytes = bytes;
            this.start = start;
            this.from = from;
            this.to = to;
        }

        public int tag() {
            return bytes[start] & 0xff;
        }

        public byte[] content() {
            return Arrays.copyOfRange(bytes, from, to);
        }

        /** The first value in it; null if it has none or is malformed. */
        public @Nullable Value first() {
            return at(bytes, from, to);
        }

        /** The value after {@code part} in it. */
        public @Nullable Value after(Value part) {
            return at(bytes, part.to, to);
        }
    }

    /** The value that all of the bytes are; null if they are more or less than that. */
    public static @Nullable Value whole(byte[] bytes) {
        Value value = at(bytes, 0, bytes.length);
        return value != null && value.to == bytes.length ? value : null;
    }

    private static @Nullable Value at(byte[] bytes, int start, int end) {
        if (end - start < 2) {
            return null;
        }
        int from = start + 2;
        int length = bytes[start + 1] & 0xff;
        if (length >= 0x80) {
            int count = length & 0x7f;
            // More than 3 bytes of length are more than any file here has; none is BER's open end.
            if (count == 0 || count > 3 || end - from < count) {
                return null;
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | (bytes[from + i] & 0xff);
            }
            from += count;
        }
        return length <= end - from ? new Value(bytes, start, from, from + length) : null;
    }

    public static byte[] write(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : length < 0x100
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                        : length < 0x10000
                                ? new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length}
                                : new byte[] {
                                    (byte) tag, (byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length
                                };
        byte[] all = Arrays.copyOf(head, head.length + length);
        int at = head.length;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
