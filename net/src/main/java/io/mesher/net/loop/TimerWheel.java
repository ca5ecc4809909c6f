package io.mesher.net.loop;

import org.jspecify.annotations.Nullable;

/**
 * Hashed timer wheel with lazy deadlines. Most timers (idle, head, response) are put off again and again and never fire, so
 * putting off must cost nothing; they fire up to one tick late. Event loop only.
 */
final class TimerWheel {
    static final long TICK_NANOS = 16_000_000;
    private static final int SLOTS = 1024;
    private static final long HORIZON = SLOTS - 1L;

    private final @Nullable Timer[] slots = new @Nullable Timer[SLOTS];
    private final long origin;
    private long now;
    private long currentTick;
    private int linkedCount;
    /** Taken from their slot to be fired. Left over only when an action failed. */
    private @Nullable Timer due;

    /** No linked timer stands in an earlier slot. */
    private long earliestTick = Timer.NEVER;

    TimerWheel(long now) {
        this.origin = now;
        this.now = now;
    }

    void set(Timer timer, long delayNanos) {
        timer.deadline = now - origin + delayNanos;
        long tick = tickOf(timer.deadline);
        if (timer.linked) {
            if (timer.slotTick <= tick) {
                return;
            }
            unlink(timer);
        }
        link(timer, tick);
    }

    void clock(long time) {
        now = time;
    }

    /** Fires what is due. Actions may set and release any timer; when one throws, the next call goes on with the others. */
    void advance(long time) {
        long elapsed = time - origin;
        long tick = elapsed / TICK_NANOS;
        fireDue(elapsed);
        if (earliestTick > tick) {
            currentTick = tick;
            return;
        }
        for (long t = Math.max(earliestTick, tick - HORIZON); t <= tick; t++) {
            currentTick = t;
            fireSlot(t, elapsed);
        }
        currentTick = tick;
        earliestTick = linkedCount == 0 ? Timer.NEVER : nextUsedTick(tick + 1);
    }

    /** Nanoseconds until something may be due; {@link Timer#NEVER} when nothing is set. */
    long untilNext(long time) {
        if (due != null) {
            return 0;
        }
        if (linkedCount == 0) {
            return Timer.NEVER;
        }
        return Math.max(0, earliestTick * TICK_NANOS - (time - origin));
    }

    void unlink(Timer timer) {
        if (!timer.linked) {
            return;
        }
        Timer previous = timer.previous;
        Timer next = timer.next;
        if (previous == null) {
            slots[slot(timer.slotTick)] = next;
        } else {
            previous.next = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        timer.previous = null;
        timer.next = null;
        timer.linked = false;
        linkedCount--;
    }

    private void link(Timer timer, long tick) {
        int slot = slot(tick);
        Timer head = slots[slot];
        timer.next = head;
        if (head != null) {
            head.previous = timer;
        }
        slots[slot] = timer;
        timer.slotTick = tick;
        timer.linked = true;
        linkedCount++;
        earliestTick = Math.min(earliestTick, tick);
    }

    private void fireSlot(long tick, long elapsed) {
        for (Timer timer = slots[slot(tick)]; timer != null; ) {
            Timer next = timer.next;
            unlink(timer);
            if (timer.deadline <= elapsed) {
                timer.nextDue = due;
                due = timer;
            } else if (timer.deadline != Timer.NEVER) {
                link(timer, tickOf(timer.deadline));
            }
            timer = next;
        }
        fireDue(elapsed);
    }

    private void fireDue(long elapsed) {
        for (Timer timer = due; timer != null; timer = due) {
            due = timer.nextDue;
            timer.nextDue = null;
            // An earlier action of this round may have put it off, released it or set it anew.
            if (timer.deadline <= elapsed && !timer.linked) {
                timer.fire();
            }
        }
    }

    private long nextUsedTick(long from) {
        for (long tick = from; tick < from + SLOTS; tick++) {
            if (slots[slot(tick)] != null) {
                return tick;
            }
        }
        return from;
    }

    /** Rounded up, so that no timer fires early; far deadlines are looked at again at the horizon. */
    private long tickOf(long deadline) {
        long tick = (deadline + TICK_NANOS - 1) / TICK_NANOS;
        return Math.min(Math.max(tick, currentTick + 1), currentTick + HORIZON);
    }

    private static int slot(long tick) {
        return (int) (tick & (SLOTS - 1));
    }
}
