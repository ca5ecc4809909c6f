package io.mesher.base;

/** Bytes that several users may hold together, for example the request bodies of all requests of an event loop. One thread only. */
public final class Budget {
    private final int maxBytes;
    private int left;

    public Budget(int maxBytes) {
        this.maxBytes = maxBytes;
        this.left = maxBytes;
    }

    public int maxBytes() {
        return maxBytes;
    }

    /** False, and nothing taken, when fewer bytes are left. */
    public boolean take(int bytes) {
        if (bytes > left) {
            return false;
        }
        left -= bytes;
        return true;
    }

    /** @param bytes taken before */
    public void giveBack(int bytes) {
        left += bytes;
    }
}
