package io.mesher.net.server;

import io.mesher.base.Budget;
import io.mesher.net.stream.ByteCollector;
import java.nio.ByteBuffer;

/** The body of one request, as far as it came, counted in the loop's budget until the request is answered. */
final class RequestBody {
    private final Budget budget;
    private final ByteCollector bytes = new ByteCollector();
    private int taken;

    RequestBody(Budget budget) {
        this.budget = budget;
    }

    int size() {
        return bytes.size();
    }

    /** Takes all of {@code data}; false, when all bodies together are too much. */
    boolean add(ByteBuffer data) {
        bytes.add(data);
        int more = bytes.capacity() - taken;
        if (!budget.take(more)) {
            return false;
        }
        taken += more;
        return true;
    }

    byte[] take() {
        return bytes.take();
    }

    /** The request is over. May be called again. */
    void release() {
        bytes.clear();
        budget.giveBack(taken);
        taken = 0;
    }
}
