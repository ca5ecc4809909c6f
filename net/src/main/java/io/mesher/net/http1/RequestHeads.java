package io.mesher.net.http1;

import io.mesher.net.http.RequestHead;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The request heads of one listener on one event loop: lent to connections that have a request, so that idle ones hold no
 * memory for it, and bounded for those that send theirs in pieces. Event loop only.
 */
final class RequestHeads {
    /** All unfinished heads together. Almost every head comes whole, so this is for peers that mean ill. */
    static final int MOST_UNFINISHED_BYTES = 2 * 1024 * 1024;

    private static final int MOST_KEPT = 64;

    private final Deque<RequestHead> free = new ArrayDeque<>();
    private int unfinishedBytes;

    RequestHeads() {}

    RequestHead borrow() {
        RequestHead head = free.pollLast();
        return head == null ? new RequestHead() : head;
    }

    void giveBack(RequestHead head) {
        if (free.size() < MOST_KEPT) {
            head.clear();
            free.addLast(head);
        }
    }

    /** Counts bytes of an unfinished head, or, negative, bytes no longer so; false when there are too many. */
    boolean count(int bytes) {
        unfinishedBytes += bytes;
        return unfinishedBytes <= MOST_UNFINISHED_BYTES;
    }
}
