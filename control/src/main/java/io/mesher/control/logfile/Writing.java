package io.mesher.control.logfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The thread of a {@link LineWriter}. */
final class Writing implements Runnable {
    /** Of one write: the larger ones are, the larger are the system's pages. A third of the time that 16 KiB each take. */
    private static final int BATCH_BYTES = 64 * 1024;
    /** Between two looks whether this is the end. */
    private static final int MAX_BATCHES = 64;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LineWriter writer;
    private final LogTarget target;
    private final Progress progress;
    private final Consumer<Exception> failures;
    private final ByteBuffer pending = ByteBuffer.allocateDirect(BATCH_BYTES).limit(0);
    /** The same bytes, for another thread that looks at them while this one moves the limits. */
    private final ByteBuffer batch = pending.duplicate().clear();

    /** Those of the present batch; others may come meanwhile. */
    private List<Source> sources = List.of();

    private int next;
    private boolean failing;

    Writing(LineWriter writer, LogTarget target, Progress progress, Consumer<Exception> failures) {
        this.writer = writer;
        this.target = target;
        this.progress = progress;
        this.failures = failures;
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
                if (!pending.hasRemaining()) {
                    writer.wrote(sources);
                }
            }
            failing = false;
        } catch (IOException | RuntimeException e) {
            // Without this thread the rings would stay full until a restart.
            failing = true;
            progress.failed(e);
            failures.accept(e);
        }
        return wrote;
    }

    /** Whole lines, from one ring after the other, until one has more than there is room for. */
    private boolean fill() {
        pending.clear();
        sources = writer.sources();
        int count = sources.size();
        int first = next < count ? next : 0;
        for (int i = 0; i < count; i++) {
            int at = (first + i) % count;
            sources.get(at).ring.take(pending);
            if (!sources.get(at).ring.isEmpty()) {
                // The next batch goes on with it, so that what belongs together stays so; but not for ever, since
                // others wait.
                next = i > 0 || isMidLine() ? at : at + 1;
                break;
            }
        }
        return pending.flip().hasRemaining();
    }

    private boolean isMidLine() {
        int end = pending.position();
        return end > 0 && pending.get(end - 1) != '\n';
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
        for (Source source : writer.sources()) {
            lines += source.ring.waitingLines();
        }
        return lines;
    }

    private void pause(boolean wrote) {
        if (failing) {
            LockSupport.parkNanos(this, RETRY_NANOS);
        } else if (wrote || pending.hasRemaining()) {
            rest(writer.sources());
        } else {
            awaitLine(writer.sources());
        }
    }

    /** For lines to come, so that one write takes many; cut short where they come fast. */
    private void rest(List<Source> from) {
        boolean full = false;
        for (Source source : from) {
            source.ring.wakeAtHalf();
            full |= source.ring.isHalfFull();
        }
        if (!full) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        wakeNever(from);
    }

    private void awaitLine(List<Source> from) {
        for (Source source : from) {
            source.ring.wakeAtLine();
        }
        // A ring that came after the list was made announces its first line by itself.
        if (!writer.isClosing() && isEmpty(from)) {
            LockSupport.park(this);
        }
        wakeNever(from);
    }

    private static void wakeNever(List<Source> from) {
        for (Source source : from) {
            source.ring.wakeNever();
        }
    }

    private static boolean isEmpty(List<Source> from) {
        for (Source source : from) {
            if (!source.ring.isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
