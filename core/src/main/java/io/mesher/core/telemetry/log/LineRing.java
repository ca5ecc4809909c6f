package io.mesher.core.telemetry.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * Bytes of whole lines between one thread that makes them and one that takes them, without locks. A line without room is
 * dropped as a whole and counted. The memory is there from the first line on.
 */
public final class LineRing {
    private static final VarHandle TAKEN;
    private static final VarHandle COMMITTED;
    private static final VarHandle DROPPED;
    private static final VarHandle WAKE_AT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TAKEN = lookup.findVarHandle(LineRing.class, "taken", long.class);
            COMMITTED = lookup.findVarHandle(LineRing.class, "committed", long.class);
            DROPPED = lookup.findVarHandle(LineRing.class, "dropped", long.class);
            WAKE_AT = lookup.findVarHandle(LineRing.class, "wakeAt", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final byte[] NONE = {};
    private static final int MAX = 1 << 30;
    private static final long NEVER = Long.MAX_VALUE;

    private final int capacity;
    private final int mask;
    private final Runnable wake;
    private final Runnable onDrop;

    // Counted from the beginning of time; the place in the array is the lower bits.
    private long taken;
    private long committed;
    private long dropped;
    /** Bytes that wait, from which on the taker wants to be woken. */
    private long wakeAt = 1;

    // The producer's own until the first line, which publishes it.
    private byte[] bytes = NONE;

    /**
     * @param minBytes of memory, 1 to 2^30; the next power of two is taken
     * @param wake called by the producer, on its thread, when as much waits as the taker {@linkplain #wakeAtHalf said}
     * @param onDrop called by the producer, on its thread, when lines found no room
     */
    public LineRing(int minBytes, Runnable wake, Runnable onDrop) {
        if (minBytes < 1 || minBytes > MAX) {
            throw new IllegalArgumentException("bytes: " + minBytes + " (expected: 1 to " + MAX + ")");
        }
        this.capacity = minBytes == 1 ? 1 : Integer.highestOneBit(minBytes - 1) << 1;
        this.mask = capacity - 1;
        this.wake = wake;
        this.onDrop = onDrop;
    }

    // --- the producer's thread

    /**
     * Puts whole lines in, which can be taken at once. The dearest part is the same for one line and for many: whoever makes many
     * hands them over together.
     *
     * @return false: the last ones of them, or all, found no room and are counted as dropped
     */
    public boolean offer(byte[] lines, int length) {
        if (bytes.length == 0) {
            bytes = new byte[capacity];
        }
        long waiting = committed - (long) TAKEN.getAcquire(this);
        int room = (int) (capacity - waiting);
        int count = length <= room ? length : wholeLines(lines, 0, room, -1);
        put(lines, count);
        // Against the taker's own order: it says that it waits, then looks for lines. One of the two sees the other.
        VarHandle.fullFence();
        if (waiting + count >= (long) WAKE_AT.getOpaque(this)) {
            WAKE_AT.setOpaque(this, NEVER);
            wake.run();
        }
        if (count == length) {
            return true;
        }
        DROPPED.setOpaque(this, dropped + Math.max(1, lines(lines, count, length, -1)));
        onDrop.run();
        return false;
    }

    private void put(byte[] lines, int count) {
        int place = (int) committed & mask;
        int first = Math.min(count, capacity - place);
        System.arraycopy(lines, 0, bytes, place, first);
        if (first < count) {
            System.arraycopy(lines, first, bytes, 0, count - first);
        }
        COMMITTED.setRelease(this, committed + count);
    }

    // --- the taker's thread

    public boolean isEmpty() {
        return (long) COMMITTED.getAcquire(this) == taken;
    }

    /**
     * Moves as many whole lines into {@code target} as have room there; a part of one where it is empty and a line is longer than
     * all of it.
     *
     * @return how many bytes
     */
    public int take(ByteBuffer target) {
        int there = (int) ((long) COMMITTED.getAcquire(this) - taken);
        int room = target.remaining();
        int count = there <= room ? there : wholeLines(bytes, taken, room, mask);
        if (count == 0 && target.position() == 0) {
            count = Math.min(there, room);
        }
        int place = (int) taken & mask;
        int first = Math.min(count, capacity - place);
        target.put(bytes, place, first).put(bytes, 0, count - first);
        TAKEN.setRelease(this, taken + count);
        return count;
    }

    /** The length of those among the first bytes after {@code from}. */
    private static int wholeLines(byte[] of, long from, int max, int mask) {
        int count = max;
        while (count > 0 && of[(int) (from + count - 1) & mask] != '\n') {
            count--;
        }
        return count;
    }

    /**
     * The next line is announced by {@code wake}, once, as the first one is. Whoever wants that looks {@link #isEmpty whether one is
     * there} afterwards, and before it relies on being woken.
     */
    public void wakeAtLine() {
        WAKE_AT.setOpaque(this, 1L);
        VarHandle.fullFence();
    }

    /** The line that fills half of the room is announced, once: until then there is time for more. */
    public void wakeAtHalf() {
        WAKE_AT.setOpaque(this, (long) capacity / 2);
        VarHandle.fullFence();
    }

    /** Nothing is announced. */
    public void wakeNever() {
        WAKE_AT.setOpaque(this, NEVER);
    }

    /** Whether half of the room is in use. On the taker's thread. */
    public boolean isHalfFull() {
        return (long) COMMITTED.getAcquire(this) - taken >= capacity / 2;
    }

    // --- any thread

    /** Lines that wait to be taken: exact while nobody puts in or takes. Looks at each byte. */
    public int waitingLines() {
        long end = (long) COMMITTED.getAcquire(this);
        return lines(bytes, (long) TAKEN.getAcquire(this), end, mask);
    }

    private static int lines(byte[] of, long from, long to, int mask) {
        int lines = 0;
        for (long at = from; at < to; at++) {
            if (of[(int) at & mask] == '\n') {
                lines++;
            }
        }
        return lines;
    }

    /** Bytes that were put in since the start. */
    public long offered() {
        return (long) COMMITTED.getAcquire(this);
    }

    /** Bytes that were taken since the start. */
    public long taken() {
        return (long) TAKEN.getAcquire(this);
    }

    /** Lines that found no room, since the start. */
    public long dropped() {
        return (long) DROPPED.getOpaque(this);
    }
}
