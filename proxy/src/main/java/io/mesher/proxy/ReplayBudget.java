package io.mesher.proxy;

/**
 * How much all replay buffers of one event loop may hold: without it, some hundred slow uploads would fill the heap. Event loop
 * only.
 */
final class ReplayBudget {
    private static final int MAX_BYTES = 2 * 1024 * 1024;

    private int left = MAX_BYTES;

    ReplayBudget() {}

    /** False, and nothing taken, when there isn't as much. */
    boolean take(int bytes) {
        if (bytes > left) {
            return false;
        }
        left -= bytes;
        return true;
    }

    void giveBack(int bytes) {
        left += bytes;
    }
}
