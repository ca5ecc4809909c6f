package io.mesher.net.server;

/**
 * How much the bodies of all requests of one event loop may hold together, from their first byte to their answer, or those of
 * all answers until they are taken. Event loop only.
 */
public final class BodyBudget {
    private final int maxBytes;
    private int left;

    public BodyBudget(int maxBytes) {
        this.maxBytes = maxBytes;
        this.left = maxBytes;
    }

    int maxBytes() {
        return maxBytes;
    }

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
