package io.mesher.proxy.trace;

import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldLines;

/**
 * The fields that most requests get, {@code traceparent} and B3's several, as one piece in which digits are filled in: a third of
 * the time that it takes to append their parts.
 */
final class UsualFields {
    private static final String ID = "0000000000000000";
    private static final String TRACEPARENT = "traceparent: 00-" + ID + ID + "-" + ID + "-00\r\n";
    private static final String TRACE = "X-B3-TraceId: " + ID + ID + "\r\n";
    private static final String SPAN = "X-B3-SpanId: " + ID + "\r\n";
    private static final String SAMPLED = "X-B3-Sampled: 0\r\n";
    private static final String PARENT = "X-B3-ParentSpanId: " + ID + "\r\n";
    private static final String ROOT = TRACEPARENT + TRACE + SPAN + SAMPLED;
    private static final byte[] ROOT_FIELDS = Ascii.bytes(ROOT);
    private static final byte[] CHILD_FIELDS = Ascii.bytes(ROOT + PARENT);
    private static final int DIGITS = 16;
    private static final int W3C_TRACE = TRACEPARENT.indexOf(ID);
    private static final int W3C_SPAN = W3C_TRACE + 2 * DIGITS + 1;
    private static final int W3C_FLAG = W3C_SPAN + DIGITS + 2;
    private static final int B3_TRACE = TRACEPARENT.length() + TRACE.indexOf(ID);
    private static final int B3_SPAN = TRACEPARENT.length() + TRACE.length() + SPAN.indexOf(ID);
    private static final int B3_SAMPLED = ROOT.length() - 3;
    private static final int B3_PARENT = ROOT.length() + PARENT.indexOf(ID);

    private UsualFields() {}

    static void append(TraceState state, FieldLines lines, long span) {
        int at = lines.length();
        long parent = state.parentOf(span);
        lines.append(parent == 0 ? ROOT_FIELDS : CHILD_FIELDS);
        long high = state.traceHigh();
        long low = state.traceLow();
        lines.putHex(at + W3C_TRACE, high).putHex(at + W3C_TRACE + DIGITS, low).putHex(at + W3C_SPAN, span);
        lines.putHex(at + B3_TRACE, high).putHex(at + B3_TRACE + DIGITS, low).putHex(at + B3_SPAN, span);
        int sampled = state.isSampled() ? 1 : 0;
        lines.put(at + W3C_FLAG, (char) ('0' + (state.flags | sampled)));
        if (sampled != 0) {
            lines.put(at + B3_SAMPLED, '1');
        }
        if (parent != 0) {
            lines.putHex(at + B3_PARENT, parent);
        }
    }
}
