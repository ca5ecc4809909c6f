package io.mesher.net.loop;

import org.jspecify.annotations.Nullable;

/**
 * Something that happens unless it is put off in time. Setting and putting off costs a field write: the wheel looks at the
 * deadline only when the slot that it once stood in comes by.
 */
public final class Timer {
    static final long NEVER = Long.MAX_VALUE;

    private final TimerWheel wheel;
    private final Runnable action;

    // Owned by the wheel.
    long deadline = NEVER;
    long slotTick;
    boolean linked;

    @Nullable Timer previous;

    @Nullable Timer next;

    /** Among those about to fire: not {@link #next}, since an earlier action may set this timer again. */
    @Nullable Timer nextDue;

    Timer(TimerWheel wheel, Runnable action) {
        this.wheel = wheel;
        this.action = action;
    }

    /** Runs the action once, {@code nanos} from now, up to one tick late. Replaces what was set before. */
    public void set(long nanos) {
        wheel.set(this, nanos);
    }

    /** Doesn't run any more until it is set again. */
    public void clear() {
        deadline = NEVER;
    }

    public boolean isSet() {
        return deadline != NEVER;
    }

    /** Clears, and lets go of the wheel: what the action refers to becomes garbage at once. */
    public void release() {
        deadline = NEVER;
        wheel.unlink(this);
    }

    void fire() {
        deadline = NEVER;
        action.run();
    }
}
