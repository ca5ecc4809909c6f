package io.mesher.net.loop;

/** What a selection key belongs to. */
@FunctionalInterface
public interface Selectable {
    /** @param readyOps as {@link java.nio.channels.SelectionKey#readyOps()} */
    void onReady(int readyOps);

    /** {@link #onReady} threw, which is a defect; the channel is closed now. */
    default void onDefect() {}
}
