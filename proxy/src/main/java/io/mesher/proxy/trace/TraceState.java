package io.mesher.proxy.trace;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import java.util.random.RandomGenerator;

/**
 * Which trace a request belongs to, and what its span is called. Either continues what the caller said or begins a trace. One per
 * exchange, reused; event loop only.
 */
public final class TraceState {
    /** Of a trace's id. */
    public static final int TRACE_DIGITS = 2 * HexLongs.DIGITS;

    /** Of a span's. */
    public static final int SPAN_DIGITS = HexLongs.DIGITS;

    /** In which form the caller told of its trace in B3; the same goes on. */
    enum B3Form {
        NONE,
        SINGLE,
        MULTI
    }

    private long traceHigh;
    private long traceLow;
    private long parentId;
    private long spanId;
    private boolean sampled;
    private boolean active;
    private boolean recorded;
    /** Zipkin: the decision stands, whatever a sampler says. */
    boolean debug;
    /** The caller's {@code traceparent} flags but for sampled. */
    int flags;

    B3Form b3 = B3Form.NONE;
    /** The caller gave 64 bits, and gets 64 back in B3. */
    boolean shortId;

    boolean hasIds;
    /** Whether the caller says if the trace is sampled. */
    boolean decided;

    /** Whether the caller's {@code traceparent} was good. */
    boolean w3c;
    /** Whether the next one is told of the trace by us; else the caller's fields go on as they came. */
    private boolean told;

    /** Trace and request's span, since they are written several times. */
    private final byte[] digits = new byte[TRACE_DIGITS + SPAN_DIGITS];

    private final byte[] otherSpan = new byte[SPAN_DIGITS];

    public TraceState() {}

    public void clear() {
        active = false;
        recorded = false;
        traceHigh = 0;
        traceLow = 0;
        parentId = 0;
        spanId = 0;
        sampled = false;
        debug = false;
        flags = 0;
        b3 = B3Form.NONE;
        shortId = false;
        hasIds = false;
        decided = false;
        w3c = false;
        told = false;
    }

    /** What the caller says of its trace. */
    public void read(Fields fields) {
        TraceFields.read(fields, this);
    }

    /** What the caller says. {@code parent}: its span; 0 if it names none. */
    void continued(long high, long low, long parent) {
        traceHigh = high;
        traceLow = low;
        parentId = parent;
        hasIds = true;
    }

    void decision(boolean sample) {
        sampled = sample;
        decided = true;
    }

    /**
     * Ends the reading: ids and decision that the caller didn't give are made. Who keeps no spans decides nothing for others: then the
     * trace is for logs only, and the next one gets what the caller sent.
     *
     * @param threshold of a root's random half, as {@link TraceRatio} has it: below it, a trace is sampled
     * @param recording whether spans of ours may be reported
     * @param keepErrors whether those of failed requests are, sampled or not
     */
    public void begin(RandomGenerator random, TraceRatio threshold, boolean recording, boolean keepErrors) {
        active = true;
        told = recording;
        if (!hasIds) {
            traceHigh = random.nextLong();
            traceLow = nonZero(random);
        }
        if (recording && !decided) {
            sampled = threshold.samples(traceLow);
        }
        spanId = recording || parentId == 0 ? nonZero(random) : parentId;
        recorded = recording && (sampled || keepErrors);
        HexLongs.write(traceHigh, digits, 0);
        HexLongs.write(traceLow, digits, HexLongs.DIGITS);
        HexLongs.write(spanId, digits, TRACE_DIGITS);
    }

    /** Takes off what goes on with other ids. {@code tracestate} stays only beside the {@code traceparent} that it came with. */
    public void dropReplaced(Fields fields) {
        if (!told) {
            return;
        }
        fields.drop(FieldName.TRACEPARENT);
        if (!w3c) {
            fields.drop(FieldName.TRACESTATE);
        }
        if (b3 != B3Form.NONE) {
            fields.drop(FieldName.B3);
            fields.drop(FieldName.X_B3_TRACE_ID);
            fields.drop(FieldName.X_B3_SPAN_ID);
            fields.drop(FieldName.X_B3_PARENT_SPAN_ID);
            fields.drop(FieldName.X_B3_SAMPLED);
            fields.drop(FieldName.X_B3_FLAGS);
        }
    }

    private static long nonZero(RandomGenerator random) {
        long id = random.nextLong();
        return id == 0 ? 1 : id;
    }

    /** An id for an attempt's span; the request's own where attempts have none. */
    public long attemptSpan(RandomGenerator random) {
        return recorded ? nonZero(random) : spanId;
    }

    /** B3's parent of the span that goes on: an attempt's is the request's, whose is the caller's; 0: there is none. */
    long parentOf(long span) {
        return span == spanId ? (span == parentId ? 0 : parentId) : spanId;
    }

    /** The fields that tell the next one, whose parent is {@code span}. */
    public void append(AddedFields lines, long span) {
        if (!told) {
            return;
        }
        if (b3 != B3Form.SINGLE && !shortId && !debug) {
            UsualFields.append(this, lines, span);
        } else {
            TraceFields.appendTraceparent(this, lines, span);
            TraceFields.appendB3(this, lines, span);
        }
    }

    /** Whether the request has a trace: not where tracing is off. */
    public boolean isActive() {
        return active;
    }

    /** The trace's id and after it the request's span's, in lower case; where {@link #isActive}. Not to be changed. */
    public byte[] digits() {
        return digits;
    }

    /** Where in {@link #spanSource} its digits begin. */
    int spanStart(long span) {
        return span == spanId ? TRACE_DIGITS : 0;
    }

    /** Good until the next one. */
    byte[] spanSource(long span) {
        if (span == spanId) {
            return digits;
        }
        HexLongs.write(span, otherSpan, 0);
        return otherSpan;
    }

    /** First half of the trace's id; 0 in a trace of 64 bits. */
    public long traceHigh() {
        return traceHigh;
    }

    public long traceLow() {
        return traceLow;
    }

    /** Of the request's own span. */
    public long spanId() {
        return spanId;
    }

    /** The caller's span; 0: the trace begins here. */
    public long parentId() {
        return parentId;
    }

    public boolean isSampled() {
        return sampled;
    }

    /** B3: the caller wants it kept whatever a sampler says. */
    public boolean isDebug() {
        return debug;
    }
}
