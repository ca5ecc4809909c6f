package io.mesher.proxy.trace;

import io.mesher.base.text.Hex;
import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldBlock;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.proxy.trace.TraceState.B3Form;

/** A trace's identity as fields: W3C Trace Context, and B3 in its two forms. */
final class TraceFields {
    private static final byte[] TRACEPARENT = Ascii.bytes("traceparent: ");
    private static final byte[] VERSION = Ascii.bytes("00-");
    private static final byte[] B3 = Ascii.bytes("b3: ");
    private static final byte[] B3_TRACE = Ascii.bytes("X-B3-TraceId: ");
    private static final byte[] B3_SPAN = Ascii.bytes("X-B3-SpanId: ");
    private static final byte[] B3_PARENT = Ascii.bytes("X-B3-ParentSpanId: ");
    private static final FieldBlock B3_SAMPLED = FieldBlock.of("X-B3-Sampled: 1\r\n");
    private static final FieldBlock B3_NOT_SAMPLED = FieldBlock.of("X-B3-Sampled: 0\r\n");
    private static final FieldBlock B3_DEBUG = FieldBlock.of("X-B3-Flags: 1\r\n");
    private static final byte[] DEBUG = {'d'};
    private static final byte[] SAMPLED = {'1'};
    private static final byte[] NOT_SAMPLED = {'0'};
    private static final byte[] DASH = {'-'};
    private static final byte[][] FLAGS = {
        Ascii.bytes("-00"), Ascii.bytes("-01"), Ascii.bytes("-02"), Ascii.bytes("-03")
    };

    private TraceFields() {}

    // --- reading

    /** What the caller says; of several forms the W3C's counts, and the form of B3 is remembered all the same. */
    static void read(Fields fields, TraceState into) {
        boolean w3c = readTraceparent(fields, into);
        if (fields.has(FieldName.B3)) {
            into.b3 = B3Form.SINGLE;
        } else if (fields.has(FieldName.X_B3_TRACE_ID)
                || fields.has(FieldName.X_B3_SPAN_ID)
                || fields.has(FieldName.X_B3_PARENT_SPAN_ID)
                || fields.has(FieldName.X_B3_SAMPLED)
                || fields.has(FieldName.X_B3_FLAGS)) {
            into.b3 = B3Form.MULTI;
        }
        if (!w3c) {
            switch (into.b3) {
                case SINGLE -> readSingle(fields, fields.find(FieldName.B3), into);
                case MULTI -> readMulti(fields, into);
                case NONE -> {}
            }
        }
        if (!into.hasIds) {
            ContextIds.read(fields, into);
        }
    }

    /** W3C Trace Context §3.2: anything that isn't as it says is as if it weren't there. */
    private static boolean readTraceparent(Fields fields, TraceState into) {
        int field = fields.find(FieldName.TRACEPARENT);
        if (field < 0 || fields.next(FieldName.TRACEPARENT, field + 1) >= 0) {
            return false;
        }
        byte[] bytes = fields.bytes();
        int at = fields.valueStart(field);
        int length = fields.valueEnd(field) - at;
        if (length < 55
                || bytes[at + 2] != '-'
                || bytes[at + 35] != '-'
                || bytes[at + 52] != '-'
                || !Hex.is(bytes, at, at + 2, false)
                || !Hex.is(bytes, at + 3, at + 35, false)
                || !Hex.is(bytes, at + 36, at + 52, false)
                || !Hex.is(bytes, at + 53, at + 55, false)) {
            return false;
        }
        long version = Hex.value(bytes, at, at + 2);
        if (version == 0xff || (version == 0 && length != 55) || (length > 55 && bytes[at + 55] != '-')) {
            return false;
        }
        long high = Hex.value(bytes, at + 3, at + 19);
        long low = Hex.value(bytes, at + 19, at + 35);
        long parent = Hex.value(bytes, at + 36, at + 52);
        if ((high == 0 && low == 0) || parent == 0) {
            return false;
        }
        int flags = (int) Hex.value(bytes, at + 53, at + 55);
        into.continued(high, low, parent);
        into.decision((flags & 1) != 0);
        into.flags = flags & 2;
        into.w3c = true;
        return true;
    }

    /** {@code traceId-spanId}, {@code -sampled} and {@code -parentId} where known; or a decision alone. */
    private static void readSingle(Fields fields, int field, TraceState into) {
        byte[] bytes = fields.bytes();
        int from = fields.valueStart(field);
        int to = fields.valueEnd(field);
        if (to - from == 1) {
            readDecision(bytes[from], into);
            return;
        }
        int ids = dash(bytes, from, to);
        int afterSpan = dash(bytes, Math.min(ids + 1, to), to);
        if (readIds(bytes, from, ids, ids + 1, afterSpan, into) && afterSpan + 1 < to) {
            readDecision(bytes[afterSpan + 1], into);
        }
    }

    private static int dash(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '-') {
            at++;
        }
        return at;
    }

    private static void readMulti(Fields fields, TraceState into) {
        int trace = fields.find(FieldName.X_B3_TRACE_ID);
        int span = fields.find(FieldName.X_B3_SPAN_ID);
        byte[] bytes = fields.bytes();
        if (trace >= 0 && span >= 0) {
            readIds(
                    bytes,
                    fields.valueStart(trace),
                    fields.valueEnd(trace),
                    fields.valueStart(span),
                    fields.valueEnd(span),
                    into);
        }
        int flags = fields.find(FieldName.X_B3_FLAGS);
        int sampled = fields.find(FieldName.X_B3_SAMPLED);
        if (flags >= 0
                && fields.valueEnd(flags) - fields.valueStart(flags) == 1
                && bytes[fields.valueStart(flags)] == '1') {
            readDecision((byte) 'd', into);
        } else if (sampled >= 0 && fields.valueEnd(sampled) > fields.valueStart(sampled)) {
            // Old ones write true and false.
            readDecision(bytes[fields.valueStart(sampled)], into);
        }
    }

    private static boolean readIds(byte[] bytes, int from, int to, int spanFrom, int spanTo, TraceState into) {
        int digits = to - from;
        if ((digits != 32 && digits != 16)
                || spanTo - spanFrom != 16
                || !Hex.is(bytes, from, to, true)
                || !Hex.is(bytes, spanFrom, spanTo, true)) {
            return false;
        }
        long high = digits == 32 ? Hex.value(bytes, from, from + 16) : 0;
        long low = Hex.value(bytes, to - 16, to);
        long span = Hex.value(bytes, spanFrom, spanTo);
        if ((high == 0 && low == 0) || span == 0) {
            return false;
        }
        into.continued(high, low, span);
        into.shortId = digits == 16;
        return true;
    }

    static void readDecision(byte letter, TraceState into) {
        switch (letter) {
            case '1', 't' -> into.decision(true);
            case '0', 'f' -> into.decision(false);
            case 'd' -> {
                into.decision(true);
                into.debug = true;
            }
            default -> {}
        }
    }

    // --- writing

    static void appendTraceparent(TraceState state, AddedFields lines, long span) {
        lines.begin(TRACEPARENT)
                .append(VERSION)
                .append(state.digits(), 0, TraceState.TRACE_DIGITS)
                .append(DASH);
        appendSpan(state, lines, span)
                .append(FLAGS[state.flags | (state.isSampled() ? 1 : 0)])
                .end();
    }

    /** In the form that came, in several fields where none did. */
    static void appendB3(TraceState state, AddedFields lines, long span) {
        if (state.b3 == B3Form.SINGLE) {
            appendSingle(state, lines, span);
        } else {
            appendMulti(state, lines, span);
        }
    }

    private static void appendSingle(TraceState state, AddedFields lines, long span) {
        lines.begin(B3);
        appendTraceId(state, lines);
        appendSpan(state, lines.append(DASH), span).append(DASH).append(letter(state));
        long parent = state.parentOf(span);
        if (parent != 0) {
            appendSpan(state, lines.append(DASH), parent);
        }
        lines.end();
    }

    private static byte[] letter(TraceState state) {
        return state.debug ? DEBUG : state.isSampled() ? SAMPLED : NOT_SAMPLED;
    }

    private static void appendMulti(TraceState state, AddedFields lines, long span) {
        lines.begin(B3_TRACE);
        appendTraceId(state, lines);
        lines.end();
        appendSpan(state, lines.begin(B3_SPAN), span).end();
        long parent = state.parentOf(span);
        if (parent != 0) {
            appendSpan(state, lines.begin(B3_PARENT), parent).end();
        }
        lines.add(state.debug ? B3_DEBUG : state.isSampled() ? B3_SAMPLED : B3_NOT_SAMPLED);
    }

    private static void appendTraceId(TraceState state, AddedFields lines) {
        lines.append(state.digits(), state.shortId ? HexLongs.DIGITS : 0, TraceState.TRACE_DIGITS);
    }

    private static AddedFields appendSpan(TraceState state, AddedFields lines, long span) {
        byte[] source = state.spanSource(span);
        int start = state.spanStart(span);
        return lines.append(source, start, start + TraceState.SPAN_DIGITS);
    }
}
