package io.mesher.proxy.trace;

import io.mesher.base.text.Hex;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;

/**
 * The trace of callers that have no field of their own for it: Java Chassis has B3's in {@code x-cse-context}, Spring Cloud Huawei
 * an id in {@code x-invocation-context}, others {@code X-Request-Id} at most. What isn't a trace's id there is as if it weren't there.
 */
final class ContextIds {
    private static final byte[] TRACE = Ascii.bytes("X-B3-TraceId");
    private static final byte[] SPAN = Ascii.bytes("X-B3-SpanId");
    private static final byte[] SAMPLED = Ascii.bytes("X-B3-Sampled");
    private static final int UUID_CHARS = 36;
    private static final int[] UUID_DASHES = {8, 13, 18, 23};

    private ContextIds() {}

    static void read(Fields fields, TraceState into) {
        int field = fields.find(FieldName.X_CSE_CONTEXT);
        if (field >= 0) {
            readB3(fields.bytes(), fields.valueStart(field), fields.valueEnd(field), into);
        }
        if (into.hasIds) {
            return;
        }
        byte[] context = InvocationContext.read(fields);
        long id = context == null ? -1 : JsonMember.find(context, 0, context.length, InvocationContext.TRACE);
        if (context != null && id >= 0) {
            readId(context, JsonMember.start(id), JsonMember.end(id), 0, into);
        }
        if (!into.hasIds) {
            readRequestId(fields, into);
        }
    }

    /** A Mesher that keeps no spans passes its trace on as this id alone. Other ids are none of a trace: only 32 digits count. */
    private static void readRequestId(Fields fields, TraceState into) {
        int field = fields.find(FieldName.X_REQUEST_ID);
        if (field >= 0 && fields.valueEnd(field) - fields.valueStart(field) == TraceState.TRACE_DIGITS) {
            readId(fields.bytes(), fields.valueStart(field), fields.valueEnd(field), 0, into);
        }
    }

    private static void readB3(byte[] json, int from, int to, TraceState into) {
        long trace = JsonMember.find(json, from, to, TRACE);
        if (trace < 0) {
            return;
        }
        long span = JsonMember.find(json, from, to, SPAN);
        readId(json, JsonMember.start(trace), JsonMember.end(trace), span < 0 ? 0 : number(json, span), into);
        long sampled = JsonMember.find(json, from, to, SAMPLED);
        if (into.hasIds && !into.decided && sampled >= 0 && JsonMember.end(sampled) > JsonMember.start(sampled)) {
            TraceFields.readDecision(json[JsonMember.start(sampled)], into);
        }
    }

    /** 0 for what is no span's id. */
    private static long number(byte[] json, long found) {
        int from = JsonMember.start(found);
        int to = JsonMember.end(found);
        return to - from == HexLongs.DIGITS && Hex.is(json, from, to, true) ? Hex.value(json, from, to) : 0;
    }

    /** 16 or 32 hexadecimal digits, or a UUID. */
    private static void readId(byte[] bytes, int from, int to, long span, TraceState into) {
        byte[] digits = bytes;
        int start = from;
        int end = to;
        if (to - from == UUID_CHARS) {
            digits = withoutDashes(bytes, from);
            start = 0;
            end = digits.length;
        }
        int length = end - start;
        if ((length != 2 * HexLongs.DIGITS && length != HexLongs.DIGITS) || !Hex.is(digits, start, end, true)) {
            return;
        }
        boolean isShort = length == HexLongs.DIGITS;
        long high = isShort ? 0 : Hex.value(digits, start, start + HexLongs.DIGITS);
        long low = Hex.value(digits, end - HexLongs.DIGITS, end);
        if (high != 0 || low != 0) {
            into.continued(high, low, span);
            into.shortId = isShort;
        }
    }

    /** Empty if they aren't where a UUID has them. */
    private static byte[] withoutDashes(byte[] bytes, int from) {
        for (int dash : UUID_DASHES) {
            if (bytes[from + dash] != '-') {
                return new byte[0];
            }
        }
        byte[] digits = new byte[UUID_CHARS - UUID_DASHES.length];
        int count = 0;
        for (int i = from; i < from + UUID_CHARS; i++) {
            if (bytes[i] != '-') {
                if (count == digits.length) {
                    return new byte[0];
                }
                digits[count++] = bytes[i];
            }
        }
        return count == digits.length ? digits : new byte[0];
    }
}
