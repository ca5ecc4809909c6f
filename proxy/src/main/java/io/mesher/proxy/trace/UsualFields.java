package io.mesher.proxy.trace;

import static io.mesher.proxy.trace.TraceState.SPAN_DIGITS;
import static io.mesher.proxy.trace.TraceState.TRACE_DIGITS;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.FieldBlock;

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
    private static final FieldBlock ROOT_FIELDS = FieldBlock.of(ROOT);
    private static final FieldBlock CHILD_FIELDS = FieldBlock.of(ROOT + PARENT);
    private static final int W3C_TRACE = TRACEPARENT.indexOf(ID);
    private static final int W3C_SPAN = W3C_TRACE + TRACE_DIGITS + 1;
    private static final int W3C_FLAG = W3C_SPAN + SPAN_DIGITS + 2;
    private static final int B3_TRACE = TRACEPARENT.length() + TRACE.indexOf(ID);
    private static final int B3_SPAN = TRACEPARENT.length() + TRACE.length() + SPAN.indexOf(ID);
    private static final int B3_SAMPLED = ROOT.length() - 3;
    private static final int B3_PARENT = ROOT.length() + PARENT.indexOf(ID);

    private UsualFields() {}

    static void append(TraceState state, AddedFields lines, long span) {
        int at = lines.length();
        long parent = state.parentOf(span);
        lines.add(parent == 0 ? ROOT_FIELDS : CHILD_FIELDS);
        byte[] trace = state.digits();
        lines.put(at + W3C_TRACE, trace, 0, TRACE_DIGITS).put(at + B3_TRACE, trace, 0, TRACE_DIGITS);
        byte[] source = state.spanSource(span);
        int start = state.spanStart(span);
        lines.put(at + W3C_SPAN, source, start, start + SPAN_DIGITS);
        lines.put(at + B3_SPAN, source, start, start + SPAN_DIGITS);
        int sampled = state.isSampled() ? 1 : 0;
        lines.put(at + W3C_FLAG, (char) ('0' + (state.flags | sampled)));
        if (sampled != 0) {
            lines.put(at + B3_SAMPLED, '1');
        }
        if (parent != 0) {
            int parentStart = state.spanStart(parent);
            lines.put(at + B3_PARENT, state.spanSource(parent), parentStart, parentStart + SPAN_DIGITS);
        }
    }
}
