package io.mesher.registry.client.find;

import io.mesher.core.catalog.LookupResult;
import io.mesher.registry.client.answer.ServiceName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of which the registry said just now that there is no such service, and what was answered. Time is passed in, in nanoseconds. */
public final class MissingNames {
    private record Missing(LookupResult answer, long since) {}

    static final Duration REMEMBERED = Duration.ofSeconds(1);
    public static final int MAX = 1_000;

    private final Map<ServiceName, Missing> names = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ServiceName, Missing> oldest) {
            return size() > MAX;
        }
    };

    public void add(ServiceName name, LookupResult answer, long now) {
        // Removed first, so that the oldest entry is the one that ends first.
        names.remove(name);
        names.put(name, new Missing(answer, now));
    }

    /** Null if there is none, or if it is too old. */
    public @Nullable LookupResult answer(ServiceName name, long now) {
        @Nullable Missing missing = names.get(name);
        if (missing == null) {
            return null;
        }
        if (now - missing.since < REMEMBERED.toNanos()) {
            return missing.answer;
        }
        names.remove(name);
        return null;
    }
}
