package io.mesher.registry.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events that watchers have been sent and the network hasn't taken: each waits in a copy of its own. Event loop only. */
final class EventBacklog {
    private final int maxBytes;
    private final Map<Watcher, Integer> behind = new LinkedHashMap<>();
    private long bytes;
    /** A short event is in the loop's write buffer until the next is written: only then it is known whether it waits. */
    private @Nullable Watcher last;

    private int lastBytes;

    EventBacklog(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whoever makes it too much is dropped. */
    void onSent(Watcher watcher, int eventBytes) {
        settle();
        last = watcher;
        lastBytes = eventBytes;
    }

    private void settle() {
        Watcher watcher = last;
        last = null;
        if (watcher == null || !watcher.isBehind()) {
            return;
        }
        behind.merge(watcher, lastBytes, Integer::sum);
        bytes += lastBytes;
        if (bytes > maxBytes) {
            forgetWhoCaughtUp();
        }
        if (bytes > maxBytes) {
            watcher.drop("more than " + maxBytes + " bytes of events are waiting for it");
        }
    }

    private void forgetWhoCaughtUp() {
        behind.entrySet().removeIf(entry -> {
            if (entry.getKey().isBehind()) {
                return false;
            }
            bytes -= entry.getValue();
            return true;
        });
    }

    void onGone(Watcher watcher) {
        if (watcher.equals(last)) {
            last = null;
        }
        Integer waiting = behind.remove(watcher);
        if (waiting != null) {
            bytes -= waiting;
        }
    }
}
