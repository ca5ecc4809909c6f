package io.mesher.proxy;

import io.mesher.core.balance.Failing;
import io.mesher.core.catalog.Instance;
import org.jspecify.annotations.Nullable;

/** What is noted of one attempt. Times are nanoseconds of the loop's clock; one that didn't come is 0. */
public final class AttemptRecord {
    private @Nullable Instance instance;
    private long spanId;
    private long start;
    private long sent;
    private long end;
    private int status;
    private boolean reused;
    private @Nullable Failing failing;

    AttemptRecord() {}

    void begin(Instance at, long span, long now) {
        instance = at;
        spanId = span;
        start = now;
        sent = 0;
        end = 0;
        status = 0;
        reused = false;
        failing = null;
    }

    void sent(long now, boolean onReused) {
        sent = now;
        reused = onReused;
    }

    void answered(long now, int answer) {
        end = now;
        status = answer;
    }

    void failed(long now, Failing how) {
        end = now;
        failing = how;
    }

    void forget() {
        instance = null;
    }

    public @Nullable Instance instance() {
        return instance;
    }

    /** Under which it is told of, and which the instance has as its parent. */
    public long spanId() {
        return spanId;
    }

    public long start() {
        return start;
    }

    /** When the request's head went out. */
    public long sent() {
        return sent;
    }

    /** When the response's head came in, or it failed. */
    public long end() {
        return end;
    }

    /** Of the response; 0: there was none. */
    public int status() {
        return status;
    }

    /** Whether the connection had stood before. */
    public boolean isReused() {
        return reused;
    }

    /** Null where it didn't fail, or nobody knows. */
    public @Nullable Failing failing() {
        return failing;
    }
}
