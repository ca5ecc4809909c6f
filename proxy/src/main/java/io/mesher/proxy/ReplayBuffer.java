package io.mesher.proxy;

import io.mesher.base.Budget;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The request's body as far as it was sent, for sending it again. Holds nothing once it is too much. Event loop only. */
final class ReplayBuffer {
    /** What all replay buffers of one event loop may hold: without this bound, some hundred slow uploads would fill the heap. */
    static final int LOOP_BYTES = 2 * 1024 * 1024;

    private static final int MAX_BYTES = 64 * 1024;
    private static final byte[] EMPTY = {};

    private final Budget budget;
    private byte[] bytes = EMPTY;
    private int length;
    private boolean complete;
    /** Whether the caller has parted with something that must be sent with the request. */
    private boolean taken;

    ReplayBuffer(Budget budget) {
        this.budget = budget;
    }

    /** @param wanted whether the request may be sent again at all */
    void start(boolean wanted) {
        length = 0;
        complete = wanted;
        taken = false;
    }

    /** Copies what remains in {@code data}, and leaves it there. */
    void add(ByteBuffer data) {
        taken = true;
        if (!complete) {
            return;
        }
        int more = data.remaining();
        if (length + more > bytes.length && !grow(length + more)) {
            drop();
            return;
        }
        data.get(data.position(), bytes, length, more);
        length += more;
    }

    private boolean grow(int needed) {
        int size = Math.min(MAX_BYTES, Math.max(needed, bytes.length * 2));
        if (needed > MAX_BYTES || !budget.take(size - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }

    /** The response has begun, or the body can't be sent again for another reason. */
    void drop() {
        complete = false;
        length = 0;
        budget.giveBack(bytes.length);
        bytes = EMPTY;
    }

    /** Something else was sent that isn't kept: trailers. */
    void lose() {
        taken = true;
        drop();
    }

    /** Whether all that was sent is here. */
    boolean isComplete() {
        return complete;
    }

    /** Whether another attempt could be given the same body. */
    boolean canResend() {
        return complete || !taken;
    }

    boolean isEmpty() {
        return length == 0;
    }

    ByteBuffer content() {
        return ByteBuffer.wrap(bytes, 0, length);
    }
}
