package io.mesher.net.loop;

/** Told of failures that no connection expected. Event loop thread. */
@FunctionalInterface
public interface LoopFailureListener {
    void onLoopFailure(Throwable failure);
}
