package io.mesher.registry.client.find;

import io.mesher.registry.client.answer.ServiceName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of which the registry said just now that there is no such service. Time is passed in, in nanoseconds. */
public final class MissingNames {
    static final Duration REMEMBERED = Duration.ofSeconds(1);
    public static final int MAX = 1_000;

    private final Map<ServiceName, Long> names = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ServiceName, Long> oldest) {
            return size() > MAX;
        }
    };

    public void add(ServiceName name, long now) {
        // Removed first, so that the oldest entry is the one that ends first.
        names.remove(name);
        names.put(name, now);
    }

    public boolean contains(ServiceName name, long now) {
        @Nullable Long since = names.get(name);
        if (since == null) {
            return false;
        }
        if (now - since < REMEMBERED.toNanos()) {
            return true;
        }
        names.remove(name);
        return false;
    }
}
