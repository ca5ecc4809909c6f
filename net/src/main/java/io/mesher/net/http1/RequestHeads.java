package io.mesher.net.http1;

import io.mesher.net.http.RequestHead;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The request heads of one listener on one event loop: lent to connections that have a request, so that idle ones hold no
 * memory for it; large ones are bounded together, so that many callers can't fill the heap. Event loop only.
 */
final class RequestHeads {
    /** Of one listener, on all its loops together: a quarter of the default heap. */
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    /** A head up to this size isn't counted: ordinary callers are served while others fill the rest. */
    static final int SMALL_BYTES = 4 * 1024;

    /** About 1 KiB each. With 64, a thousand callers at once had each request make a new one: 2 KB of garbage. */
    private static final int MAX_KEPT = 1024;

    private final Deque<RequestHead> free = new ArrayDeque<>();
    private final int maxBytes;
    private int bytes;

    /** {@code loops}: among which the listener's connections are dealt out. */
    RequestHeads(int loops) {
        this.maxBytes = MAX_BYTES / loops;
    }

    RequestHead borrow() {
        RequestHead head = free.pollLast();
        return head == null ? new RequestHead() : head;
    }

    void giveBack(RequestHead head) {
        if (free.size() < MAX_KEPT) {
            head.clear();
            free.addLast(head);
        }
    }

    /** Counts bytes that a large head takes, or, negative, takes no longer; false when all take too many. */
    boolean count(int change) {
        bytes += change;
        return bytes <= maxBytes;
    }

    int maxBytes() {
        return maxBytes;
    }
}
