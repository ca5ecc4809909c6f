package io.mesher.core.route;

import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.catalog.VersionOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Some of the instances of a service, by their tags.
 *
 * @param version {@code latest}, {@code 1.2.0}, {@code 1.0.0+} (that and newer), {@code 1.0.0-2.0.0} (from, and older than)
 * @param app the application that the service is of; empty: the caller's own
 * @param tags instance properties, each of which must be equal
 */
public record Subset(String version, String app, Map<String, String> tags) {
    /** What gets a request without a rule, as in the original. */
    public static final Subset LATEST = new Subset("latest", "", Map.of());

    public Subset {
        tags = Map.copyOf(tags);
    }

    /** Those of {@code service} that belong to it, in its order. */
    public List<Instance> select(Microservice service) {
        VersionRange range = VersionRange.of(version);
        if (range.isLatest() && tags.isEmpty()) {
            return service.newest();
        }
        List<Instance> tagged = new ArrayList<>();
        for (Instance instance : service.instances()) {
            if (isTagged(instance) && (range.isLatest() || range.contains(instance.version()))) {
                tagged.add(instance);
            }
        }
        return range.isLatest() ? newest(service, tagged) : tagged;
    }

    private boolean isTagged(Instance instance) {
        return instance.traits().properties().entrySet().containsAll(tags.entrySet());
    }

    /** The newest version of the service, not of those with the tags: as in the original. */
    private static List<Instance> newest(Microservice service, List<Instance> tagged) {
        List<Instance> newest = new ArrayList<>();
        for (Instance instance : tagged) {
            if (VersionOrder.compare(
                            instance.version(), service.newest().getFirst().version())
                    == 0) {
                newest.add(instance);
            }
        }
        return newest;
    }

    /** For people: {@code version 1.2.0, zone = a}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("version ").append(version);
        if (!app.isEmpty()) {
            text.append(" of application ").append(app);
        }
        new TreeMap<>(tags)
                .forEach((name, value) ->
                        text.append(", ").append(name).append(" = ").append(value));
        return text.toString();
    }
}
