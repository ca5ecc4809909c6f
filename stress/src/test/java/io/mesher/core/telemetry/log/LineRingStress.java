package io.mesher.core.telemetry.log;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** One thread offers lines while another one takes them, or goes to sleep. */
final class LineRingStress {
    private static final byte[] SHORT = "abc\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] LONG = "abcdef\n".getBytes(StandardCharsets.ISO_8859_1);

    private LineRingStress() {}

    /** What was taken: the length of a whole line, 0 without one, and -1 for bytes that nobody offered. */
    private static int taken(LineRing ring, byte[] line) {
        ByteBuffer target = ByteBuffer.allocate(16);
        int length = ring.take(target);
        for (int i = 0; i < length; i++) {
            if (target.get(i) != line[i]) {
                return -1;
            }
        }
        return length;
    }

    /** The line fills the end of the memory and its beginning, which other bytes were in before. */
    @JCStressTest
    @Outcome(id = "0, 7", expect = ACCEPTABLE, desc = "The taker came before the line.")
    @Outcome(id = "7, 0", expect = ACCEPTABLE, desc = "The taker came after the line.")
    @Outcome(expect = FORBIDDEN, desc = "The line was cut, lost, taken twice or changed.")
    @State
    public static class TakesWholeLines {
        private final LineRing ring = new LineRing(8, () -> {}, () -> {});

        public TakesWholeLines() {
            ring.offer(SHORT, SHORT.length);
            ring.take(ByteBuffer.allocate(16));
        }

        @Actor
        public void offer() {
            ring.offer(LONG, LONG.length);
        }

        @Actor
        public void take(II_Result result) {
            result.r1 = taken(ring, LONG);
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r2 = taken(ring, LONG);
        }
    }

    /** The producer may only write where the taker has read. */
    @JCStressTest
    @Outcome(id = "7, 0, 1", expect = ACCEPTABLE, desc = "No room: the new line was dropped.")
    @Outcome(id = "7, 7, 0", expect = ACCEPTABLE, desc = "The taker made room in time.")
    @Outcome(expect = FORBIDDEN, desc = "A line was overwritten, lost or not counted.")
    @State
    public static class OverwritesNothing {
        private final LineRing ring = new LineRing(8, () -> {}, () -> {});
        private final byte[] other = "uvwxyz\n".getBytes(StandardCharsets.ISO_8859_1);

        public OverwritesNothing() {
            ring.offer(LONG, LONG.length);
        }

        @Actor
        public void offer() {
            ring.offer(other, other.length);
        }

        @Actor
        public void take(III_Result result) {
            result.r1 = taken(ring, LONG);
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r2 = taken(ring, other);
            result.r3 = (int) ring.dropped();
        }
    }

    /** The taker says that it waits and looks for lines; the producer adds a line and looks for a taker that waits. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The taker saw the line: nobody needs to wake it.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The taker saw the line and is woken as well.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The taker sleeps and is woken.")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "The taker sleeps beside a line and nobody wakes it.")
    @State
    public static class WakesWhoWaitsForLine {
        private boolean woken;
        private final LineRing ring = new LineRing(8, () -> woken = true, () -> {});

        public WakesWhoWaitsForLine() {
            ring.wakeNever();
        }

        @Actor
        public void offer() {
            ring.offer(SHORT, SHORT.length);
        }

        @Actor
        public void sleep(II_Result result) {
            ring.wakeAtLine();
            result.r1 = ring.isEmpty() ? 1 : 0;
        }

        @Arbiter
        public void end(II_Result result) {
            result.r2 = woken ? 1 : 0;
        }
    }

    /** As before, for a taker that gives the producer time for half of the memory. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The taker saw that half is full.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The taker saw that half is full and is woken as well.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The taker sleeps and is woken.")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "Half is full, the taker sleeps and nobody wakes it.")
    @State
    public static class WakesWhoWaitsForHalf {
        private boolean woken;
        private final LineRing ring = new LineRing(8, () -> woken = true, () -> {});

        public WakesWhoWaitsForHalf() {
            ring.wakeNever();
        }

        @Actor
        public void offer() {
            ring.offer(SHORT, SHORT.length);
        }

        @Actor
        public void sleep(II_Result result) {
            ring.wakeAtHalf();
            result.r1 = ring.isHalfFull() ? 0 : 1;
        }

        @Arbiter
        public void end(II_Result result) {
            result.r2 = woken ? 1 : 0;
        }
    }

    /** A third thread counts the lines that wait, in the memory that the first line publishes. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "Before the line.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "After the line.")
    @Outcome(expect = FORBIDDEN, desc = "A line that isn't there, or memory that isn't published.")
    @State
    public static class CountsFromAnyThread {
        private final LineRing ring = new LineRing(8, () -> {}, () -> {});

        @Actor
        public void offer() {
            ring.offer(SHORT, SHORT.length);
        }

        @Actor
        public void count(I_Result result) {
            result.r1 = ring.waitingLines();
        }
    }
}
