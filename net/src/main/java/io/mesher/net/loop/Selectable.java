package io.mesher.net.loop;

/** What a selection key belongs to. A class, since C1 checks a cast to an interface by a search (1 % of all CPU). */
public abstract class Selectable {
    protected Selectable() {}

    /** {@code readyOps}: as {@link java.nio.channels.SelectionKey#readyOps()}. */
    protected abstract void onReady(int readyOps);

    /** {@link #onReady} threw, which is a defect; the channel is closed now. */
    protected void onDefect() {}
}
