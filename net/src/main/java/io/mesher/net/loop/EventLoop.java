package io.mesher.net.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread that owns connections, timers and two buffers. Everything is called on that thread, but for
 * {@link #execute}, {@link #start}, {@link #close}. A request never leaves its loop.
 */
public final class EventLoop implements Executor, AutoCloseable {
    /** Read from any connection; its content is used up or copied before the event ends. Measured best for 1 MiB bodies. */
    public static final int READ_BUFFER_BYTES = 64 * 1024;

    /** Up to so many connections of a loop, each read may be a full one. */
    private static final int CONNECTIONS_READ_IN_FULL = 64;

    private static final int MIN_READ_BYTES = 4 * 1024;

    /** One full read and a head, so that a response goes out in one write. */
    public static final int WRITE_BUFFER_BYTES = READ_BUFFER_BYTES + 8 * 1024;

    private final Selector selector;
    private final Thread thread;
    private final TimerWheel timers = new TimerWheel(System.nanoTime());
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wakeUpPending = new AtomicBoolean();
    private final Consumer<SelectionKey> dispatch = this::dispatch;
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);
    private final WriteBuffer writeBuffer = new WriteBuffer(WRITE_BUFFER_BYTES);
    private final LoopFailureListener failures;
    private final HttpDate date = new HttpDate();
    private final LoopTimes times = new LoopTimes();
    private Runnable[] turnEnds = {};
    private @Nullable WriteBufferOwner writeOwner;
    private volatile boolean closing;
    private long now = System.nanoTime();
    /** The end of the last turn. */
    private long ended = now;

    private boolean clockRead;
    private boolean standsStill;
    private int readBytes = READ_BUFFER_BYTES;

    /** @param failures gets what no connection expected: a defect in Mesher; the loop goes on */
    public EventLoop(String name, LoopFailureListener failures) {
        this.failures = failures;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector: " + e.getMessage(), e);
        }
        this.thread = new LoopThread(this::run, name);
    }

    /** As it was made with. Any thread. */
    public String name() {
        return thread.getName();
    }

    public void start() {
        thread.start();
    }

    /** Of a defect in Mesher that its finder survives. On the loop. */
    public void tellDefect(RuntimeException defect) {
        failures.onLoopFailure(defect);
    }

    /** Runs the task on the loop, soon. Any thread. A task given after {@link #close} may never run. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        // The loop itself looks at its tasks before it waits.
        if (!isInLoop() && wakeUpPending.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    /** Called at the end of each turn, before the loop may wait. To be given before the start. */
    public void atTurnEnd(Runnable action) {
        turnEnds = Arrays.copyOf(turnEnds, turnEnds.length + 1);
        turnEnds[turnEnds.length - 1] = action;
    }

    public boolean isInLoop() {
        return Thread.currentThread() == thread;
    }

    /** Nanoseconds, as {@link System#nanoTime}, read once per turn of the loop. */
    public long now() {
        return now;
    }

    /** The same, read again: within a turn {@link #now} stands still. */
    public long nanoTime() {
        return standsStill ? now : System.nanoTime();
    }

    /** For tests that pass time in. */
    void standStill() {
        standsStill = true;
    }

    /** Any thread. */
    public LoopTimes times() {
        return times;
    }

    public Timer timer(Runnable action) {
        return new Timer(timers, action);
    }

    /** The time as a {@code Date} field, made once per second. Not to be changed. */
    public byte[] dateField() {
        return date.field(now);
    }

    public SelectionKey register(SelectableChannel channel, int ops, Selectable selectable) throws IOException {
        return channel.register(selector, ops, selectable);
    }

    /**
     * Empty, for whoever handles the present event. What was read and can't go on is kept on the heap, so with many connections
     * the room is less: else a few hundred peers that don't read would use the heap up.
     */
    public ByteBuffer readBuffer() {
        return readBuffer.clear().limit(readBytes);
    }

    private static int readBytes(int connections) {
        if (connections <= CONNECTIONS_READ_IN_FULL) {
            return READ_BUFFER_BYTES;
        }
        long square = (long) connections * connections;
        long bytes = (long) READ_BUFFER_BYTES * CONNECTIONS_READ_IN_FULL * CONNECTIONS_READ_IN_FULL / square;
        return (int) Math.max(MIN_READ_BYTES, bytes);
    }

    /** The write buffer, for the owner's use until someone else claims it or the event ends: then the owner flushes. */
    public WriteBuffer claimWriteBuffer(WriteBufferOwner owner) {
        if (writeOwner != owner) {
            releaseWriteBuffer();
            writeOwner = owner;
        }
        return writeBuffer;
    }

    /** Makes the owner, if any, flush. */
    public void releaseWriteBuffer() {
        WriteBufferOwner owner = writeOwner;
        if (owner != null) {
            writeOwner = null;
            owner.flush(writeBuffer.content());
            writeBuffer.clear();
        }
    }

    /** Stops the thread and closes every channel that is still registered. Waits for it unless called on the loop. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        if (thread.getState() == Thread.State.NEW) {
            closeChannels();
        }
        if (!isInLoop() && thread.isAlive()) {
            try {
                thread.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        ended = System.nanoTime();
        while (!closing) {
            try {
                turn();
            } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
                failures.onLoopFailure(e);
            }
            endTurn();
            // The reading by which the next turn's wait is reckoned, too.
            ended = System.nanoTime();
            if (clockRead) {
                times.turn(ended - now);
            }
        }
        closeChannels();
    }

    private void turn() throws IOException {
        clockRead = false;
        long wait = tasks.isEmpty() ? timers.untilNext(ended) : 0;
        if (wait == 0) {
            selector.selectNow(dispatch);
        } else {
            // Rounded up: a timer that is due in 0.3 ms would otherwise spin.
            selector.select(dispatch, wait == Timer.NEVER ? 0 : wait / 1_000_000 + 1);
        }
        readBytes = readBytes(selector.keys().size());
        readClock();
        if (wait != Timer.NEVER) {
            times.late(now - ended - wait);
        }
        fireTimers();
        releaseWriteBuffer();
        runTasks();
    }

    private void endTurn() {
        for (Runnable action : turnEnds) {
            try {
                action.run();
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                failures.onLoopFailure(e);
            }
        }
    }

    private void readClock() {
        if (!clockRead) {
            clock(System.nanoTime());
            clockRead = true;
        }
    }

    void clock(long time) {
        now = time;
        timers.clock(time);
    }

    void fireTimers() {
        timers.advance(now);
    }

    private void dispatch(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        readClock();
        try {
            ((Selectable) key.attachment()).onReady(key.readyOps());
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            // A defect in the handling of one connection must not cost the others theirs.
            failures.onLoopFailure(e);
            giveUp(key);
        }
        releaseWriteBuffer();
    }

    private void giveUp(SelectionKey key) {
        closeQuietly(key);
        try {
            ((Selectable) key.attachment()).onDefect();
        } catch (RuntimeException e) {
            failures.onLoopFailure(e);
        }
    }

    void runTasks() {
        // Before the tasks are looked at: a task added from here on wakes the selector again.
        if (wakeUpPending.get()) {
            wakeUpPending.set(false);
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                failures.onLoopFailure(e);
            }
            releaseWriteBuffer();
        }
    }

    private void closeChannels() {
        selector.keys().forEach(EventLoop::closeQuietly);
        try {
            selector.close();
        } catch (IOException e) {
            failures.onLoopFailure(e);
        }
    }

    private static void closeQuietly(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException _) {
            // Closing is all we wanted.
        }
    }
}
