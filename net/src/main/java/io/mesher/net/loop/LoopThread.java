package io.mesher.net.loop;

/** The thread of an {@link EventLoop}. Whoever may be called on any thread, such as the log, sees by it where nothing may wait. */
public final class LoopThread extends Thread {
    LoopThread(Runnable loop, String name) {
        super(loop, name);
    }
}
