package io.mesher.control.accesslog;

import io.mesher.control.logfile.LogTarget;
import io.mesher.core.telemetry.log.LineRing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/** The thread of an {@link AccessLogWriter}. */
final class Writing implements Runnable {
    /** Of one write: the larger ones are, the larger are the system's pages. A third of the time that 16 KiB each take. */
    private static final int BATCH_BYTES = 64 * 1024;
    /** Between two looks whether this is the end. */
    private static final int MAX_BATCHES = 64;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long COMPLAIN_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AccessLogWriter writer;
    private final LogTarget target;
    private final List<LineRing> rings;
    private final Logger log;
    private final Progress progress;
    private final ByteBuffer pending = ByteBuffer.allocateDirect(BATCH_BYTES).limit(0);
    /** The same bytes, for another thread that looks at them while this one moves the limits. */
    private final ByteBuffer batch = pending.duplicate().clear();

    private int nextRing;
    private boolean failing;
    private boolean complained;
    private long complainedAt;

    Writing(AccessLogWriter writer, LogTarget target, List<LineRing> rings, Progress progress, Logger log) {
        this.writer = writer;
        this.target = target;
        this.rings = rings;
        this.log = log;
        this.progress = progress;
    }

    @Override
    public void run() {
        boolean more;
        do {
            more = turn();
        } while (more);
        target.close();
    }

    /** Apart from the loop, which is never left and so never compiled. False: that was the last one. */
    private boolean turn() {
        boolean last = writer.isClosing();
        boolean wrote = write();
        if (last && !wrote) {
            return false;
        }
        pause(wrote);
        return true;
    }

    private boolean write() {
        boolean wrote = false;
        try {
            for (int i = 0; i < MAX_BATCHES && (pending.hasRemaining() || fill()); i++) {
                if (pending.position() == 0) {
                    target.beforeLine();
                }
                progress.begins();
                if (target.write(pending) == 0) {
                    break;
                }
                progress.wrote();
                wrote = true;
            }
            failing = false;
        } catch (IOException | RuntimeException e) {
            // Without this thread the rings would stay full until a restart.
            failing = true;
            progress.failed(e);
            complain(e);
        }
        return wrote;
    }

    /** Whole lines, from one ring after the other. */
    private boolean fill() {
        pending.clear();
        for (int i = 0; i < rings.size(); i++) {
            rings.get(nextRing).take(pending);
            nextRing = (nextRing + 1) % rings.size();
        }
        return pending.flip().hasRemaining();
    }

    /** Lines that aren't written: exact when this thread has ended or hangs. Any thread. */
    long waitingLines() {
        long lines = 0;
        int end = pending.limit();
        for (int at = pending.position(); at < end; at++) {
            if (batch.get(at) == '\n') {
                lines++;
            }
        }
        for (LineRing ring : rings) {
            lines += ring.waitingLines();
        }
        return lines;
    }

    private void complain(Exception e) {
        long now = System.nanoTime();
        if (!complained || now - complainedAt >= COMPLAIN_EVERY_NANOS) {
            complained = true;
            complainedAt = now;
            log.warn(
                    "access log: nothing can be written to {}: {} (tried again every second; lines that find no room are"
                            + " dropped)",
                    target.name(),
                    e.toString());
        }
    }

    private void pause(boolean wrote) {
        if (failing) {
            LockSupport.parkNanos(this, RETRY_NANOS);
        } else if (wrote || pending.hasRemaining()) {
            rest();
        } else {
            awaitLine();
        }
    }

    /** For lines to come, so that one write takes many; cut short where they come fast. */
    private void rest() {
        boolean full = false;
        for (LineRing ring : rings) {
            ring.wakeAtHalf();
            full |= ring.isHalfFull();
        }
        if (!full) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        wakeNever();
    }

    private void awaitLine() {
        for (LineRing ring : rings) {
            ring.wakeAtLine();
        }
        if (!writer.isClosing() && isEmpty()) {
            LockSupport.park(this);
        }
        wakeNever();
    }

    private void wakeNever() {
        for (LineRing ring : rings) {
            ring.wakeNever();
        }
    }

    private boolean isEmpty() {
        for (LineRing ring : rings) {
            if (!ring.isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
