package io.mesher.core.telemetry.explain;

import io.mesher.core.balance.Failing;
import io.mesher.core.balance.PickNotes;
import io.mesher.core.catalog.Instance;
import org.jspecify.annotations.Nullable;

/** One attempt of a request, with how its instance was picked. Times are nanoseconds since the request's start. */
public final class AttemptNote {
    private @Nullable Instance instance;
    private long start;
    private long sent;
    private long end;
    private int status;
    private boolean reused;
    private @Nullable Failing failing;
    private @Nullable PickNotes notes;
    private boolean picked;

    AttemptNote() {}

    void forget() {
        instance = null;
        failing = null;
        picked = false;
        if (notes != null) {
            notes.forget();
        }
    }

    PickNotes pick() {
        PickNotes present = notes;
        if (present == null) {
            present = new PickNotes();
            notes = present;
        }
        picked = true;
        return present;
    }

    PickNotes pick(PickNotes others) {
        PickNotes present = notes;
        notes = others;
        picked = true;
        return present == null ? new PickNotes() : present;
    }

    /** Likewise for {@code sentAfter} and {@code endAfter}: negative where it didn't come so far. */
    void made(Instance at, long startAfter, long sentAfter, long endAfter, boolean onReused) {
        instance = at;
        start = startAfter;
        sent = sentAfter;
        end = endAfter;
        reused = onReused;
    }

    void outcome(int answer, @Nullable Failing how) {
        status = answer;
        failing = how;
    }

    /** Null: none was found. */
    public @Nullable Instance instance() {
        return instance;
    }

    public long start() {
        return start;
    }

    /** Negative: it wasn't. */
    public long sent() {
        return sent;
    }

    /** Of the head of the response, or when it failed. Negative: it hadn't come so far. */
    public long end() {
        return end;
    }

    /** 0: there was none. */
    public int status() {
        return status;
    }

    /** Whether the connection had stood before. */
    public boolean isReused() {
        return reused;
    }

    public @Nullable Failing failing() {
        return failing;
    }

    /** Null where the attempt before went on at the same instance. */
    public @Nullable PickNotes picking() {
        return picked ? notes : null;
    }

    AttemptNote copy() {
        AttemptNote copy = new AttemptNote();
        copy.instance = instance;
        copy.start = start;
        copy.sent = sent;
        copy.end = end;
        copy.status = status;
        copy.reused = reused;
        copy.failing = failing;
        copy.picked = picked;
        copy.notes = notes == null || !picked ? null : notes.copy();
        return copy;
    }
}
