package io.mesher.control.export;

import java.nio.charset.StandardCharsets;

/** Goes through the fields of a protobuf message that a stranger wrote. What isn't one ends it, and is broken. */
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private final int limit;
    private int at;
    private boolean broken;
    private long field;
    private int type;
    private long number;
    private int start;

    ProtoReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.limit = end;
    }

    /** False at the end, and when broken. */
    boolean next() {
        if (at >= limit || broken) {
            return false;
        }
        long tag = varint();
        field = tag >>> 3;
        type = (int) (tag & 7);
        switch (type) {
            case VARINT -> number = varint();
            case FIXED64 -> skip(8);
            case FIXED32 -> skip(4);
            case LENGTH -> skip(varint());
            default -> broken = true;
        }
        return !broken;
    }

    private void skip(long length) {
        start = at;
        if (length < 0 || length > limit - at) {
            broken = true;
        } else {
            at += (int) length;
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= limit) {
                break;
            }
            byte next = bytes[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        broken = true;
        return 0;
    }

    boolean isBroken() {
        return broken;
    }

    boolean isNumber(int wanted) {
        return field == wanted && type == VARINT;
    }

    /** Also a text. */
    boolean isMessage(int wanted) {
        return field == wanted && type == LENGTH;
    }

    long number() {
        return number;
    }

    int start() {
        return start;
    }

    int end() {
        return at;
    }

    String text() {
        return new String(bytes, start, at - start, StandardCharsets.UTF_8);
    }
}
