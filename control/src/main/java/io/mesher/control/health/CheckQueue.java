package io.mesher.control.health;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.NameResolver;
import java.util.ArrayDeque;
import java.util.Queue;

/** Checks that are due, of which so many are under way at once: thousands of instances must not mean thousands of connections. */
final class CheckQueue {
    static final int MOST_AT_ONCE = 64;

    private final EventLoop loop;
    private final NameResolver resolver;
    private final Queue<InstanceCheck> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean beginning;

    CheckQueue(EventLoop loop, NameResolver resolver) {
        this.loop = loop;
        this.resolver = resolver;
    }

    /** Each instance once: whoever adds it sees to that. */
    void add(InstanceCheck check) {
        waiting.add(check);
    }

    /** Some end before they have begun: they come here from within, and must not begin the next. */
    void begin() {
        if (beginning) {
            return;
        }
        beginning = true;
        while (underWay < MOST_AT_ONCE && !waiting.isEmpty()) {
            underWay++;
            if (!waiting.remove().begin(loop, resolver, this::ended)) {
                underWay--;
            }
        }
        beginning = false;
    }

    private void ended() {
        underWay--;
        begin();
    }
}
