package io.mesher.net.stream;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;

/** Watches that a peer takes the bytes that wait for it in a {@link ByteSink}. Its owner releases it. Event loop only. */
public final class TakeWatch {
    private final ByteSink sink;
    private final TakeLimit limit;
    private final Runnable onTooSlow;
    private final Timer timer;
    /** {@link ByteSink#written} when the present period began. */
    private long before;

    /** @param onTooSlow called when the peer took too little within a period; the watch has ended then */
    public TakeWatch(EventLoop loop, ByteSink sink, TakeLimit limit, Runnable onTooSlow) {
        this.sink = sink;
        this.limit = limit;
        this.onTooSlow = onTooSlow;
        this.timer = loop.timer(this::onPeriodEnd);
    }

    /** Bytes wait from now on. */
    public void begin() {
        before = sink.written();
        timer.set(limit.nanos());
    }

    /** The peer has taken them all. */
    public void end() {
        timer.clear();
    }

    public void release() {
        timer.release();
    }

    /**
     * Tries a write first: the system reports that bytes can be written only when a good part of its buffer is free. On loopback,
     * whose buffers took 3 MB, a steady reader of 20 KB/s caused no event within 25 s.
     */
    private void onPeriodEnd() {
        sink.onWritable();
        if (!sink.isCongested()) {
            return;
        }
        if (sink.written() - before < limit.minBytes()) {
            onTooSlow.run();
        } else {
            begin();
        }
    }
}
