package io.mesher.control.health;

import java.util.ArrayDeque;
import java.util.Queue;

/** Checks that are due, of which so many are under way at once: thousands of instances must not mean thousands of connections. */
final class CheckQueue {
    static final int MAX_AT_ONCE = 64;

    private final CheckNetwork network;
    private final Queue<InstanceCheck> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean beginsLater;

    CheckQueue(CheckNetwork network) {
        this.network = network;
    }

    /** Each instance once: whoever adds it sees to that. */
    void add(InstanceCheck check) {
        waiting.add(check);
    }

    void begin() {
        while (underWay < MAX_AT_ONCE && !waiting.isEmpty()) {
            underWay++;
            if (!waiting.remove().begin(network, this::ended)) {
                underWay--;
            }
        }
    }

    /** Later: some end before they have begun, and when many are cancelled at once, none of them must begin in another's place. */
    private void ended() {
        underWay--;
        if (!beginsLater) {
            beginsLater = true;
            network.loop().execute(() -> {
                beginsLater = false;
                begin();
            });
        }
    }
}
