package io.mesher.core.telemetry.explain;

import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.Redacted;
import java.util.Arrays;

/** What a request was: its way, method and target, who called, its trace. */
public final class RequestNote {
    /** Of method and target together; what is longer is cut. */
    public static final int MAX_BYTES = 256;

    private static final int ROUNDED = 64;

    private Direction direction = Direction.OUTGOING;
    private byte[] line = {};
    private int length;
    private String source = "";
    private long traceHigh;
    private long traceLow;

    RequestNote() {}

    void forget() {
        length = 0;
        source = "";
        traceHigh = 0;
        traceLow = 0;
    }

    /** Begins it, also anew. */
    public void begin(Direction ofRequest) {
        direction = ofRequest;
        length = 0;
    }

    /** Appends a part of {@code METHOD target}. */
    public void append(byte[] bytes, int from, int to) {
        int more = Math.min(to - from, MAX_BYTES - length);
        if (length + more > line.length) {
            int room = Math.min(MAX_BYTES, (length + more + ROUNDED - 1) / ROUNDED * ROUNDED);
            line = Arrays.copyOf(line, room);
        }
        System.arraycopy(bytes, from, line, length, more);
        length += more;
    }

    public void source(String name) {
        source = name;
    }

    public void trace(long high, long low) {
        traceHigh = high;
        traceLow = low;
    }

    public Direction direction() {
        return direction;
    }

    /** {@code GET http://server/path}, possibly cut, without signatures and with {@code ?} for what isn't printable. */
    public String line() {
        return Printable.of(Redacted.text(line, 0, length));
    }

    public boolean isCut() {
        return length == MAX_BYTES;
    }

    /** Who calls; empty: nobody told. */
    public String source() {
        return source;
    }

    /** 32 hexadecimal digits; empty without a trace. */
    public String traceId() {
        if (traceHigh == 0 && traceLow == 0) {
            return "";
        }
        return hex(traceHigh) + hex(traceLow);
    }

    private static String hex(long half) {
        String digits = Long.toHexString(half);
        return "0".repeat(16 - digits.length()) + digits;
    }

    RequestNote copy() {
        RequestNote copy = new RequestNote();
        copy.direction = direction;
        copy.line = Arrays.copyOf(line, length);
        copy.length = length;
        copy.source = source;
        copy.traceHigh = traceHigh;
        copy.traceLow = traceLow;
        return copy;
    }
}
