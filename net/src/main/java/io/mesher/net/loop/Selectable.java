package io.mesher.net.loop;

/** What a selection key belongs to. A class, not an interface: docs/decisions/0005. */
public abstract class Selectable {
    protected Selectable() {}

    /** {@code readyOps}: as {@link java.nio.channels.SelectionKey#readyOps()}. */
    protected abstract void onReady(int readyOps);

    /** {@link #onReady} threw, which is a defect; the channel is closed now. */
    protected void onDefect() {}
}
