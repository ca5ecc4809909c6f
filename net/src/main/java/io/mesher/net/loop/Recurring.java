package io.mesher.net.loop;

import org.jspecify.annotations.Nullable;

/** What a loop does again and again beside its connections. Any thread may begin and end it; until it begins there is no timer. */
public final class Recurring implements AutoCloseable {
    private final EventLoop loop;
    private final Runnable action;
    private @Nullable Timer timer;
    private boolean closed;

    /** @param action called on the loop, and never after the end; it says when it is to be called again */
    public Recurring(EventLoop loop, Runnable action) {
        this.loop = loop;
        this.action = action;
    }

    /** Does it as soon as the loop can. Any thread. */
    public void soon() {
        loop.execute(() -> {
            if (!closed) {
                action.run();
            }
        });
    }

    /** Does it next after this time, in place of what was set before. On the loop; nothing after the end. */
    public void after(long nanos) {
        if (closed) {
            return;
        }
        Timer present = timer;
        if (present == null) {
            present = loop.timer(action);
            timer = present;
        }
        present.set(nanos);
    }

    /** Not again, unless somebody asks for it. On the loop. */
    public void pause() {
        if (timer != null) {
            timer.clear();
        }
    }

    /** Any thread. */
    @Override
    public void close() {
        loop.execute(() -> {
            closed = true;
            if (timer != null) {
                timer.release();
            }
        });
    }
}
